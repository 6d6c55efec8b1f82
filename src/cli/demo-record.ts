// `lectern demo record NAME`: runs a demo with its scripted input and keeps what it
// showed. A run that is not a good one is not kept, and the old recording stays.
import { join, relative, resolve } from 'node:path';
import { asTerminals, type DemoSpec } from '../demo.ts';
import { createRunner, type Runner } from '../runner/runner.ts';
import type { Session } from '../session.ts';
import { castPath } from './cast-files.ts';
import { defineCommand } from './command.ts';
import { demoNamed, demoOptionSpecs, demosHere } from './demos.ts';
import { Failure, failed, wrongUsage } from './failure.ts';
import type { Io } from './io.ts';
import { plainText } from './plain-text.ts';
import { privateOf } from './private-of.ts';
import { createProgress, type Progress } from './progress.ts';
import { type DemoRecording, recordDemo } from './record-demo.ts';
import { stateFolder } from './root.ts';
import { onStopSignals } from './stop-signals.ts';
import { table } from './table.ts';
import { type CastFile, writeCasts } from './write-casts.ts';

export default defineCommand({
  arguments: [{ name: 'name', optional: true, help: 'a demo of `lectern demo list`' }],
  options: {
    all: { type: 'boolean', help: 'every demo, one after the other' },
    'cast-version': { type: 'string', value: 'VERSION', choices: ['2', '3'], help: 'of asciicast: 3 unless told' },
    force: { type: 'boolean', help: 'keep the recording of a run that failed, too' },
    output: { type: 'string', value: 'PATH', short: 'o', help: 'a file to write to; a folder where the demo has several panes' },
    ...demoOptionSpecs,
  },
  about:
    'The demo runs here, out of sight, with the lines that its demo.yaml has to type. A run that fails, or does not show what is expected, is not kept.',
  examples: [
    { line: 'demo record queue', does: 'write demos/queue.cast' },
    { line: 'demo record --all', does: 'record every demo afresh' },
    { line: 'demo record queue --cast-version 2 -o old.cast', does: 'for a player that knows no better' },
  ],
  async run({ arguments: [name], options }, io) {
    const { root, demos } = await demosHere(io, options.talk, name === undefined ? [] : [name]);
    if (options.all && name !== undefined) throw wrongUsage(`--all records every demo: leave "${name}" or --all out`);
    if (options.all && options.output !== undefined) throw wrongUsage('-o names the place of one demo, and --all records many');
    if (!options.all && name === undefined) throw wrongUsage('which demo? name one, or say --all');
    const chosen = name === undefined ? demos : [demoNamed(name, demos)];
    if (chosen.length === 0) throw failed('there are no demos here: a demo is a program in a folder demos/ beside or above');

    const runner = createRunner({ root, cacheFolder: stateFolder(root, io.env) });
    const progress = createProgress(process.stderr);
    const stopping = stopOnSignals();
    const version = options['cast-version'] === '2' ? 2 : 3;
    const jobs = { runner, root, version, force: options.force, output: options.output, io, progress, stopping } as const;
    const rows: string[][] = [];
    let code = 0;
    try {
      for (const demo of chosen) {
        const result = await recordOne(demo, jobs);
        if (stopping.code !== null) return stopping.code;
        rows.push([demo.name, ...result.cells]);
        if (!result.kept) code = 1;
      }
    } finally {
      progress.clear();
      stopping.off();
      await runner.close();
    }
    if (chosen.length > 1 || code === 0) io.print(table(rows, new Set([2, 3])).join('\n'));
    return code;
  },
});

interface Jobs {
  readonly runner: Runner;
  readonly root: string;
  readonly version: 2 | 3;
  readonly force: boolean;
  readonly output: string | undefined;
  readonly io: Io;
  readonly progress: Progress;
  readonly stopping: Stopping;
}

interface Result {
  readonly kept: boolean;
  /** For a row of the summary. */
  readonly cells: readonly string[];
}

async function recordOne(spec: DemoSpec, jobs: Jobs): Promise<Result> {
  const demo = asTerminals(spec);
  const { runner, root, version, force, io, progress, stopping } = jobs;
  const watch = watchProgress(demo, progress);
  const recording = await recordDemo(demo, {
    runner,
    root,
    version,
    tolerant: force,
    masked: await privateOf(demo, root, io.env),
    started(session) {
      stopping.session = session;
      watch.start(session);
    },
  });
  watch.end();
  stopping.session = null;
  if (stopping.code !== null) return { kept: false, cells: [] };

  const kept = recording.faults.length === 0 || force;
  for (const fault of recording.faults) io.note(`lectern: ${demo.name}: ${kept ? '' : 'not recorded: '}${fault}`);
  if (!kept) return { kept, cells: ['not recorded'] };
  try {
    const files = filesOf(recording, demo, jobs);
    await writeCasts(files, jobs.output === undefined ? root : null);
    return { kept, cells: [placeOf(files, io), `${recording.seconds.toFixed(1)} s`, sizeOf(files)] };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    io.note(`lectern: ${demo.name}: ${error.message}`);
    return { kept: false, cells: ['not written'] };
  }
}

function filesOf({ casts }: DemoRecording, demo: DemoSpec, { output, root, io }: Jobs): CastFile[] {
  const place = (pane: string): string => {
    if (output === undefined) return castPath(demo, pane, root);
    return demo.panes.length === 1 ? resolve(io.cwd, output) : join(resolve(io.cwd, output), `${pane}.cast`);
  };
  return [...casts].map(([pane, text]) => ({ path: place(pane), text }));
}

/** `demos/queue.cast`, `demos/echo-server/*.cast`. */
function placeOf(files: readonly CastFile[], io: Io): string {
  const [first] = files;
  if (first === undefined) return '';
  return relative(io.cwd, files.length === 1 ? first.path : join(first.path, '..', '*.cast'));
}

function sizeOf(files: readonly CastFile[]): string {
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** The line on the terminal while a demo runs: how long, and what it printed last. */
function watchProgress(demo: DemoSpec, progress: Progress): { start(session: Session): void; end(): void } {
  const filters = new Map(demo.panes.map(({ name }) => [name, plainText()]));
  let began = performance.now();
  let said = '';
  const say = (): void => progress.say(`recording ${demo.name}  ${((performance.now() - began) / 1000).toFixed(0)} s  ${said}`);
  const timer = setInterval(say, 500);
  say();
  return {
    start(session) {
      began = performance.now();
      session.subscribe({
        event(event) {
          if (event.type !== 'output') return;
          const lines = filters.get(event.pane)?.(event.data).trimEnd().split('\n') ?? [];
          said = lines.at(-1)?.trim() || said;
        },
        state() {},
      });
    },
    end() {
      clearInterval(timer);
      progress.clear();
    },
  };
}

interface Stopping {
  /** The exit code once a signal came. */
  readonly code: number | null;
  /** What to stop then. */
  session: Session | null;
  off(): void;
}

function stopOnSignals(): Stopping {
  let code: number | null = null;
  const stopping = {
    get code() {
      return code;
    },
    session: null as Session | null,
    off: onStopSignals((given) => {
      code ??= given;
      void stopping.session?.stop();
    }),
  };
  return stopping;
}
