// Titles, names of slides and titles of demos of any letters: shown as text in the
// page, the panel, the presenter view, the window's title and the PDF's outline.
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { exportTalk, readPdf } from '../export/support.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { asMarkdown, STRINGS } from './strings.ts';
import { liveMarkup, watchPage } from './watch.ts';

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** One title of all that may stand in one. */
const TITLE = folded(STRINGS.filter((text) => text.length < 40).join(' '));

it('awkward strings are text wherever they are shown, and no name breaks the talk', async () => {
  const slides = STRINGS.map((text) => `name: ${text}\n\n# ${asMarkdown(text)}\n`);
  await using folder = await tempFolder({
    'package.json': '{}',
    'demos/odd/demo.yaml': `title: ${JSON.stringify(TITLE)}\npanes:\n  - name: main\n    run: main.ts\n`,
    'demos/odd/main.ts': "console.log('ran');\n",
    'talk.md': [`---\ndialect: remark\ntitle: ${JSON.stringify(TITLE)}\n---\ndemo: odd\n\n# First\n`, ...slides, '# Last\n'].join(
      '\n---\n',
    ),
  });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  const seen = watchPage(page, new URL(talk.url).origin);
  await open(page, talk.url);
  const total = STRINGS.length + 2;
  expect([await page.title(), await page.evaluate(() => window.lectern.total)]).toEqual([TITLE, total]);
  await page.waitForFunction((title) => document.querySelector('#panel')?.textContent?.includes(title), {}, TITLE);
  await page.keyboard.press('r');
  await until(() => page.evaluate(() => window.lectern.demo.text('odd').includes('ran')), 'the run');

  const shown: string[] = [];
  for (let slide = 1; slide < total; slide++) {
    await page.keyboard.press('PageDown');
    await until(() => page.evaluate((at) => window.lectern.slide === at, slide), `slide ${slide}`);
    shown.push(folded((await page.$eval('section.present h1', (heading) => heading.textContent)) ?? ''));
  }
  expect(shown).toEqual([...STRINGS.map(folded), 'Last']);
  // A name leads to its slide, also one that something of JavaScript's has.
  for (const name of ['__proto__', 'constructor', 'שלום', '../x', '🙂', '<b>x</b>']) {
    await page.evaluate((to) => {
      location.hash = `#${encodeURIComponent(to)}`;
    }, name);
    await until(() => page.evaluate((at) => window.lectern.slide === at, STRINGS.indexOf(name) + 1), `the slide named ${name}`);
  }
  await page.keyboard.press('o');
  await page.waitForSelector('.overview .cell');
  expect(await liveMarkup(page)).toEqual([]);

  await open(page, talk.presenterUrl);
  expect(await page.title()).toBe(`Presenter: ${TITLE}`);
  expect([await page.evaluate(() => (window as { __x?: unknown }).__x), seen, await liveMarkup(page)]).toEqual([undefined, [], []]);

  const { code, stderr } = await exportTalk(['talk.md', '-o', 'out.pdf'], { cwd: folder.path });
  expect(code, stderr).toBe(0);
  const pdf = await readPdf(`${folder.path}/out.pdf`);
  expect(pdf.title).toBe(TITLE);
  expect(pdf.outline.map(({ title }) => folded(title))).toEqual(['First', ...STRINGS.map(folded), 'Last']);
  expect(pdf.outline.map(({ page: at }) => at)).toEqual(Array.from({ length: total }, (_, i) => i));
}, 180_000);
