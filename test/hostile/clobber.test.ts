// A page reaches its own parts by name, and an author may give the same names to
// anything: ids that the client looks up, names that shadow properties of the
// document, classes of the engines.
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { exportTalk, readPdf } from '../export/support.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { someOf } from '../support/soak.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { watchPage } from './watch.ts';

/** Ids of ours, then properties of windows and documents that scripts read. */
const IDS =
  'boot files sheet slides stage deck panel divider lectern lecternPrint mermaid Reveal remark location history top self parent name event status'.split(
    ' ',
  );
const NAMES =
  'currentScript body head documentElement getElementById querySelector querySelectorAll createElement fonts hidden title cookie forms defaultView adoptedStyleSheets attributes children parentNode innerHTML dataset style'.split(
    ' ',
  );
const CLASSES =
  'reveal slides slide present past stack backgrounds controls progress pause-overlay remark-slides-area remark-slide-container remark-slide remark-preview-area remark-container sheet web-pane picture desk-now frame body overview cell backdrop';

const CLOBBER = [
  ...IDS.map((id) => `<a id="${id}" href="clobbered:">x</a><b id="${id}">not json</b>`),
  ...NAMES.map((name) => `<img name="${name}" id="${name}" alt="x"><iframe name="${name}"></iframe><input name="${name}">`),
  '<form id="boot" name="body"><input name="attributes"><input name="textContent"></form>',
  ...CLASSES.split(' ').map((name) => `<div class="${name}">x</div>`),
  `<section class="${CLASSES}" data-filled data-slide="7" data-step-shown="3">nested</section>`,
].join('\n');

const talkIn = (dialect: string): Record<string, string> => ({
  'package.json': '{}',
  'demos/hello.ts': "console.log('hello');\n",
  'talk.md': `---\ndialect: ${dialect}\n---\n${dialect === 'remark' ? 'demo: hello\n\n' : '<!-- .slide: data-demo="hello" -->\n'}# One\n\n${CLOBBER}\n\n---\n\n# Two\n\n---\n\n# Three\n`,
});

/** Where the parts of the page are. */
const boxes = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() => {
    const parts = ['#stage', '#stage > #deck', '#stage > #panel', '#stage > #divider'].map((selector) => {
      const { left, top, width, height } = document.querySelector(`body > ${selector}`)?.getBoundingClientRect() ?? new DOMRect();
      return [selector, [left, top, width, height].map(Math.round).join(' ')] as const;
    });
    return Object.fromEntries(parts);
  });

const AUTHORS = 'section [id="panel"], section [id="deck"], section [id="stage"], section [id="divider"]';

const ENGINES = [
  ['remark', 'remark'],
  ['reveal', 'reveal'],
  ['remark', 'reveal'],
] as const;

it.each(someOf(ENGINES, 1))('test 46: names of a %s talk in the engine %s take none of ours', async (dialect, engine) => {
  await using folder = await tempFolder(talkIn(dialect));
  await using talk = await present(folder.path, 'talk.md', '--engine', engine);
  await using opened = await openPage();
  const { page } = opened;
  const seen = watchPage(page, new URL(talk.url).origin);
  const go = async (key: string, slide: number): Promise<void> => {
    await page.keyboard.press(key as 'Enter');
    await until(() => page.evaluate((wanted) => window.lectern.slide === wanted, slide), `slide ${slide}`);
  };

  await open(page, talk.url);
  expect(await page.evaluate(() => [window.lectern.total, document.body.localName, typeof document.querySelector])).toEqual([
    3,
    'body',
    'function',
  ]);
  // Nothing of the author's has a place that is ours.
  expect(await page.$$eval(AUTHORS, (all) => [all.length > 0, ...new Set(all.map((one) => getComputedStyle(one).position))])).toEqual([
    true,
    'static',
  ]);
  const withNames = await boxes(page);
  await page.keyboard.press('r');
  await until(() => page.evaluate(() => window.lectern.demo.text('hello').includes('hello')), 'the run');
  await go('ArrowRight', 1);
  await go('ArrowRight', 2);
  await go('Home', 0);
  await page.keyboard.press('o');
  await page.waitForSelector('.overview .cell');
  await page.keyboard.press('Escape');
  await folder.write({ 'talk.md': (talkIn(dialect)['talk.md'] ?? '').replace(CLOBBER, 'edited') });
  await until(() => page.evaluate(() => document.querySelector('section.present')?.textContent?.includes('edited')), 'the edit');
  await until(
    async () => isDeepStrictEqual(await boxes(page), withNames),
    'the parts to be where they were',
    () => JSON.stringify(withNames),
  );
  await folder.write({ 'talk.md': talkIn(dialect)['talk.md'] ?? '' });
  await until(() => page.evaluate(() => document.querySelector('section.present')?.textContent?.includes('nested')), 'the names again');
  await go('End', 2);

  await open(page, talk.presenterUrl);
  await go('Home', 0);
  await go('ArrowRight', 1);
  expect(seen).toEqual([]);

  const { code, stderr } = await exportTalk(['talk.md', '-o', 'out.pdf', '--engine', engine], { cwd: folder.path });
  expect(code, stderr).toBe(0);
  const { pages } = await readPdf(`${folder.path}/out.pdf`);
  expect(pages.map(({ lines }) => lines[0])).toEqual(['One', 'Two', 'Three']);
});
