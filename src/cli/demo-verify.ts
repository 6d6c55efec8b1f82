// `lectern demo verify NAME…`: runs demos again and compares what they show with
// their recordings. With --update, those that differ are recorded afresh.
import type { DemoSpec } from '../demo.ts';
import { createRunner, type Runner } from '../runner/runner.ts';
import { castPath } from './cast-files.ts';
import { defineCommand } from './command.ts';
import { demoNamed, demoOptionSpecs, demosHere } from './demos.ts';
import { Failure, failed, wrongUsage } from './failure.ts';
import type { Io } from './io.ts';
import { privateOf } from './private-of.ts';
import { createProgress, type Progress } from './progress.ts';
import { recordDemo } from './record-demo.ts';
import { stateFolder } from './root.ts';
import { onStopSignals } from './stop-signals.ts';
import { verdictLines } from './verdict-lines.ts';
import { verifyDemos } from './verify-demos.ts';
import { writeCasts } from './write-casts.ts';

export default defineCommand({
  arguments: [{ name: 'name', optional: true, many: true, help: 'demos of `lectern demo list`' }],
  options: {
    all: { type: 'boolean', help: 'every demo' },
    update: { type: 'boolean', help: 'record those afresh that differ, have no recording, or have changed since' },
    json: { type: 'boolean', help: 'print one JSON document' },
    ...demoOptionSpecs,
  },
  about: 'Text counts, and marks and exit codes; colours and times do not, nor what a demo declares volatile or unordered.',
  examples: [
    { line: 'demo verify queue', does: 'run it again, and show what differs from demos/queue.cast' },
    { line: 'demo verify --all --json', does: 'all of them, for programs; exits with 1 where any differs' },
    { line: 'demo verify --all --update', does: 'after a change that was meant' },
  ],
  async run({ arguments: names, options }, io) {
    const { root, demos } = await demosHere(io, options.talk, options.all ? [] : names);
    if (options.all && names.length > 0) throw wrongUsage(`--all verifies every demo: leave "${names.join(' ')}" or --all out`);
    if (!options.all && names.length === 0) throw wrongUsage('which demo? name one or several, or say --all');
    const chosen = options.all ? demos : [...new Set(names)].map((name) => demoNamed(name, demos));
    if (chosen.length === 0) throw failed('there are no demos here: a demo is a program in a folder demos/ beside or above');

    const runner = createRunner({ root, cacheFolder: stateFolder(root, io.env) });
    const progress = createProgress(process.stderr);
    try {
      const { verdicts, stopped } = await verifyDemos(chosen, {
        ...{ runner, root, progress, env: io.env },
        told(verdict) {
          const demo = chosen.find(({ name }) => name === verdict.name);
          if (demo !== undefined && !options.json) io.print(verdictLines(verdict, { demo, root, cwd: io.cwd }, io.out).join('\n'));
        },
      });
      if (stopped !== null) return stopped;
      const wanting = chosen.filter((_, index) => options.update && (verdicts[index]?.ok !== true || verdicts[index]?.stale === true));
      const updated = new Set<string>();
      const stop = await update(wanting, { runner, root, io, progress }, updated);
      if (stop !== null) return stop;
      if (options.json) {
        const listed = verdicts.map((verdict) => ({ ...verdict, updated: updated.has(verdict.name) }));
        io.print(JSON.stringify({ demos: listed }, null, 2));
      }
      const bad = verdicts.filter(({ name, ok }) => !ok && !updated.has(name));
      if (!options.json && chosen.length > 1) io.print(summary(chosen.length, bad.length, updated.size));
      const differs = bad.find(({ panes }) => panes.length > 0);
      if (differs !== undefined && !options.update && !options.json)
        io.note(io.err.dim(`\nwhere the change is meant: lectern demo verify ${differs.name} --update`));
      return bad.length === 0 ? 0 : 1;
    } finally {
      progress.clear();
      await runner.close();
    }
  },
});

function summary(all: number, bad: number, updated: number): string {
  const parts = [`${all} demos`, bad === 0 ? 'all as recorded' : `${bad} not as recorded`];
  if (updated > 0) parts.push(`${updated} recorded afresh`);
  return parts.join(', ');
}

interface Update {
  readonly runner: Runner;
  readonly root: string;
  readonly io: Io;
  readonly progress: Progress;
}

/** One after the other, so that none disturbs the timing of another. Returns the exit code once a signal came. */
async function update(demos: readonly DemoSpec[], { runner, root, io, progress }: Update, updated: Set<string>): Promise<number | null> {
  let stopped: number | null = null;
  let stop = (): void => {};
  const off = onStopSignals((code) => {
    stopped ??= code;
    stop();
  });
  for (const demo of demos) {
    if (stopped !== null) break;
    progress.say(`recording ${demo.name}`);
    const masked = await privateOf(demo, root, io.env);
    const recording = await recordDemo(demo, {
      ...{ runner, root, version: 3, tolerant: false, masked },
      started(session) {
        stop = () => void session.stop();
      },
    });
    progress.clear();
    if (stopped !== null) break;
    for (const fault of recording.faults) io.note(`lectern: ${demo.name}: not recorded: ${fault}`);
    if (recording.faults.length > 0) continue;
    try {
      const files = [...recording.casts].map(([pane, text]) => ({ path: castPath(demo, pane, root), text }));
      await writeCasts(files, root);
      updated.add(demo.name);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      io.note(`lectern: ${demo.name}: ${error.message}`);
    }
  }
  off();
  return stopped;
}
