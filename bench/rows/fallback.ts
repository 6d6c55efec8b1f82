// From Run of a demo that shows nothing to its recording in the panel, with
// `fallback: auto`: most of it is the time that a live run is given to start.
import { openDeck } from '../deck-page.ts';
import { type Figure, median, type Row } from '../row.ts';

const RUNS = 3;
const TALK = '---\ndialect: remark\nfallback: auto\n---\ndemo: hang\n\n# Hang\n';
const CAST = '{"version":3,"term":{"cols":72,"rows":24}}\n[0.0,"o","it was recorded\\r\\n"]\n[60.0,"o","the end\\r\\n"]\n[0.0,"x","0"]\n';

export const fallback: Row = {
  name: 'fallback',
  title: 'a run that hangs to its recording',
  async *measure(bench) {
    const files = { 'talk.md': TALK, 'demos/hang.ts': 'setInterval(() => {}, 1000);\n', 'demos/hang.cast': CAST };
    await using deck = await openDeck(bench, files);
    const { page } = deck;
    const samples: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      samples.push(
        await page.evaluate(async () => {
          const begun = performance.now();
          const plays = new Promise<void>((resolve) => {
            const off = window.lectern.on('demo', ({ state }) => {
              if (state !== 'replaying') return;
              off();
              resolve();
            });
          });
          window.lectern.demo.run('hang');
          await plays;
          return performance.now() - begun;
        }),
      );
      await page.evaluate(() => window.lectern.demo.stop('hang'));
      await page.waitForFunction(() => window.lectern.demo.state('hang') !== 'replaying');
    }
    const target = '≤ 4000';
    yield { name: 'a run that hangs to its recording', unit: 'ms', samples, target, met: median(samples) <= 4000 } satisfies Figure;
  },
};
