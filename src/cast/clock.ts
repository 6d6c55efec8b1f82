// The clock a replay runs on: given from outside, so that a test can turn it by hand.

export interface Clock {
  /** Milliseconds from any origin, never going back. */
  now(): number;
  /** Calls once, this many milliseconds from now and never in this turn; gives what calls it off. */
  at(delay: number, call: () => void): () => void;
}

/** The machine's own. */
export function systemClock(): Clock {
  return {
    now: () => performance.now(),
    at: (delay, call) => {
      const timer = setTimeout(call, delay);
      return () => clearTimeout(timer);
    },
  };
}
