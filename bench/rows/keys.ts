// From a key to the end of the frame that shows the next slide.
import { setTimeout as delay } from 'node:timers/promises';
import { openDeck } from '../deck-page.ts';
import { generateDeck } from '../generate-deck.ts';
import { type Figure, median, type Row } from '../row.ts';

const KEYS = 60;
const SIZES = [
  { slides: 40, limit: 10, peers: 'remark.js 4.9, Slidev 11.8, reveal-md 19' },
  { slides: 400, limit: 15, peers: '' },
];

export const keys: Row = {
  name: 'keys',
  title: 'key press to new frame',
  async *measure(bench) {
    for (const { slides, limit, peers } of SIZES) {
      await using deck = await openDeck(bench, { 'talk.md': generateDeck(slides) });
      await delay(2_000);
      const samples: number[] = [];
      for (let i = 0; i < KEYS; i++) {
        const forward = Math.floor(i / 30) % 2 === 0;
        const taken = deck.page.evaluate(() => window.benchKey());
        // The key takes another way to the page, and must not come first.
        await deck.page.evaluate(() => 0);
        await deck.page.keyboard.press(forward ? 'ArrowRight' : 'ArrowLeft');
        samples.push(await taken);
        await delay(50);
      }
      yield {
        name: `key to new frame, N = ${slides}`,
        unit: 'ms',
        samples,
        target: `≤ ${limit} median`,
        met: median(samples) <= limit,
        peer: peers,
        floor: 'one frame',
      } satisfies Figure;
    }
  },
};
