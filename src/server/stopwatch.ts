// How long the talk has taken. Counted on a clock that nobody sets, so that a computer
// which finds its time by the network, or changes to summer time, changes nothing;
// only what outlives the process is said by the time of day.

export interface Stopwatch {
  /** Since the talk began; null before that. */
  readonly seconds: number | null;
  /** When that was, by the time of day as it is now: milliseconds since 1970, to be kept. */
  readonly begun: number | null;
  /** From now on; stays what it is where it runs already. */
  start(): void;
  /** As before the talk. */
  reset(): void;
}

/** @param begun as kept by an earlier process; null when the talk has not begun */
export function createStopwatch(begun: number | null): Stopwatch {
  /** On the clock of this process. */
  let from: number | null = begun === null ? null : performance.now() - Math.max(0, Date.now() - begun);
  return {
    get seconds() {
      return from === null ? null : (performance.now() - from) / 1000;
    },
    get begun() {
      return from === null ? null : Math.max(0, Math.round(Date.now() - (performance.now() - from)));
    },
    start() {
      from ??= performance.now();
    },
    reset() {
      from = null;
    },
  };
}
