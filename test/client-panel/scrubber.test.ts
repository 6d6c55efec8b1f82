// The reins of a recording in the foot, by pointer and by keys.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReplayStatus } from '../../src/protocol.ts';
import { type Bench, demo, openBench, type Site, serveLab, status } from './bench.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

const REPLAY: ReplayStatus = {
  position: 25,
  duration: 100,
  playing: false,
  speed: 1,
  reached: 1,
  markers: [
    { time: 20, label: 'first put' },
    { time: 80, label: 'the end' },
  ],
};
const shown = (bench: Bench, replay: Partial<ReplayStatus> | null, mark = 'first put') =>
  bench.status(status('replaying', 'r1', { kind: 'recorded', mark, replay: replay === null ? null : { ...REPLAY, ...replay } }));
const bar = (bench: Bench) =>
  bench.page.$eval('.scrub', (element) => ({
    hidden: (element as HTMLElement).hidden,
    text: element.getAttribute('aria-valuetext'),
    done: (element.querySelector('.scrub-done') as HTMLElement).style.transform,
    ticks: [...element.querySelectorAll<HTMLElement>('.scrub-tick')].map((tick) => `${tick.title} ${tick.style.left}`),
  }));

it('shows where the recording stands, with its marks, and only while there is one', async () => {
  await using bench = await openBench(site, [demo({ recorded: true })]);
  await bench.status(status('running', 'r0'));
  expect((await bar(bench)).hidden).toBe(true);
  const before = await bench.page.$eval('.pane-box', (box) => box.clientHeight);
  await shown(bench, {});
  expect(await bar(bench)).toEqual({
    hidden: false,
    text: '00:25 of 01:40, first put',
    done: 'scaleX(0.25)',
    ticks: ['first put 20%', 'the end 80%'],
  });
  expect(await bench.page.$eval('.foot-right', (element) => element.textContent)).toBe('paused at first put · → next');
  expect(await bench.page.$eval('.pane-box', (box) => box.clientHeight)).toBe(before);
  // While it plays it counts on, at its speed.
  await shown(bench, { playing: true, speed: 4 });
  await bench.page.waitForFunction(() => Number(document.querySelector('.scrub')?.getAttribute('aria-valuenow')) >= 27);
});

it('a click, a drag, the arrow keys, Home and End ask for a place, and the deck hears nothing of it', async () => {
  await using bench = await openBench(site, [demo({ recorded: true })]);
  await shown(bench, {});
  const box = await (await bench.page.$('.scrub-line'))?.boundingBox();
  if (box == null) throw new Error('no bar');
  const { mouse, keyboard } = bench.page;
  const at = (share: number): [number, number] => [box.x + box.width * share, box.y + 1];
  await mouse.move(...at(0.5));
  await mouse.down();
  await mouse.move(...at(0.75), { steps: 3 });
  await mouse.up();
  const asked = (await bench.log()).map(([what, , seconds]) => [what, Math.round(Number(seconds))]);
  expect([asked[0], asked.at(-1)]).toEqual([
    ['seek', 50],
    ['seek', 75],
  ]);
  const before = asked.length;
  await bench.page.focus('.scrub');
  for (const key of ['ArrowRight', 'ArrowLeft', 'Home', 'End', 'PageDown'] as const) await keyboard.press(key);
  expect((await bench.log()).slice(before)).toEqual([27, 23, 0, 100].map((seconds) => ['seek', 'queue', seconds]));
  expect(await bench.page.evaluate(() => window.lab.deckKeys)).toEqual(['PageDown']);
});

it('pause and speed', async () => {
  await using bench = await openBench(site, [demo({ recorded: true })]);
  for (const [speed, playing] of [
    [1, true],
    [2, false],
    [4, true],
    [0.5, false],
  ] as const) {
    await shown(bench, { speed, playing });
    await bench.page.click(`[aria-label="Speed ${speed}×"]`);
    await bench.page.click(playing ? '[aria-label="Pause the recording"]' : '[aria-label="Play on"]');
  }
  expect((await bench.log()).map(([what, , value]) => `${what} ${value}`)).toEqual([
    ...['speed 2', 'pause true', 'speed 4', 'pause false', 'speed 0.5', 'pause true', 'speed 1', 'pause false'],
  ]);
});
