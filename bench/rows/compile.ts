// Text to deck, in this process: the whole talk, and again after one word has changed.
import { compile, createSlideCache, type SlideCache } from '../../src/compile/compile.ts';
import { generateDeck, headingOf } from '../generate-deck.ts';
import type { Figure, Row } from '../row.ts';

const RUNS = 5;

export const compiling: Row = {
  name: 'compile',
  title: 'compile',
  async *measure() {
    timed(generateDeck(400), createSlideCache());
    for (const slides of [40, 400, 2000]) {
      const text = generateDeck(slides);
      const whole: number[] = [];
      const again: number[] = [];
      for (let i = 0; i < RUNS; i++) {
        const cache = createSlideCache();
        whole.push(timed(text, cache));
        again.push(timed(text.replace(headingOf(20), `${headingOf(20)} again`), cache));
      }
      yield { name: `compile, N = ${slides}`, unit: 'ms', samples: whole } satisfies Figure;
      yield { name: `compile after an edit, N = ${slides}`, unit: 'ms', samples: again } satisfies Figure;
    }
  },
};

function timed(text: string, cache: SlideCache): number {
  const start = performance.now();
  compile({
    ...{ file: '/talk.md', root: '/', text, options: {}, demoNames: [], cache },
    read: () => undefined,
    exists: () => false,
    display: (path) => path,
  });
  return performance.now() - start;
}
