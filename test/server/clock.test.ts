// The computer's time of day is set while the talk goes on: nobody sees it.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type {} from '../../src/client/api.ts';
import { createStopwatch } from '../../src/server/stopwatch.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { openWindow } from './clients.ts';
import { talk } from './support.ts';

const HOUR = 3_600_000;
afterEach(() => void vi.useRealTimers());

/** Sets the time of day, and no other clock. */
function setClock(by: number): void {
  const now = Date.now() + by;
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(now);
}

describe('test 95: clocks that jump', () => {
  it.each([-5 * 60_000, -HOUR, HOUR, 24 * HOUR])('the time of the talk does not, by %d ms', async (by) => {
    const t = await talk();
    const first = await openWindow(t);
    first.say({ type: 'go', slide: 1, step: 0, base: 0 });
    expect((await first.sees('timer')).timer).toBeLessThan(20);
    setClock(by);
    const { timer } = await (await openWindow(t)).sees('welcome');
    expect(timer).toBeGreaterThanOrEqual(0);
    expect(timer).toBeLessThan(20);
  });

  it('what is kept for the next process goes by the clock as it is by then', () => {
    const before = createStopwatch(Date.now() - 60_000);
    expect(Math.round(before.seconds ?? 0)).toBe(60);
    setClock(-HOUR);
    expect(Math.round(createStopwatch(before.begun).seconds ?? 0)).toBe(60);
    // Kept before the clock was set back: the talk cannot have begun later than now.
    expect(createStopwatch(Date.now() + HOUR).seconds).toBeGreaterThanOrEqual(0);
    expect(createStopwatch(Date.now() + HOUR).seconds).toBeLessThan(1);
    expect([createStopwatch(null).seconds, createStopwatch(null).begun]).toEqual([null, null]);
  });

  it('a window whose own clock is an hour off shows the same time as another', async () => {
    await using folder = await tempFolder({ 'package.json': '{}', 'talk.md': '---\ndialect: remark\n---\n# One\n\n---\n# Two\n' });
    await using shown = await present(folder.path, 'talk.md');
    await using opened = await openPage();
    const { page } = opened;
    const other = await opened.another();
    await other.evaluateOnNewDocument(() => {
      const { now } = Date;
      Date.now = () => now() - 3_600_000;
    });
    await open(page, shown.presenterUrl);
    await open(other, shown.presenterUrl);
    await other.keyboard.press('ArrowRight');
    const elapsed = (window: typeof page): Promise<number> =>
      window.$eval('.elapsed', (element) => {
        const [minutes = 0, seconds = 0] = (element.textContent ?? '').split(':').map(Number);
        return 60 * minutes + seconds;
      });
    await until(async () => (await elapsed(page)) >= 1, 'the time to go');
    // The one that is not in front may be late by a tick, on a slow machine for a while by more.
    const apart = async (): Promise<number> => Math.abs((await elapsed(page)) - (await elapsed(other)));
    await until(async () => (await apart()) <= 2, 'both to show the same time', apart);
  });
});
