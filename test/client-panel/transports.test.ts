// What holds of the panel over either transport: on a server's recording, and on one
// that the page plays by itself. The same presses, the same words.
import { inspect } from 'node:util';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { type TempFolder, tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { demo, type Site, serveLab } from './bench.ts';
import type {} from './player.ts';

const at = (time: number, data: string) => ({ type: 'output', time, pane: 'clock', data }) as const;
const mark = (time: number, label: string) => ({ type: 'marker', time, pane: 'clock', label }) as const;
const CAST = encodeCast(castHeader({ columns: 40, rows: 8 }, { timestamp: 1_763_647_320 }), [
  ...[at(0, 'one\r\n'), at(60, 'two\r\n'), mark(60, 'first'), at(120, 'three\r\n'), mark(120, 'second')],
  ...[at(180, 'end\r\n'), { type: 'exit', time: 180, pane: 'clock', code: 0, signal: null } as const],
]);

interface Stand extends AsyncDisposable {
  readonly page: Page;
  /** What a clicker's Next asks of the recording. */
  next(): Promise<void>;
  /** From here on the page shows the panel of a view that has just come. */
  late(): Promise<void>;
}

let folder: TempFolder;
let site: Site;
beforeAll(async () => {
  folder = await tempFolder({
    'package.json': '{}',
    'talk.md': '---\ndialect: remark\n---\ndemo: clock\n\n# One\n',
    'demos/clock/demo.yaml': 'title: Queue\nsize: 40x8\npanes:\n  - {name: clock, run: main.ts}\n',
    'demos/clock/main.ts': '',
    'demos/clock/clock.cast': CAST,
  });
  site = await serveLab();
});
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

async function live(): Promise<Stand> {
  const talk = await present(folder.path, 'talk.md');
  const opened = await openPage({ width: 1600, height: 900 });
  await open(opened.page, talk.url);
  return {
    page: opened.page,
    next: () => opened.page.keyboard.press('PageDown'),
    late: async () => {
      await opened.page.reload();
      await opened.page.waitForSelector('.xterm-rows');
    },
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]();
      await talk[Symbol.asyncDispose]();
    },
  };
}

async function recorded(): Promise<Stand> {
  const opened = await openPage({ width: 900, height: 900 });
  const { page } = opened;
  await page.goto(`${site.url}player.html`);
  const info = demo({ name: 'clock', panes: [{ name: 'clock', command: 'node clock.ts' }], recorded: true });
  await page.evaluate((one, cast) => window.mountPlayer([one], { clock: cast }), info, CAST);
  return {
    page,
    next: () => page.evaluate(() => window.player.mark('clock')),
    late: () => page.evaluate(() => window.mountAnother()),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

interface Seen {
  readonly state: string;
  readonly text: string;
  readonly at: string;
  readonly foot: string;
  readonly reins: string;
}

const seen = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const shown = (selector: string): string => document.querySelector<HTMLElement>(selector)?.innerText.trim() ?? '';
    const labels = [...document.querySelectorAll('.foot-reins:not([hidden]) button')].map((button) => button.getAttribute('aria-label'));
    return {
      state: document.querySelector<HTMLElement>('.panel')?.dataset.state ?? '',
      text: [...document.querySelectorAll<HTMLElement>('.xterm-rows > div')]
        .map((row) => row.innerText.trim())
        .join(' ')
        .trim(),
      at: document.querySelector('.scrub')?.getAttribute('aria-valuetext') ?? '',
      foot: `${shown('.foot-left')} | ${shown('.foot-right')}`.trim(),
      reins: labels.join(', '),
    };
  });

type Wanted = { readonly [key in keyof Seen]?: Seen[key] | RegExp };

async function comesTo(page: Page, wanted: Wanted): Promise<void> {
  let last: Partial<Seen> = {};
  const same = async (): Promise<boolean> => {
    const all = await seen(page);
    last = Object.fromEntries(Object.keys(wanted).map((key) => [key, all[key as keyof Seen]]));
    const fits = (value: string, want: string | RegExp) => (typeof want === 'string' ? value === want : want.test(value));
    return Object.entries(wanted).every(([key, want]) => fits(all[key as keyof Seen], want));
  };
  await until(same, inspect(wanted), () => inspect(last));
}

const play = async (page: Page): Promise<void> => {
  await page.click('[data-control="recording"]');
  await comesTo(page, { state: 'replaying', text: 'one', reins: 'Pause the recording, Speed 1×' });
};

describe.each([
  ['live', live],
  ['recorded', recorded],
] as const)('%s transport', (_name, stand) => {
  it('plays from the beginning, marked as recorded, and again', async () => {
    await using it = await stand();
    await play(it.page);
    expect(await it.page.$eval('.pill', (pill) => pill.textContent)).toMatch(/^recorded\d\d:\d\d · 20 Nov/);
    await it.page.click('[data-control="stop"]');
    await comesTo(it.page, { state: 'stopped', text: 'one' });
    expect((await seen(it.page)).foot).toMatch(/^stopped \| \d\.\d s$/);
    await play(it.page);
    await it.page.click('[data-control="stop"]');
  });

  it('goes from mark to mark and pauses there, in no time when asked twice', async () => {
    await using it = await stand();
    await play(it.page);
    await it.next();
    await it.next();
    await comesTo(it.page, {
      text: 'one two',
      at: '01:00 of 03:00, first',
      foot: '| paused at first · → next',
      reins: 'Play on, Speed 1×',
    });
    await it.next();
    await it.next();
    await comesTo(it.page, { text: 'one two three', at: '02:00 of 03:00, second' });
    await it.page.click('[data-control="stop"]');
  });

  it('seeks to both ends and back, stands still, and goes on at its speed', async () => {
    await using it = await stand();
    await play(it.page);
    await it.page.click('[aria-label="Pause the recording"]');
    await comesTo(it.page, { text: 'one', reins: 'Play on, Speed 1×' });
    await it.page.focus('.scrub');
    await it.page.keyboard.press('End');
    await comesTo(it.page, { state: 'replaying', text: 'one two three end', at: '03:00 of 03:00, second' });
    await it.page.keyboard.press('Home');
    await comesTo(it.page, { state: 'replaying', text: 'one', at: '00:00 of 03:00', reins: 'Play on, Speed 1×' });
    for (const speed of [1, 2])
      await it.page.click(`[aria-label="Speed ${speed}×"]`).then(() => comesTo(it.page, { reins: `Play on, Speed ${speed * 2}×` }));
    await it.page.click('[aria-label="Play on"]');
    await comesTo(it.page, { at: /^00:0[2-9]|^00:[1-5]/, reins: 'Pause the recording, Speed 4×' });
    await it.page.focus('.scrub');
    await it.page.keyboard.press('End');
    await comesTo(it.page, { state: 'exited', text: 'one two three end' });
    expect((await seen(it.page)).foot).toMatch(/^(exit code 0)? ?\| second$/);
    // Over, it begins again where it is put.
    await it.page.keyboard.press('Home');
    await comesTo(it.page, { state: 'replaying', text: 'one' });
    await it.page.click('[data-control="stop"]');
  });

  it('gives a view that comes late what the others see', async () => {
    await using it = await stand();
    await play(it.page);
    await it.next();
    await it.next();
    const before = { state: 'replaying', text: 'one two', at: '01:00 of 03:00, first', foot: '| paused at first · → next' };
    await comesTo(it.page, before);
    await it.late();
    await comesTo(it.page, before);
    await it.page.click('[data-control="stop"]');
    await comesTo(it.page, { state: 'stopped', text: 'one two' });
    // A narrow panel has no room for this button.
    await it.page.$eval('[data-control="clear"]', (button) => (button as HTMLElement).click());
    await comesTo(it.page, { state: 'stopped', text: '' });
    await it.late();
    await comesTo(it.page, { state: 'stopped', text: '' });
  });
});

it('without a server a live run is refused, and e plays the recording until there is one', async () => {
  await using it = await recorded();
  await it.page.click('.empty-start');
  await comesTo(it.page, { foot: 'only the recording is here |' });
  await play(it.page);
  await it.page.click('[data-control="live"]');
  await comesTo(it.page, { state: 'replaying', text: 'one', foot: 'only the recording is here |' });
});
