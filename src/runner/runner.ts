// Owns the processes of all demos: starts runs, and ends every one of them when it
// is closed; first of all it ends what a killed one before it could not. Beside it
// others use the catalogue, and what types into a run and judges it.
import type { DemoSpec } from '../demo.ts';
import { endLeftovers } from './leftovers.ts';
import type { LiveSession } from './live-session.ts';
import { chooseTerminal, type TerminalOpener } from './open-terminal.ts';
import { createRegistry } from './registry.ts';
import { startRun } from './run.ts';
import type { TerminalKind } from './terminal.ts';
import { createTransformer } from './transform.ts';

export interface RunnerOptions {
  /** Root of the talk, absolute. */
  readonly root: string;
  /** Where built demos go, and notes on what runs; absolute; within the root, so that bare imports are found. */
  readonly cacheFolder: string;
  /** How programs get a terminal; null = the best this machine has. */
  readonly terminal?: TerminalKind | null;
  /** A subscriber threw; it was dropped. By default a warning of the process. */
  readonly report?: (error: unknown) => void;
  /** Told how many processes of earlier runs were ended, when there were any. */
  readonly swept?: (count: number) => void;
}

export interface Runner {
  /** Starts at once; the first event comes after the caller's turn, so that it can subscribe. Throws after `close`. */
  start(spec: DemoSpec): LiveSession;
  /** The runs that are not over. */
  sessions(): readonly LiveSession[];
  /** Gets ready what the first run would wait for. */
  warm(): Promise<void>;
  /** Stops all runs; resolves when nothing of them is left. */
  close(): Promise<void>;
}

export function createRunner(options: RunnerOptions): Runner {
  const { root } = options;
  const transformer = createTransformer(options);
  const terminal = chooseTerminal(options.terminal ?? null);
  const swept = endLeftovers(options.cacheFolder).then((count) => {
    if (count > 0) options.swept?.(count);
  });
  const live = new Set<LiveSession>();
  let closed = false;
  let noticed = false;

  const context = {
    root,
    transformer,
    terminal,
    registry: createRegistry(options.cacheFolder),
    swept,
    notice(opener: TerminalOpener) {
      if (noticed) return null;
      noticed = true;
      return opener.notice;
    },
    report: options.report ?? ((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error))),
  };
  return {
    start(spec) {
      if (closed) throw new Error('the runner is closed');
      const session = startRun(spec, context);
      live.add(session);
      void session.ended.then(() => live.delete(session));
      return session;
    },
    sessions: () => [...live],
    async warm() {
      await Promise.all([terminal, transformer.warm()]);
    },
    async close() {
      closed = true;
      await Promise.all([swept, ...[...live].map((session) => session.stop())]);
    },
  };
}
