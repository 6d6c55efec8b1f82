// 50 MB of output through the pty, the socket and the terminal of the panel: how
// fast, whether the page stalls, what the server holds, and how soon Stop acts.
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { type OpenDeck, openDeck } from '../deck-page.ts';
import { type Figure, median, type Row } from '../row.ts';

const MEGABYTES = 50;
const RUNS = 3;
const TALK = '---\ndialect: remark\n---\ndemo: flood\n\n# Flood\n\n---\ndemo: endless\n\n# Endless\n';
/** Writes lines of 100 characters, as fast as they are taken. */
const program = (bytes: string): string => `const line = 'abcdefghijklmnopqrstuvwxyz 0123456789 '.repeat(3).slice(0, 98) + '\\n';
const block = line.repeat(640);
let left = ${bytes};
const more = (): void => {
  if (left <= 0) return void process.stdout.write('done\\n');
  left -= block.length;
  process.stdout.write(block, more);
};
more();
`;

export const flood: Row = {
  name: 'flood',
  title: '50 MB through pty, socket, terminal',
  async *measure(bench) {
    const demos = { 'demos/flood.ts': program(`${MEGABYTES}e6`), 'demos/endless.ts': program('Infinity') };
    await using deck = await openDeck(bench, { 'talk.md': TALK, ...demos });
    const { page, served } = deck;
    const speeds: number[] = [];
    const stalls: number[] = [];
    const grown: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      const before = memory(served.pid);
      const watch = watchMemory(served.pid);
      const { seconds, stall } = await through(page);
      speeds.push(MEGABYTES / seconds);
      stalls.push(stall);
      grown.push(watch.stop() - before);
    }
    yield {
      name: '50 MB through pty, socket, terminal',
      unit: 'MB/s',
      samples: speeds,
      target: '≥ 10',
      met: median(speeds) >= 10,
      peer: '12',
      floor: '20 without a terminal',
    } satisfies Figure;
    yield {
      name: 'longest time without a frame meanwhile',
      unit: 'ms',
      samples: stalls,
      target: '≤ 100',
      met: Math.max(...stalls) <= 100,
      peer: '60',
    } satisfies Figure;
    yield {
      name: "server's memory meanwhile, more by",
      unit: 'MB',
      samples: grown,
      target: '≤ 60',
      met: Math.max(...grown) <= 60,
    } satisfies Figure;
    const stops = await stopping(deck);
    yield { name: 'Stop in the middle', unit: 'ms', samples: stops, target: '< 500', met: Math.max(...stops) < 500 } satisfies Figure;
  },
};

function through(page: Page): Promise<{ seconds: number; stall: number }> {
  return page.evaluate(async () => {
    const start = performance.now();
    const frames = window.benchFrames();
    const over = new Promise<void>((resolve) => {
      const off = window.lectern.on('demo', ({ state }) => {
        if (state !== 'exited') return;
        off();
        resolve();
      });
    });
    window.lectern.demo.run('flood');
    // The last line is drawn after the exit is known.
    await over;
    while (!window.lectern.demo.text('flood').includes('done')) await new Promise((resolve) => requestAnimationFrame(resolve));
    return { seconds: (performance.now() - start) / 1000, stall: frames() };
  });
}

async function stopping({ page }: OpenDeck): Promise<number[]> {
  await page.evaluate(() => window.lectern.go(1));
  const samples: number[] = [];
  for (let i = 0; i < 5; i++) {
    await page.evaluate(async () => {
      window.lectern.demo.run('endless');
      await window.benchPanel('endless', 'abcdef');
    });
    await delay(700);
    samples.push(
      await page.evaluate(async () => {
        const start = performance.now();
        const over = new Promise<void>((resolve) => {
          const off = window.lectern.on('demo', ({ state }) => {
            if (state !== 'stopped') return;
            off();
            resolve();
          });
        });
        window.lectern.demo.stop('endless');
        await over;
        return performance.now() - start;
      }),
    );
  }
  return samples;
}

function watchMemory(pid: number): { stop(): number } {
  let highest = 0;
  const timer = setInterval(() => {
    highest = Math.max(highest, memory(pid));
  }, 20);
  return {
    stop: () => {
      clearInterval(timer);
      return highest;
    },
  };
}

/** Megabytes that a process holds; NaN where the system does not tell. */
function memory(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;
  } catch {
    return Number.NaN;
  }
}
