// One execution of a demo: its panes in order, one clock for all, one outcome.
//
// starting: building, and until every pane was started (a `ready` gates the next).
// running: until all panes have ended; so a run with a server ends with its server.
// A pane that fails does not end the others. A pane that ends before it was ready
// fails the run and stops the rest, for what waits on it can never start.
// In one file, for whatever ends a run first decides what the others may still do.
import { relative } from 'node:path';
import type { DemoSpec } from '../demo.ts';
import type { Outcome } from '../session.ts';
import { createAudience } from './audience.ts';
import type { Build } from './build-cache.ts';
import { prepareLaunch } from './launch.ts';
import type { LiveSession } from './live-session.ts';
import type { TerminalOpener } from './open-terminal.ts';
import { failedOutcome, naturalOutcome, stoppedOutcome } from './outcome.ts';
import { pageAddress, whenServed } from './page.ts';
import { createPaneSet } from './pane-set.ts';
import { checkFolder } from './preflight.ts';
import { standBack } from './processes.ts';
import { type Groups, groupsOf, substitute } from './ready.ts';
import type { Registry } from './registry.ts';
import { bornEnvironment, newBirth, type Reserve } from './reserve.ts';
import { gridOf, nodeSources } from './standby.ts';
import { createStopLadder, type StopLadder, sweep } from './stop-ladder.ts';
import type { Built } from './transform.ts';
import { createProcessTree } from './tree.ts';

export interface RunContext {
  readonly root: string;
  readonly build: Build;
  readonly terminal: Promise<TerminalOpener>;
  readonly registry: Registry;
  /** Resolves when nothing of earlier runs is left, which might hold a port that is needed now. */
  readonly swept: Promise<unknown>;
  /** Gives the notice about a poor terminal the first time, then null. */
  notice(opener: TerminalOpener): string | null;
  /** Where the talk is served, which no web pane may show; null where it is not. */
  ownPort(): number | null;
  /** How far programs stand back when the machine is busy, 0..19. */
  readonly niceness: number;
  /** A subscriber threw. */
  report(error: unknown): void;
}

/** @param reserve processes that wait for this demo; the run owns them from now on */
export function startRun(spec: DemoSpec, context: RunContext, reserve: Reserve | null = null): LiveSession {
  const birth = reserve ?? newBirth();
  const { id, markSecret } = birth;
  const start = performance.now();
  /** Seconds, to the microsecond. */
  const now = () => Math.round((performance.now() - start) * 1000) / 1e6;
  const audience = createAudience(context.report);
  const tree = createProcessTree(id);
  const panes = createPaneSet({ markSecret, now, tell: audience.event, started });
  const size = gridOf(spec);
  const firstPane = spec.panes.find(({ program }) => program.kind !== 'web')?.name ?? '';

  const over = new AbortController();
  let ladder: StopLadder | null = null;
  let stopping: Promise<Outcome> | null = null;
  let timedOut = false;
  let finished: Outcome | null = null;
  let resolveEnd: (outcome: Outcome) => void;
  const ended = new Promise<Outcome>((resolve) => {
    resolveEnd = resolve;
  });
  const limit = spec.timeout === null ? undefined : setTimeout(timeOut, spec.timeout * 1000);

  function started(pid: number) {
    tree.add(pid);
    context.registry.started(id, pid);
    standBack(pid, context.niceness);
  }

  function show(pane: string, style: string, text: string) {
    audience.event({ type: 'output', time: now(), pane, data: `\x1b[${style}m${text.replace(/\r?\n/g, '\r\n')}\x1b[0m\r\n` });
  }

  function finish(outcome: Outcome): Outcome {
    if (finished !== null) return finished;
    finished = outcome;
    clearTimeout(limit);
    over.abort();
    context.registry.end(id);
    panes.tellNeverStarted(spec);
    audience.state(outcome.state);
    resolveEnd(outcome);
    return outcome;
  }

  async function climb() {
    const waiting = reserve?.discard();
    ladder = createStopLadder(tree, panes.interrupt, panes.ended());
    const report = await ladder.climb();
    await waiting;
    return report;
  }

  /** Shows why, and ends what was started. */
  async function fail(reason: string, text = reason, pane = firstPane): Promise<void> {
    show(pane, '31', text);
    if (panes.size > 0) await climb();
    else await reserve?.discard();
    finish(failedOutcome(reason));
  }

  async function begin(): Promise<void> {
    audience.state('starting');
    const [opener, fault] = await Promise.all([context.terminal, checkBeforeBuild(), context.swept]);
    if (fault !== null) return fail(fault);
    const built = await build();
    if (stopping !== null) return;
    if (!built.ok) return fail(built.reason, built.text);
    const notice = context.notice(opener);
    if (notice !== null) show(firstPane, '2', notice);
    if (built.instead !== null) show(firstPane, '2', `${built.instead}\nrunning the last good build`);

    context.registry.begin(id);
    if (!built.standby) await reserve?.discard();
    const env = bornEnvironment(birth, spec.env, opener.kind);
    const byPane = new Map<string, Groups>();
    let latest: Groups = new Map();
    for (const pane of spec.panes) {
      if (pane.program.kind === 'web') {
        const address = pageAddress(substitute(pane.program.url, latest, byPane), context.ownPort());
        if (!address.ok) return fail(`${pane.name}: the page ${address.reason}`);
        void showPage(pane.name, address.url);
        continue;
      }
      const launch = await prepareLaunch(pane, { cwd: spec.cwd, path: env.PATH ?? '', built: built.files, latest, byPane });
      if (stopping !== null) return;
      if (!launch.ok) return fail(launch.reason, launch.reason, pane.name);
      const started = await panes.start(pane, reserve?.opener(pane.name, opener) ?? opener, {
        argv: launch.argv,
        cwd: spec.cwd,
        env,
        size,
      });
      if (stopping !== null) return;
      if (started.kind === 'failed') return fail(started.reason, started.reason, pane.name);
      if (started.kind === 'ended') return fail(`${pane.name} ended before it was ready`, undefined, pane.name);
      if (started.kind === 'started') continue;
      latest = groupsOf(started.match);
      byPane.set(pane.name, latest);
    }
    audience.state('running');
    await panes.ended();
    if (stopping !== null) return;
    // What the programs left behind in the background ends with them.
    if (tree.alive().length > 0) await sweep(tree);
    finish(naturalOutcome(panes.exits, spec.panes.length));
  }

  /** Not before its server is there: what a browser says of one that is not is nothing for a stage. */
  async function showPage(pane: string, url: string): Promise<void> {
    if (await whenServed(url, over.signal)) audience.page(pane, url);
  }

  async function checkBeforeBuild(): Promise<string | null> {
    if (spec.panes.length === 0) return 'the demo has no panes';
    const shown = relative(context.root, spec.cwd) || '.';
    return checkFolder(spec.cwd, shown);
  }

  async function build(): Promise<Built> {
    const sources = nodeSources(spec);
    if (sources.length === 0) return { ok: true, files: new Map(), notes: [], contents: new Map(), standby: false, instead: null };
    return context.build(spec.name, sources, size.columns);
  }

  function timeOut() {
    timedOut = true;
    void stop();
  }

  function stop(): Promise<Outcome> {
    if (finished !== null) return ended;
    if (ladder !== null) {
      ladder.skip();
      return ended;
    }
    stopping ??= Promise.resolve().then(stopNow);
    return stopping;
  }

  async function stopNow(): Promise<Outcome> {
    // A build under way is not interrupted, but nothing of it may be left either.
    if (panes.size === 0) await begun;
    if (panes.size === 0) await reserve?.discard();
    if (panes.size === 0) return finish({ state: 'stopped', code: null, signal: null, reason: 'stopped before it started' });
    return finish(stoppedOutcome(panes.exits, await climb(), timedOut ? spec.timeout : null));
  }

  // Not in this turn: whoever starts the run must be able to subscribe before the first event.
  const begun = Promise.resolve()
    .then(begin)
    .catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));

  return {
    id,
    demo: spec.name,
    kind: 'live',
    ended,
    subscribe: audience.subscribe,
    write(pane, data) {
      const target = panes.get(pane);
      if (target === undefined || panes.exits.has(pane) || stopping !== null) return;
      target.write(data);
      audience.event({ type: 'input', time: now(), pane, data });
    },
    acknowledge: (pane, characters) => panes.get(pane)?.acknowledge(characters),
    setControlled: panes.setControlled,
    stop,
    resize: (pane, columns, rows) => panes.get(pane)?.resize(columns, rows),
    processes: () => tree.alive().map(({ pid, command }) => ({ pid, command, pane: panes.nameOf(pid) })),
  };
}
