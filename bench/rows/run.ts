// From Run to the program's first words in the panel, and beside it a bare
// `node hello.js` to its first byte, in turns: the ratio is what counts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDeck } from '../deck-page.ts';
import { type Figure, median, type Row } from '../row.ts';

const RUNS = 20;
const TALK = '---\ndialect: remark\n---\ndemo: hello\n\n# Hello\n';

export const run: Row = {
  name: 'run',
  title: 'Run to first output in the panel',
  async *measure(bench) {
    // Each run says something else, so that none is taken for the one before.
    const program = "console.log('hello', process.pid);\n";
    await using deck = await openDeck(bench, { 'talk.md': TALK, 'demos/hello.ts': program, 'hello.js': program });
    const { page } = deck;
    const samples: number[] = [];
    const bare: number[] = [];
    for (let i = 0; i <= RUNS; i++) {
      const taken = await page.evaluate(async () => {
        const shown = window.benchPanel('hello', 'hello');
        window.lectern.demo.run('hello');
        return shown;
      });
      await page.waitForFunction(() => window.lectern.demo.state('hello') === 'exited');
      const plain = await firstByte(join(deck.folder, 'hello.js'));
      // The first one loads the panel and starts the transformer.
      if (i > 0) {
        samples.push(taken);
        bare.push(plain);
      }
      await delay(100);
    }
    const ratio = median(samples) / median(bare);
    yield {
      name: 'Run to first output in the panel',
      unit: 'ms',
      samples,
      target: '≤ 20 (with standby)',
      met: median(samples) <= 20,
      peer: 'tsx 258, npx tsx 564',
      floor: '4',
    } satisfies Figure;
    yield { name: 'bare node hello.js to first byte', unit: 'ms', samples: bare } satisfies Figure;
    yield { name: 'Run against bare node', unit: '×', samples: [ratio], target: '≤ 1.3', met: ratio <= 1.3 } satisfies Figure;
  },
};

async function firstByte(file: string): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  const taken = performance.now() - start;
  await once(child, 'exit');
  return taken;
}
