// Bytes that cross the wire until the first slide is ready, headers included, and
// requests that would leave the machine, over a whole talk.

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { present } from '../../scripts/support/present.mjs';
import { emptyPage } from '../deck-page.ts';
import { generateDeck } from '../generate-deck.ts';
import type { Bench, Figure, Row } from '../row.ts';

export const bytes: Row = {
  name: 'bytes',
  title: 'bytes to the first slide',
  async *measure(bench) {
    const folder = await bench.folder({ 'talk.md': generateDeck(40) });
    const { first, all } = await load(bench, folder, join(folder, 'talk.md'));
    yield {
      name: 'bytes to the first slide, N = 40',
      unit: 'kB',
      samples: [first / 1000],
      target: '≤ 150',
      met: first <= 150_000,
      peer: 'Marp 189, reveal-md 1587',
    } satisfies Figure;
    yield { name: 'the same, 2 s later', unit: 'kB', samples: [all / 1000] } satisfies Figure;
    const flagship = await load(bench, await bench.flagship(), 'slides/async-typescript');
    yield { name: 'bytes to the first slide, flagship', unit: 'kB', samples: [flagship.first / 1000] } satisfies Figure;
    yield {
      name: 'requests leaving the machine',
      unit: '',
      samples: [flagship.strangers.length],
      target: '0',
      met: flagship.strangers.length === 0,
      peer: 'Marp, reveal-md, Slidev: some',
      floor: '0',
    } satisfies Figure;
    for (const url of flagship.strangers) bench.note(`leaves the machine: ${url}`);
  },
};

async function load(bench: Bench, cwd: string, talk: string): Promise<{ first: number; all: number; strangers: string[] }> {
  const served = await present(bench.program, cwd, [talk]);
  const { page, context } = await emptyPage(bench);
  const network = await page.createCDPSession();
  await network.send('Network.enable');
  const strangers: string[] = [];
  /** When it was asked for, in ms since 1970, and what came. */
  const asked = new Map<string, number>();
  const received: { readonly at: number; readonly size: number }[] = [];
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    received.push({ at: asked.get(requestId) ?? 0, size: encodedDataLength });
  });
  network.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => {
    asked.set(requestId, wallTime * 1000);
    if (/^(https?|wss?):/.test(request.url) && new URL(request.url).host !== `127.0.0.1:${served.port}`) strangers.push(request.url);
  });
  // The moment itself: whoever waits for it from outside hears of it late.
  await page.evaluateOnNewDocument(() => {
    new MutationObserver((_, observer) => {
      if (document.documentElement?.dataset.lectern !== 'ready') return;
      observer.disconnect();
      Object.assign(window, { readyAt: Date.now() });
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-lectern'] });
  });
  await page.goto(served.url);
  await page.waitForSelector('html[data-lectern="ready"]', { timeout: 60_000 });
  await delay(2_000);
  const ready = await page.evaluate(() => (window as unknown as { readyAt: number }).readyAt);
  const sum = (list: typeof received): number => list.reduce((total, { size }) => total + size, 0);
  const first = sum(received.filter(({ at }) => at <= ready));
  const all = sum(received);
  const total = await page.evaluate(() => window.lectern.total);
  for (let i = 0; i < total; i++) {
    await page.evaluate((index) => window.lectern.go(index), i);
    await delay(30);
  }
  await context.close();
  await served.close();
  return { first, all, strangers };
}
