// A recording in the place of a live run, as a speaker takes to it: by key, by button,
// by call; in every window; and what is said where there is none.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
demo: clock

# One

---
demo: pair

# Two
`;

/** One pane's cast: what it printed, at which second. */
function cast(pane: string, moments: readonly (readonly [time: number, data: string])[], ends = true): string {
  const events = moments.map(([time, data]) => ({ type: 'output', time, pane, data }) as const);
  const exit = { type: 'exit', time: moments.at(-1)?.[0] ?? 0, pane, code: 0, signal: null } as const;
  const recorded = Date.UTC(new Date().getUTCFullYear(), 10, 20, 12, 0) / 1000;
  return encodeCast(castHeader({ columns: 72, rows: 24 }, { timestamp: recorded }), ends ? [...events, exit] : events);
}

const CLOCK = cast('clock', [
  [0, 'tick 1\r\n'],
  [0.2, 'tick 2\r\n'],
  [600, 'tick 3\r\n'],
]);
const FILES = {
  'talk.md': TALK,
  'demos/clock.ts': `console.log('pid ' + process.pid);\nsetInterval(() => {}, 1000);\n`,
  'demos/clock.cast': CLOCK,
  'demos/pair/demo.yaml': 'title: A pair\npanes:\n  - {name: one, run: one.ts}\n  - {name: two, run: one.ts}\n',
  'demos/pair/one.ts': `console.log('live');\n`,
  'demos/pair/one.cast': cast('one', [[0, 'recorded one\r\n']]),
  'demos/pair/two.cast': cast('two', [[0.3, 'recorded two\r\n']]),
};

const state = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.state(name), demo);
const text = (page: Page, demo: string, pane?: string) => page.evaluate((name, of) => window.lectern.demo.text(name, of), demo, pane);
const inner = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).innerText.replace(/\s+/g, ' '));
const is = (page: Page, demo: string, wanted: string) =>
  until(
    async () => (await state(page, demo)) === wanted,
    `${demo} to be ${wanted}`,
    () => page.url(),
  );

async function shows(page: Page, demo: string, pattern: RegExp): Promise<string> {
  await until(
    async () => pattern.test(await text(page, demo)),
    `${demo} to show ${pattern}`,
    () => page.url(),
  );
  return text(page, demo);
}

it('e plays the recording where the live run was, in every window, and e goes back to live', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const deck = opened.page;
  await open(deck, talk.url);
  const presenter = await opened.another();
  await open(presenter, talk.presenterUrl);
  await deck.bringToFront();
  await deck.keyboard.press('r');
  const live = await shows(deck, 'clock', /^pid \d+$/);

  await deck.keyboard.press('e');
  for (const page of [deck, presenter]) {
    expect(await shows(page, 'clock', /tick 2/)).toBe('tick 1\ntick 2');
    expect(await state(page, 'clock')).toBe('replaying');
  }
  expect(await inner(deck, '.pill')).toMatch(/^recorded \d\d:\d\d · \d\d Nov$/);
  expect(await deck.$eval('.panel-view', (view) => [view.getAttribute('data-demo'), view.getAttribute('data-state')])).toEqual([
    'clock',
    'replaying',
  ]);

  // A window that is loaded anew sees the same and goes on.
  await deck.reload();
  await deck.waitForSelector('html[data-lectern="ready"]');
  expect(await shows(deck, 'clock', /tick 2/)).toBe('tick 1\ntick 2');
  expect(await state(deck, 'clock')).toBe('replaying');

  await presenter.bringToFront();
  await presenter.keyboard.press('e');
  await is(deck, 'clock', 'running');
  expect(await shows(deck, 'clock', /^pid \d+$/)).not.toBe(live);
  expect(await inner(deck, '.pill')).toMatch(/^live/);

  // Once more, by the buttons.
  await presenter.locator('::-p-aria([name="Recording"][role="button"])').click();
  await is(deck, 'clock', 'replaying');
  await presenter.locator('::-p-aria([name="Live"][role="button"])').click();
  await is(deck, 'clock', 'running');
  await presenter.locator('::-p-aria([name="Recording"][role="button"])').click();
  await is(deck, 'clock', 'replaying');
  await presenter.locator('::-p-aria([name="Stop"][role="button"])').click();
  await is(deck, 'clock', 'stopped');
  expect(await inner(deck, '.pill')).toMatch(/^recorded/);
});

it('several panes play on one clock, by call, and end as they ended; after it, e is live', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  await page.evaluate(() => window.lectern.go(1));
  for (const call of ['replay', 'fallback'] as const) {
    // It is short: who looks now and then may miss it.
    const states = await page.evaluate(
      (name) =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = [];
          const off = window.lectern.on('demo', ({ state }) => {
            seen.push(state);
            if (state !== 'exited') return;
            off();
            resolve(seen);
          });
          window.lectern.demo[name]('pair');
        }),
      call,
    );
    expect(states).toEqual(['replaying', 'exited']);
    await page.waitForSelector('.panel[data-state="exited"]');
    expect([await text(page, 'pair', 'one'), await text(page, 'pair', 'two')]).toEqual(['recorded one', 'recorded two']);
  }
  await page.keyboard.press('e');
  await shows(page, 'pair', /live\nlive/);
  await page.evaluate(() => window.lectern.demo.replay('pair'));
  await shows(page, 'pair', /recorded two/);
  await page.evaluate(() => window.lectern.demo.live('pair'));
  await shows(page, 'pair', /live\nlive/);
});

it('no recording, or one that cannot be read: the panel says why, the live run goes on, and a new one counts at once', async () => {
  await using folder = await tempFolder({ ...FILES, 'demos/clock.cast': '' });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  await page.keyboard.press('r');
  const live = await shows(page, 'clock', /^pid \d+$/);
  const file = join(folder.path, 'demos', 'clock.cast');
  const recording = () =>
    page.$eval('[data-control="recording"]', (button) => [(button as HTMLButtonElement).disabled, (button as HTMLElement).title]);

  const bad: [string, string, string][] = [
    ['empty', '', 'the recording cannot be played: demos/clock.cast: not a cast: there is no header'],
    ['garbage', '\u0000\u0001\n[[[', 'the recording cannot be played: demos/clock.cast: the header of the cast is cut off or broken'],
    [
      'cut in its header',
      CLOCK.slice(0, 20),
      'the recording cannot be played: demos/clock.cast: the header of the cast is cut off or broken',
    ],
    ['without events', `${CLOCK.split('\n')[0]}\n`, 'the recording is empty: nothing happens in it'],
  ];
  for (const [what, content, reason] of bad) {
    await writeFile(file, content);
    await page.evaluate(() => window.lectern.demo.replay('clock'));
    await until(
      async () => (await inner(page, '.foot-left')) === reason,
      `${what}: ${reason}`,
      () => page.url(),
    );
    expect(await state(page, 'clock')).toBe('running');
    expect(await text(page, 'clock')).toBe(live);
  }
  expect(await recording()).toEqual([false, '']);
  const pid = Number(live.replace('pid ', ''));
  expect(() => process.kill(pid, 0)).not.toThrow();

  await rm(file);
  await until(async () => (await recording())[0] === true, 'the button to know');
  expect(await recording()).toEqual([true, 'no recording yet: lectern demo record clock']);
  await page.keyboard.press('e');
  await until(
    async () => (await inner(page, '.foot-left')) === 'no recording yet: "lectern demo record clock" makes one',
    'the missing recording to be said',
  );
  expect(await state(page, 'clock')).toBe('running');

  // What was torn at its end plays as far as it goes.
  await writeFile(file, CLOCK.slice(0, -30));
  await until(async () => (await recording())[0] === false, 'the button to know');
  await page.keyboard.press('e');
  expect(await shows(page, 'clock', /tick 2/)).toBe('tick 1\ntick 2');
});
