// A program that never stops printing, held back by acknowledgements alone.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo, openBench, type Site, serveLab, status } from './bench.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

const MB = 1_000_000;

it.each([
  ['short lines', 'y\r\n'.repeat(5_000)],
  ['coloured lines', `\x1b[32m${'base64/'.repeat(10)}\x1b[0m\r\n`.repeat(200)],
  ['a progress line that is written over', '\r[=====>    ] 42 %'.repeat(800)],
  ['one line without end', 'x'.repeat(16_000)],
])('test 71: 4 MB of %s arrive, all acknowledged, and the page answers throughout', async (_, chunk) => {
  await using bench = await openBench(site, [demo({ size: { columns: 72, rows: 24 } })]);
  await bench.status(status('running', 'r1'));
  const { stall, mostUnacknowledged } = await bench.page.evaluate(
    (data, units) => window.lab.flood('queue', 'queue', 'r1', data, units),
    chunk,
    4 * MB,
  );
  // The sender waits for acknowledgements at 100 000, so no more than that and a chunk is ever on its way.
  expect(mostUnacknowledged).toBeLessThan(100_000 + chunk.length + 1);
  // Against a page that hangs; the bench knows how long it really is.
  expect(stall).toBeLessThan(3_000);
  await bench.page.locator('aria/Stop[role="button"]').click();
  expect(await bench.log()).toEqual([['stop', 'queue']]);
});

it('test 72: acknowledgements name their run, and those of an older one are not sent for a new one', async () => {
  await using bench = await openBench(site, [demo()]);
  await bench.status(status('running', 'r1'));
  await bench.output('r1', 'a'.repeat(12_000));
  await bench.page.waitForFunction(() => window.lab.acknowledged['queue/queue/r1'] === 10_000);
  await bench.output('r1', 'b'.repeat(300_000));
  await bench.status(status('running', 'r2'));
  await bench.output('r2', `${'c'.repeat(5_000)}end`);
  await bench.page.waitForFunction(() => window.lab.acknowledged['queue/queue/r2'] === 5_000);
  await bench.output('r2', 'd'.repeat(4_990));
  await bench.text(/d{40}/);
  expect(await bench.page.evaluate(() => window.lab.acknowledged['queue/queue/r2'])).toBe(5_000);
});
