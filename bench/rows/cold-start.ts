// From the start of the process to the first slide in the browser, which waits with
// an empty page. Each run has a new talk folder and a new visitor: no cache helps.
import { join } from 'node:path';
import { present } from '../../scripts/support/present.mjs';
import { emptyPage } from '../deck-page.ts';
import { generateDeck } from '../generate-deck.ts';
import { type Bench, clock, type Figure, median, type Row } from '../row.ts';

/** Seconds of reveal-md on the machine of the targets, and runs of ours. */
const SIZES = [
  { slides: 40, revealMd: 1.12, runs: 7 },
  { slides: 400, revealMd: 1.5, runs: 5 },
  { slides: 2000, revealMd: 2.9, runs: 3 },
];

export const coldStart: Row = {
  name: 'cold-start',
  title: 'cold start to first slide',
  async *measure(bench) {
    for (const { slides, revealMd, runs } of SIZES) {
      const text = generateDeck(slides);
      const samples: number[] = [];
      const printed: number[] = [];
      for (let i = 0; i < runs; i++) {
        const times = await once(bench, text);
        samples.push(times.shown);
        printed.push(times.printed);
      }
      yield {
        name: `cold start, N = ${slides}`,
        unit: 'ms',
        samples,
        target: `≤ ${Math.round(revealMd * 800)} (0.8 × reveal-md)`,
        met: median(samples) <= revealMd * 800,
        peer: `reveal-md ${revealMd * 1000}`,
        floor: '400 page load',
      } satisfies Figure;
      yield { name: '  until the addresses are printed', unit: 'ms', samples: printed } satisfies Figure;
    }
  },
};

async function once(bench: Bench, text: string): Promise<{ shown: number; printed: number }> {
  const folder = await bench.folder({ 'talk.md': text });
  const { page, context } = await emptyPage(bench);
  const start = clock();
  const served = await present(bench.program, folder, [join(folder, 'talk.md')]);
  const printed = clock() - start;
  await page.goto(served.url, { waitUntil: 'domcontentloaded' });
  const shown = await page.evaluate(() => window.benchFirst);
  await context.close();
  await served.close();
  return { shown: shown - start, printed };
}
