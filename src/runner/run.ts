// One execution of a demo: its panes in order, one clock for all, one outcome.
//
// starting: building, and until every pane was started (a `ready` gates the next).
// running: until all panes have ended; so a run with a server ends with its server.
// A pane that fails does not end the others. A pane that ends before it was ready
// fails the run and stops the rest, for what waits on it can never start.
import { randomBytes } from 'node:crypto';
import { relative } from 'node:path';
import type { DemoSpec, PaneSpec } from '../demo.ts';
import type { DemoState, Outcome } from '../session.ts';
import { createAudience } from './audience.ts';
import { demoEnvironment } from './environment.ts';
import { checkPrograms, prepareLaunch } from './launch.ts';
import { clampGrid } from './limits.ts';
import type { LiveSession } from './live-session.ts';
import type { TerminalOpener } from './open-terminal.ts';
import { failedOutcome, naturalOutcome, stoppedOutcome } from './outcome.ts';
import { type Pane, type PaneExit, startPane } from './pane.ts';
import { checkFolder } from './preflight.ts';
import { createOutputWatch, type Groups, groupsOf, type OutputWatch } from './ready.ts';
import { createStopLadder, sweep } from './stop-ladder.ts';
import type { Transformer } from './transform.ts';
import { createProcessTree } from './tree.ts';

export interface RunContext {
  readonly root: string;
  readonly transformer: Transformer;
  readonly terminal: Promise<TerminalOpener>;
  /** Gives the notice about a poor terminal the first time, then null. */
  notice(opener: TerminalOpener): string | null;
  /** A subscriber threw. */
  report(error: unknown): void;
}

export function startRun(spec: DemoSpec, context: RunContext): LiveSession {
  const id = randomBytes(12).toString('hex');
  const secret = randomBytes(12).toString('hex');
  const start = performance.now();
  const now = () => Math.round((performance.now() - start) * 1000) / 1e6;
  const audience = createAudience(context.report);
  const tree = createProcessTree(id);
  const panes = new Map<string, Pane>();
  const exits = new Map<string, PaneExit>();
  const size = clampGrid(spec.size.columns, spec.size.rows) ?? { columns: 80, rows: 24 };
  let controlled = false;
  let stopping: { readonly promise: Promise<Outcome>; skip(): void } | null = null;
  let timedOut = false;
  let begun: Promise<unknown> = Promise.resolve();

  let resolveEnd: (outcome: Outcome) => void;
  const ended = new Promise<Outcome>((resolve) => {
    resolveEnd = resolve;
  });
  let finished: Outcome | null = null;

  const write = (pane: string, data: string) => audience.event({ type: 'output', time: now(), pane, data });
  const setState = (state: DemoState) => audience.state(state);

  function finish(outcome: Outcome): Outcome {
    if (finished !== null) return finished;
    finished = outcome;
    clearTimeout(limit);
    for (const { name } of spec.panes) {
      if (!exits.has(name)) audience.event({ type: 'exit', time: now(), pane: name, code: null, signal: null });
    }
    setState(outcome.state);
    resolveEnd(outcome);
    return outcome;
  }

  /** Shows why in the first pane that has nothing to show, and ends what was started. */
  async function fail(reason: string, text = reason, pane = spec.panes[0]?.name ?? ''): Promise<void> {
    write(pane, `\x1b[31m${text.replace(/\r?\n/g, '\r\n')}\x1b[0m\r\n`);
    if (panes.size > 0) {
      const climb = createStopLadder(tree, interruptAll, allEnded());
      await climb.climb();
    }
    finish(failedOutcome(reason));
  }

  function interruptAll() {
    for (const pane of panes.values()) pane.interrupt();
  }

  function allEnded(): Promise<unknown> {
    return Promise.all([...panes.values()].map((pane) => pane.ended));
  }

  async function begin(): Promise<void> {
    setState('starting');
    const [opener, fault] = await Promise.all([context.terminal, checkBeforeBuild()]);
    if (fault !== null) return fail(fault);
    const sources = [...new Set(spec.panes.flatMap(({ program }) => (program.kind === 'node' ? [program.file] : [])))];
    const build =
      sources.length === 0
        ? ({ ok: true, files: new Map(), notes: [] } as const)
        : await context.transformer.build(spec.name, sources, size.columns);
    if (stopping !== null) return;
    if (!build.ok) return fail(build.reason, build.text);
    const notice = context.notice(opener);
    if (notice !== null) write(spec.panes[0]?.name ?? '', `\x1b[2m${notice}\x1b[0m\r\n`);

    const env = demoEnvironment(process.env, spec.env, { id, markSecret: opener.kind === 'pipes' ? `${secret}:pipes` : secret });
    const byPane = new Map<string, Groups>();
    let latest: Groups = new Map();
    for (const pane of spec.panes) {
      const launch = await prepareLaunch(pane, {
        root: context.root,
        cwd: spec.cwd,
        path: env.PATH ?? '',
        built: build.files,
        latest,
        byPane,
      });
      if (stopping !== null) return;
      if (!launch.ok) return fail(launch.reason, launch.reason, pane.name);
      const watch = pane.ready === null ? null : watchOf(pane.ready);
      if (typeof watch === 'string') return fail(watch, watch, pane.name);
      const ready = startOne(pane, opener, { argv: launch.argv, cwd: spec.cwd, env, size }, watch);
      if (typeof ready === 'string') return fail(ready, ready, pane.name);
      const match = await ready;
      if (stopping !== null) return;
      if (match === 'ended') return fail(`${pane.name} ended before it was ready`, undefined, pane.name);
      if (match === null) continue;
      latest = groupsOf(match);
      byPane.set(pane.name, latest);
    }
    setState('running');
    await allEnded();
    if (stopping !== null) return;
    // What the programs left behind in the background ends with them.
    if (tree.alive().length > 0) await sweep(tree);
    finish(naturalOutcome(exits, spec.panes.length));
  }

  async function checkBeforeBuild(): Promise<string | null> {
    if (spec.panes.length === 0) return 'the demo has no panes';
    const shown = relative(context.root, spec.cwd) || '.';
    return (await checkFolder(spec.cwd, shown)) ?? (await checkPrograms(spec.panes, context.root));
  }

  /** Gives the match of `ready` once it is there, or 'ended'; null at once without a `ready`; a reason if it cannot start. */
  function startOne(spec: PaneSpec, opener: TerminalOpener, request: Parameters<typeof startPane>[1], watch: OutputWatch | null) {
    let seen: (match: RegExpExecArray | 'ended') => void = () => {};
    const ready =
      watch === null
        ? null
        : new Promise<RegExpExecArray | 'ended'>((resolve) => {
            seen = resolve;
          });
    const { name } = spec;
    let pane: Pane;
    try {
      pane = startPane(opener, request, secret, {
        output(text) {
          write(name, text);
          if (watch?.push(text) && watch.match !== null) seen(watch.match);
        },
        marker: (label) => audience.event({ type: 'marker', time: now(), pane: name, label }),
        resized: (grid) => audience.event({ type: 'resize', time: now(), pane: name, ...grid }),
      });
    } catch (error) {
      return `${name} cannot be started: ${error instanceof Error ? error.message : String(error)}`;
    }
    panes.set(name, pane);
    tree.add(pane.pid);
    pane.setControlled(controlled);
    pane.ended.then((exit) => {
      exits.set(name, exit);
      audience.event({ type: 'exit', time: now(), pane: name, ...exit });
      seen('ended');
    });
    return ready ?? Promise.resolve(null);
  }

  function stop(): Promise<Outcome> {
    if (finished !== null) return ended;
    if (stopping !== null) {
      stopping.skip();
      return stopping.promise;
    }
    let ladder: ReturnType<typeof createStopLadder> | null = null;
    const climb = async () => {
      if (panes.size === 0) return finish({ state: 'stopped', code: null, signal: null, reason: 'stopped before it started' });
      ladder = createStopLadder(tree, interruptAll, allEnded());
      const report = await ladder.climb();
      return finish(stoppedOutcome(exits, report, timedOut ? spec.timeout : null));
    };
    stopping = { skip: () => ladder?.skip(), promise: Promise.resolve().then(climb) };
    return stopping.promise;
  }

  const limit =
    spec.timeout === null
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          void stop();
        }, spec.timeout * 1000);

  // Not in this turn: whoever starts the run must be able to subscribe before the first event.
  begun = Promise.resolve()
    .then(begin)
    .catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
  void begun;

  return {
    id,
    demo: spec.name,
    kind: 'live',
    ended,
    subscribe: audience.subscribe,
    write(pane, data) {
      const target = panes.get(pane);
      if (target === undefined || exits.has(pane) || stopping !== null) return;
      target.write(data);
      audience.event({ type: 'input', time: now(), pane, data });
    },
    acknowledge: (pane, characters) => panes.get(pane)?.acknowledge(characters),
    setControlled(now) {
      controlled = now;
      for (const pane of panes.values()) pane.setControlled(now);
    },
    stop,
    resize: (pane, columns, rows) => panes.get(pane)?.resize(columns, rows),
    processes() {
      const byPid = new Map([...panes].map(([name, pane]) => [pane.pid, name]));
      return tree.alive().map(({ pid, command }) => ({ pid, command, pane: byPid.get(pid) ?? null }));
    },
  };
}

function watchOf(pattern: string): OutputWatch | string {
  try {
    return createOutputWatch(pattern);
  } catch {
    return `ready is no regular expression: ${pattern}`;
  }
}
