// The panes of one run: starts them, tells their events on the run's clock, and
// remembers how each ended.
import type { DemoSpec, PaneSpec } from '../demo.ts';
import type { SessionEvent } from '../session.ts';
import type { TerminalOpener } from './open-terminal.ts';
import { type Pane, type PaneExit, startPane } from './pane.ts';
import { createOutputWatch, type OutputWatch } from './ready.ts';
import type { TerminalRequest } from './terminal.ts';

/** `started` and nothing to wait for; or what `ready` matched; or the program ended before it did; or it could not start. */
export type PaneStart =
  | { readonly kind: 'started' }
  | { readonly kind: 'ready'; readonly match: RegExpExecArray }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface PaneSet {
  /** In the order in which they ended. */
  readonly exits: ReadonlyMap<string, PaneExit>;
  readonly size: number;
  get(name: string): Pane | undefined;
  start(spec: PaneSpec, opener: TerminalOpener, request: TerminalRequest): Promise<PaneStart>;
  /** Once every pane that was started by now has ended, and its exit was told. */
  ended(): Promise<unknown>;
  setControlled(controlled: boolean): void;
  interrupt(): void;
  /** Tells an exit without code and signal for each pane of the demo that was never started. */
  tellNeverStarted(demo: DemoSpec): void;
  nameOf(pid: number): string | null;
}

export interface PaneSetOptions {
  readonly markSecret: string;
  /** Seconds since the run began. */
  now(): number;
  tell(event: SessionEvent): void;
  /** A program was started. */
  started(pid: number): void;
}

export function createPaneSet({ markSecret, now, tell, started }: PaneSetOptions): PaneSet {
  const panes = new Map<string, Pane>();
  const exits = new Map<string, PaneExit>();
  let controlled = false;

  async function start({ name, ready }: PaneSpec, opener: TerminalOpener, request: TerminalRequest): Promise<PaneStart> {
    let watch: OutputWatch | null;
    try {
      watch = ready === null ? null : createOutputWatch(ready);
    } catch {
      return { kind: 'failed', reason: `ready is no regular expression: ${ready}` };
    }
    let seen: (start: PaneStart) => void = () => {};
    const first = new Promise<PaneStart>((resolve) => {
      seen = resolve;
    });
    let pane: Pane;
    try {
      pane = startPane(opener, request, markSecret, {
        output(data) {
          tell({ type: 'output', time: now(), pane: name, data });
          if (watch?.push(data) && watch.match !== null) seen({ kind: 'ready', match: watch.match });
        },
        marker: (label) => tell({ type: 'marker', time: now(), pane: name, label }),
        resized: (size) => tell({ type: 'resize', time: now(), pane: name, ...size }),
      });
    } catch (error) {
      return { kind: 'failed', reason: `${name} cannot be started: ${error instanceof Error ? error.message : String(error)}` };
    }
    panes.set(name, pane);
    started(pane.pid);
    pane.setControlled(controlled);
    pane.ended.then((exit) => {
      exits.set(name, exit);
      tell({ type: 'exit', time: now(), pane: name, ...exit });
      seen({ kind: 'ended' });
    });
    return watch === null ? { kind: 'started' } : first;
  }

  return {
    exits,
    get size() {
      return panes.size;
    },
    get: (name) => panes.get(name),
    start,
    ended: () => Promise.all([...panes.values()].map((pane) => pane.ended)),
    setControlled(value) {
      controlled = value;
      for (const pane of panes.values()) pane.setControlled(value);
    },
    interrupt() {
      for (const pane of panes.values()) pane.interrupt();
    },
    tellNeverStarted(demo) {
      for (const { name, program } of demo.panes) {
        if (program.kind !== 'web' && !panes.has(name)) tell({ type: 'exit', time: now(), pane: name, code: null, signal: null });
      }
    },
    nameOf: (pid) => [...panes].find(([, pane]) => pane.pid === pid)?.[0] ?? null,
  };
}
