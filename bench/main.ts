// `npm run bench`: measures the rows of a list one after another and prints a table,
// or with --json the samples. Started by scripts/bench.mjs, which sets up and builds.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'puppeteer';
import { launchBrowser } from '../scripts/support/browser.mjs';
import { builtProgram } from '../scripts/support/present.mjs';
import type { Bench, Figure, Row } from './row.ts';
import { building } from './rows/build.ts';
import { bytes } from './rows/bytes.ts';
import { coldStart } from './rows/cold-start.ts';
import { command } from './rows/command.ts';
import { compiling } from './rows/compile.ts';
import { edit } from './rows/edit.ts';
import { fallback } from './rows/fallback.ts';
import { flood } from './rows/flood.ts';
import { install } from './rows/install.ts';
import { keys } from './rows/keys.ts';
import { pdf } from './rows/pdf.ts';
import { run } from './rows/run.ts';
import { printFigure, printHead } from './table.ts';

const ROWS: readonly Row[] = [command, compiling, coldStart, edit, bytes, run, fallback, flood, keys, building, pdf, install];

const { values } = parseArgs({
  options: { only: { type: 'string' }, json: { type: 'boolean' }, install: { type: 'boolean' } },
});

const names = values.only?.split(',');
const unknown = names?.find((name) => !ROWS.some((row) => row.name === name));
if (unknown === undefined) await measure(ROWS.filter(isWanted));
else {
  process.stderr.write(`bench: unknown row "${unknown}" (known: ${ROWS.map(({ name }) => name).join(', ')})\n`);
  process.exitCode = 2;
}

function isWanted({ name, flag }: Row): boolean {
  if (flag !== undefined) return values[flag] === true && (names?.includes(name) ?? true);
  return names?.includes(name) ?? true;
}

async function measure(rows: readonly Row[]): Promise<void> {
  const root = process.cwd();
  const parent = await mkdtemp(join(tmpdir(), 'lectern-bench-'));
  let launched: Promise<Browser> | undefined;
  const folder = async (files: Readonly<Record<string, string>>): Promise<string> => {
    const made = await mkdtemp(join(parent, 'talk-'));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(made, path)), { recursive: true });
      await writeFile(join(made, path), text);
    }
    return made;
  };
  const bench: Bench = {
    root,
    program: builtProgram(root),
    browser: () => {
      launched ??= launchBrowser(root);
      return launched;
    },
    folder,
    flagship: async () => {
      const copy = await folder({ 'package.json': '{"type":"module"}\n' });
      for (const name of ['slides', 'demos']) await cp(join(root, name), join(copy, name), { recursive: true });
      return copy;
    },
    note: (text) => process.stderr.write(`bench: ${text}\n`),
  };
  const start = { node: process.version, cores: availableParallelism(), load: loadavg().map((value) => Math.round(value * 10) / 10) };
  const figures: Figure[] = [];
  if (!values.json) printHead(start);
  try {
    for (const row of rows) {
      try {
        for await (const figure of row.measure(bench)) {
          figures.push(figure);
          if (!values.json) printFigure(figure);
        }
      } catch (error) {
        process.exitCode = 1;
        bench.note(`${row.title}: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  } finally {
    await (await launched)?.close();
    await rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ ...start, figures }, null, 2)}\n`);
}
