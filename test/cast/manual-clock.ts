// A clock that only moves when it is told to, and calls what falls due on the way.
import type { Clock } from '../../src/cast/clock.ts';

export interface ManualClock extends Clock {
  /** Milliseconds to go on by; calls in order of time, each at its own. */
  advance(milliseconds: number): void;
  /** As a machine that was asleep does: the time is over before anything is called. */
  wakeAfter(milliseconds: number): void;
  /** How many calls wait. */
  readonly waiting: number;
}

export function manualClock(): ManualClock {
  let now = 5000;
  let waiting: { readonly due: number; readonly call: () => void }[] = [];

  function callDue(end: number): void {
    for (;;) {
      const next = waiting.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (next === undefined) return;
      waiting = waiting.filter((one) => one !== next);
      now = Math.max(now, next.due);
      next.call();
    }
  }

  return {
    now: () => now,
    at(delay, call) {
      if (!(delay >= 0 && delay < 2 ** 31)) throw new Error(`a timer cannot wait for ${delay} ms`);
      const entry = { due: now + delay, call };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((one) => one !== entry);
      };
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      callDue(end);
      now = end;
    },
    wakeAfter(milliseconds) {
      now += milliseconds;
      callDue(now);
    },
    get waiting() {
      return waiting.length;
    },
  };
}
