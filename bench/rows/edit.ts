// From the write of an edited talk to its new text on the screen, on a slide in the
// middle; the page is not loaded again.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type OpenDeck, openDeck } from '../deck-page.ts';
import { generateDeck, headingOf } from '../generate-deck.ts';
import { clock, type Figure, median, type Row } from '../row.ts';

const SIZES = [
  { slides: 40, peers: 'Slidev 54, reveal-md 156' },
  { slides: 400, peers: 'Slidev 99, reveal-md 282' },
  { slides: 2000, peers: '' },
];
/** Marp's own compiler reads the whole talk at each edit. */
const DIALECTS = [
  { dialect: 'remark', times: 20, median: 40, worst: 80 },
  { dialect: 'reveal', times: 10, median: 40, worst: 80 },
  { dialect: 'article', times: 10, median: 40, worst: 80 },
  { dialect: 'marp', times: 10, median: 150, worst: 300 },
] as const;

export const edit: Row = {
  name: 'edit',
  title: 'edit saved to new text on screen',
  async *measure(bench) {
    for (const { dialect, times, median: most, worst } of DIALECTS) {
      for (const { slides, peers } of SIZES) {
        const text = generateDeck(slides, dialect);
        await using deck = await openDeck(bench, { 'talk.md': text });
        const samples = await edits(deck, text, Math.floor(slides / 2), times);
        const loads = await deck.page.evaluate(() => performance.getEntriesByType('navigation').length);
        if (loads !== 1) throw new Error('the page was loaded again');
        yield {
          name: `edit on screen, ${dialect}, N = ${slides}`,
          unit: 'ms',
          samples,
          target: `≤ ${most} median, ≤ ${worst} worst`,
          met: median(samples) <= most && Math.max(...samples) <= worst,
          peer: dialect === 'marp' ? '' : peers,
          floor: '≈ 10 and a frame',
        } satisfies Figure;
      }
    }
  },
};

async function edits({ page, folder }: OpenDeck, text: string, slide: number, times: number): Promise<number[]> {
  await page.evaluate(
    async (heading) => {
      const { slides } = (await (await fetch('/deck.json')).json()) as { slides: { html: string }[] };
      window.lectern.go(slides.findIndex(({ html }) => html.includes(heading)));
    },
    headingOf(slide + 1),
  );
  await page.evaluate((heading) => window.benchShown(heading), headingOf(slide + 1));
  // Colours come after the text, and are not what is measured.
  await delay(2_000);
  const samples: number[] = [];
  for (let i = 0; i <= times; i++) {
    const heading = `${headingOf(slide + 1)}, take ${i}`;
    const shown = page.evaluate((words) => window.benchShown(words), heading);
    await page.evaluate(() => 0);
    const start = clock();
    writeFileSync(join(folder, 'talk.md'), text.replace(`${headingOf(slide + 1)}\n`, `${heading}\n`));
    const time = (await shown) - start;
    // The first one warms what an edit needs.
    if (i > 0) samples.push(time);
    await delay(200);
  }
  return samples;
}
