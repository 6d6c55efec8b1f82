// Owns the processes of all demos: starts runs, and ends every one of them when it
// is closed; first of all it ends what a killed one before it could not. Beside it
// others use the catalogue, and what types into a run and judges it.
import type { DemoSpec } from '../demo.ts';
import { createBuildCache } from './build-cache.ts';
import { endLeftovers } from './leftovers.ts';
import type { LiveSession } from './live-session.ts';
import { chooseTerminal, type TerminalOpener } from './open-terminal.ts';
import { createRegistry } from './registry.ts';
import { startRun } from './run.ts';
import { createStandby, type WaitingProcess } from './standby.ts';
import type { TerminalKind } from './terminal.ts';
import { createTransformer } from './transform.ts';

export interface RunnerOptions {
  /** Root of the talk, absolute. */
  readonly root: string;
  /** Where built demos go, and notes on what runs; absolute; within the root, so that bare imports are found. */
  readonly cacheFolder: string;
  /** How programs get a terminal; null = the best this machine has. */
  readonly terminal?: TerminalKind | null;
  /** A demo whose source is broken runs as it was built last, and says so; else such a run fails. */
  readonly lastGood?: boolean;
  /** A subscriber threw; it was dropped. By default a warning of the process. */
  readonly report?: (error: unknown) => void;
  /** Where the talk is served, as of now: no web pane shows that. Null, or without this, where it is not. */
  readonly ownPort?: () => number | null;
  /** How far programs stand back when the machine is busy, from 0 (not at all, and without this) to 19. */
  readonly niceness?: number;
  /** Told how many processes of earlier runs were ended, when there were any. */
  readonly swept?: (count: number) => void;
}

export interface Runner {
  /** Starts at once; the first event comes after the caller's turn, so that it can subscribe. Throws after `close`. */
  start(spec: DemoSpec): LiveSession;
  /** The runs that are not over. */
  sessions(): readonly LiveSession[];
  /**
   * The demos to be ready for, the one that is shown first; of more than two the rest is left out. They are built
   * and have a Node waiting for each pane, nothing of them runs. What waited for others is ended.
   */
  prepare(specs: readonly DemoSpec[]): void;
  /** What waits now; those of a demo appear together. */
  waiting(): readonly WaitingProcess[];
  /** Gets ready what the first run would wait for. */
  warm(): Promise<void>;
  /** Stops all runs; resolves when nothing of them is left. */
  close(): Promise<void>;
}

export function createRunner(options: RunnerOptions): Runner {
  const { root } = options;
  const transformer = createTransformer(options);
  const build = createBuildCache(transformer.build, options.lastGood ?? false);
  const registry = createRegistry(options.cacheFolder);
  const terminal = chooseTerminal(options.terminal ?? null);
  const swept = endLeftovers(options.cacheFolder).then((count) => {
    if (count > 0) options.swept?.(count);
  });
  const live = new Set<LiveSession>();
  let closed = false;
  let noticed = false;

  const context = {
    root,
    build,
    terminal,
    registry,
    swept,
    notice(opener: TerminalOpener) {
      if (noticed) return null;
      noticed = true;
      return opener.notice;
    },
    ownPort: () => options.ownPort?.() ?? null,
    niceness: options.niceness ?? 0,
    report: options.report ?? ((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error))),
  };
  const standby = createStandby({
    folder: options.cacheFolder,
    build,
    terminal,
    registry,
    swept,
    busy: (demo) => [...live].some((session) => session.demo === demo),
  });
  return {
    start(spec) {
      if (closed) throw new Error('the runner is closed');
      const session = startRun(spec, context, standby.take(spec));
      live.add(session);
      void session.ended.then(() => {
        live.delete(session);
        standby.refill();
      });
      return session;
    },
    prepare: standby.prepare,
    waiting: standby.waiting,
    sessions: () => [...live],
    async warm() {
      await Promise.all([terminal, transformer.warm()]);
    },
    async close() {
      closed = true;
      await Promise.all([swept, standby.close(), ...[...live].map((session) => session.stop())]);
    },
  };
}
