// A recording beside the slide under the clicker: Next goes to its next mark, then to
// the next step; the code lights up, the foot says where it stands.
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const TALK = `---
dialect: remark
---
demo: two

# Marks

\`\`\`ts file=demos/two.ts
\`\`\`

--

A step.

---

# Another
`;

const CAST = encodeCast(castHeader({ columns: 72, rows: 24 }, {}), [
  { type: 'output', time: 0, pane: 'two', data: 'zero\r\n' },
  { type: 'marker', time: 300, pane: 'two', label: 'one' },
  { type: 'output', time: 600, pane: 'two', data: 'first\r\n' },
  { type: 'marker', time: 600, pane: 'two', label: 'two' },
  { type: 'output', time: 600.2, pane: 'two', data: 'second\r\n' },
  { type: 'exit', time: 600.2, pane: 'two', code: 0, signal: null },
]);
const FILES = {
  'talk.md': TALK,
  'package.json': '{}',
  'demos/two.ts': `// @mark one\nconsole.log('first');\n// @mark two\nconsole.log('second');\n`,
  'demos/two.cast': CAST,
};

const seen = (page: Page) =>
  page.evaluate(() => ({
    at: [window.lectern.slide, window.lectern.step],
    text: window.lectern.demo.text('two'),
    foot: document.querySelector('.foot-right')?.textContent,
    lit: document.querySelector('figure.code .lit')?.textContent?.trim() ?? '',
  }));

async function sees(page: Page, wanted: Awaited<ReturnType<typeof seen>>): Promise<void> {
  const same = async () => JSON.stringify(await seen(page)) === JSON.stringify(wanted);
  await until(same, JSON.stringify(wanted), () => page.url()).catch(async (error: unknown) => {
    expect(await seen(page)).toEqual(wanted);
    throw error;
  });
}

it('Next, by the clicker, in either window: mark by mark, then step by step; back is back always', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const { page } = opened;
  await open(page, talk.url);
  const presenter = await opened.another();
  await open(presenter, talk.presenterUrl);
  await page.bringToFront();

  await page.keyboard.press('e');
  await until(() => page.evaluate(() => window.lectern.demo.text('two') === 'zero'), 'the recording');
  // The first press plays on, the second, on the way, is there.
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await sees(page, { at: [0, 0], text: 'zero', foot: 'paused at one · → next', lit: `console.log('first');` });
  await presenter.bringToFront();
  await presenter.keyboard.press('ArrowRight');
  await until(async () => (await seen(page)).foot === 'one', 'it to play on');
  await presenter.keyboard.press(' ');
  const paused = { at: [0, 0], text: 'zero\nfirst', foot: 'paused at two · → next', lit: `console.log('second');` };
  await sees(page, paused);
  await sees(presenter, paused);

  // Behind the last mark: the step, and the rest of the recording.
  await page.bringToFront();
  await page.keyboard.press('PageDown');
  await until(() => page.evaluate(() => window.lectern.demo.state('two') === 'exited'), 'its end');
  await sees(page, { at: [0, 1], text: 'zero\nfirst\nsecond', foot: 'two', lit: '' });
  await page.keyboard.press('PageDown');
  await until(async () => (await seen(page)).at.join() === '1,0', 'the next slide');

  await page.evaluate(() => window.lectern.go(0, 1));
  await page.evaluate(() => window.lectern.demo.replay('two'));
  await until(() => page.evaluate(() => window.lectern.demo.text('two') === 'zero'), 'the recording');
  await page.keyboard.press('PageUp');
  expect((await seen(page)).at).toEqual([0, 0]);
  // With the panel closed there is no recording to be seen, so the talk goes on.
  await page.keyboard.press('d');
  await page.keyboard.press('PageDown');
  expect((await seen(page)).at).toEqual([0, 1]);
});

it('the bar in the foot: a click in one window moves the recording in all, back as well, and pause and speed are the same', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const { page } = opened;
  await open(page, talk.url);
  const presenter = await opened.another();
  await open(presenter, talk.presenterUrl);
  await presenter.bringToFront();
  await presenter.keyboard.press('e');
  await presenter.locator('[aria-label="Pause the recording"]').click();
  const clicked = async (share: number): Promise<void> => {
    const box = await (await presenter.waitForSelector('.scrub-line'))?.boundingBox();
    await presenter.mouse.click((box?.x ?? 0) + (box?.width ?? 0) * share, (box?.y ?? 0) + 1);
  };
  for (const [share, text, mark, line] of [
    [0.75, 'zero', 'one', `console.log('first');`],
    [1, 'zero\nfirst\nsecond', 'two', `console.log('second');`],
    [0.25, 'zero', '02:30', ''],
  ] as const) {
    if (share < 1) await clicked(share);
    else {
      await presenter.focus('.scrub');
      await presenter.keyboard.press('End');
    }
    for (const window of [page, presenter]) {
      await until(
        async () => (await seen(window)).text === text && (await seen(window)).foot?.startsWith(`paused at ${mark}`),
        `${mark} at ${share}`,
        () => window.url(),
      );
      expect((await seen(window)).lit).toBe(line);
    }
  }
  await page.bringToFront();
  await page.locator('[aria-label="Speed 1×"]').click();
  await presenter.waitForSelector('[aria-label="Speed 2×"]');
  await page.locator('[aria-label="Play on"]').click();
  await presenter.waitForSelector('[aria-label="Pause the recording"]');
});
