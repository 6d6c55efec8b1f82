// A talk to a site, from the start of the process to its end: the first time, with
// nothing kept from before, and again with nothing changed. Beside it marp-cli, where
// it is installed, of the same talk in the same minute.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generateDeck } from '../generate-deck.ts';
import { type Bench, type Figure, median, type Row } from '../row.ts';

/** Seconds that marp-cli took on the machine of the targets. */
const SIZES = [
  { slides: 40, runs: 5, peer: 0.69, most: 1 },
  { slides: 400, runs: 3, peer: 0.97, most: 1 },
  { slides: 2000, runs: 3, peer: 2.8, most: 1.3 },
];
/** MB, workers included. */
const MEMORY = 350;

export const building: Row = {
  name: 'build',
  title: 'build to HTML',
  async *measure(bench) {
    const marp = hasMarp();
    if (!marp) bench.note('marp-cli is not installed: its times are those of the targets');
    for (const { slides, runs, peer, most } of SIZES) {
      const folder = await bench.folder({ 'talk.md': generateDeck(slides), 'package.json': '{}' });
      const whole: number[] = [];
      const again: number[] = [];
      const theirs: number[] = [];
      for (let i = 0; i < runs; i++) {
        await rm(join(folder, '.lectern'), { recursive: true, force: true });
        whole.push(await timed(folder, ours(bench)));
        again.push(await timed(folder, ours(bench)));
        if (marp) theirs.push(await timed(folder, ['marp', '--no-stdin', 'talk.md', '-o', 'marp.html']));
      }
      const beside = marp ? median(theirs) : peer;
      const name = marp ? 'Marp, in the same minute' : 'Marp';
      const common = { unit: 's', peer: `${name} ${beside.toFixed(2)}` } as const;
      yield {
        ...common,
        name: `build, N = ${slides}`,
        samples: whole,
        target: `≤ ${most} × Marp`,
        met: median(whole) <= most * beside,
      } satisfies Figure;
      yield {
        ...common,
        name: `the same again, N = ${slides}`,
        samples: again,
        target: '≤ 0.5 × Marp',
        met: median(again) <= 0.5 * beside,
      } satisfies Figure;
    }
    const folder = await bench.folder({ 'talk.md': generateDeck(2000), 'package.json': '{}' });
    const peak = await peakMemory(folder, ours(bench));
    yield {
      name: 'peak memory of it, N = 2000',
      unit: 'MB',
      samples: [peak],
      target: `≤ ${MEMORY}`,
      met: peak <= MEMORY,
      peer: 'Marp 241',
    } satisfies Figure;
    const talk = join(await bench.flagship(), 'slides', 'async-typescript');
    yield { name: 'build of the flagship', unit: 's', samples: [await timed(talk, ours(bench, talk))] } satisfies Figure;
  },
};

/** Without the picture for previews, which no peer takes and a browser takes its time for. */
function ours({ program }: Bench, talk = 'talk.md'): string[] {
  return [process.execPath, program, 'build', talk, '-o', 'site', '--no-picture'];
}

/** Seconds. */
async function timed(cwd: string, [command = '', ...args]: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(command, args, { cwd, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
  return (performance.now() - start) / 1000;
}

/** The most that the process, its threads included, has held, in MB; read while it runs, where the system tells. */
async function peakMemory(cwd: string, [command = '', ...args]: readonly string[]): Promise<number> {
  const child = spawn(command, args, { cwd, stdio: 'ignore' });
  let peak = Number.NaN;
  const look = setInterval(() => {
    try {
      const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      if (kilobytes !== undefined) peak = Number(kilobytes) / 1024;
    } catch {
      // It has ended, or this system has no such file.
    }
  }, 10);
  await once(child, 'exit');
  clearInterval(look);
  return peak;
}

function hasMarp(): boolean {
  return spawnSync('marp', ['--version'], { stdio: 'ignore' }).status === 0;
}
