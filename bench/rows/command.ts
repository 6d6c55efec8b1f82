// What a command costs before it does anything.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Bench, type Figure, median, type Row } from '../row.ts';

const RUNS = 15;

export const command: Row = {
  name: 'command',
  title: 'start of the command line',
  async *measure(bench) {
    const bare: number[] = [];
    const version: number[] = [];
    const help: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      bare.push(await ended(bench, ['-e', '0']));
      version.push(await ended(bench, [bench.program, '--version']));
      help.push(await ended(bench, [bench.program, 'present', '--help']));
    }
    const floor = `node -e 0: ${median(bare).toFixed(0)}`;
    yield { name: 'lectern --version', unit: 'ms', samples: version, floor } satisfies Figure;
    yield { name: 'lectern present --help, with its imports', unit: 'ms', samples: help, floor } satisfies Figure;
  },
};

async function ended({ root }: Bench, args: readonly string[]): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, args, { cwd: root, stdio: 'ignore' }), 'exit');
  return performance.now() - start;
}
