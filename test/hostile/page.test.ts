// A talk full of what a stranger could put into it, in a real browser: nothing of it
// runs, nobody is asked for anything, the page stays, and the keys go on.
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { exportTalk, readPdf } from '../export/support.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { someOf } from '../support/soak.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { PAYLOADS, talkOf } from './payloads.ts';
import { listen, liveMarkup, walkedMarkup, watchPage } from './watch.ts';

const TEXTS = PAYLOADS.map(([, text]) => text);
const TALKS = [
  ['reveal', 'reveal', ''],
  ['remark', 'remark', ''],
  ['remark', 'reveal', ''],
  ['marp', 'reveal', 'marp: true\n'],
  ['article', 'reveal', ''],
] as const;

const marked = (page: Page): Promise<unknown> => page.evaluate(() => (window as { __x?: unknown }).__x);

describe.each(someOf(TALKS, 2))('test 44, 45: a hostile talk of the %s dialect in the engine %s', (dialect, engine, more) => {
  it('does nothing to deck, overview and presenter view', async () => {
    await using other = await listen();
    await using folder = await tempFolder({
      'package.json': '{}',
      'talk.md': `---\ndialect: ${dialect}\n${more}---\n${talkOf(TEXTS, other.url)}`,
    });
    await using talk = await present(folder.path, 'talk.md', '--engine', engine);
    const own = new URL(talk.url).origin;
    await using opened = await openPage();
    const { page } = opened;
    const seen = watchPage(page, own);

    await open(page, talk.url);
    expect(await page.evaluate(() => window.lectern.total)).toBeGreaterThanOrEqual(TEXTS.length);
    expect(await walkedMarkup(page)).toEqual([]);
    await page.keyboard.press('o');
    await page.waitForSelector('.overview');
    expect(await liveMarkup(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await until(() => page.evaluate(() => window.lectern.slide === 0), 'the first slide');
    expect([await marked(page), seen, other.hits]).toEqual([undefined, [], []]);

    await open(page, talk.presenterUrl);
    expect(await walkedMarkup(page)).toEqual([]);
    expect([await marked(page), seen, other.hits]).toEqual([undefined, [], []]);
  });

  it('does nothing when it is printed', async () => {
    await using other = await listen();
    await using folder = await tempFolder({
      'package.json': '{}',
      'talk.md': `---\ndialect: ${dialect}\n${more}---\n${talkOf(TEXTS, other.url)}`,
    });
    const { code, stderr } = await exportTalk(['talk.md', '-o', 'out.pdf', '--engine', engine], { cwd: folder.path });
    expect([code, other.hits], stderr).toEqual([0, []]);
    const { pages } = await readPdf(`${folder.path}/out.pdf`);
    expect(pages.length).toBeGreaterThanOrEqual(TEXTS.length);
    expect([pages[0]?.lines[0], pages.at(-1)?.lines[0]]).toEqual(['First', 'Last']);
  });
});
