// How a run is ended: ^C, after 2 s SIGTERM, after 3 s more SIGKILL, each to all
// that still lives. `skip` goes to the next rung at once. When the programs
// themselves are gone, what they left behind gets SIGTERM, and 1 s later SIGKILL.
import type { ProcessTree } from './tree.ts';

const RUNGS = [
  { signal: 'SIGINT', patience: 2_000 },
  { signal: 'SIGTERM', patience: 3_000 },
  { signal: 'SIGKILL', patience: 3_000 },
] as const;
const LEFT_BEHIND_PATIENCE = 1_000;
const POLL = 20;

export interface StopReport {
  /** The last signal that was needed to end the programs. */
  readonly signal: NodeJS.Signals;
  /** Seconds from the stop to their end. */
  readonly seconds: number;
  /** What even SIGKILL did not end, such as `1234 (dd)`; nearly always empty. */
  readonly survivors: readonly string[];
}

export interface StopLadder {
  climb(): Promise<StopReport>;
  skip(): void;
}

/**
 * @param interrupt what ^C does in the panes
 * @param ended resolves when every pane's program is over
 */
export function createStopLadder(tree: ProcessTree, interrupt: () => void, ended: Promise<unknown>): StopLadder {
  let next: () => void = () => {};

  async function climb(): Promise<StopReport> {
    const start = performance.now();
    let gone = false;
    ended.then(() => {
      gone = true;
    });
    let last: NodeJS.Signals = 'SIGINT';
    // Collected before any signal: afterwards an orphan's descent is forgotten.
    tree.alive();
    for (const { signal, patience } of RUNGS) {
      if (gone) break;
      last = signal;
      if (signal === 'SIGINT') interrupt();
      else tree.signal(signal);
      await Promise.race([ended, pause(patience)]);
    }
    const seconds = (performance.now() - start) / 1000;
    return { signal: last, seconds, survivors: await sweep(tree) };
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      next = () => {
        clearTimeout(timer);
        resolve();
      };
      ended.then(next);
    });
  }

  return { climb, skip: () => next() };
}

/** Ends what the programs of a run left behind; gives what could not be ended. */
export async function sweep(tree: ProcessTree): Promise<string[]> {
  let left = tree.signal('SIGTERM');
  for (const patience of [LEFT_BEHIND_PATIENCE, LEFT_BEHIND_PATIENCE]) {
    const until = performance.now() + patience;
    while (left.length > 0 && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, POLL));
      left = tree.alive();
    }
    if (left.length === 0) return [];
    left = tree.signal('SIGKILL');
  }
  return tree.alive().map((one) => `${one.pid} (${one.command})`);
}
