// Tells who runs the demos which ones may be run soon: those of the slide that is
// shown, then those of the next one. Only once the talk rests, so that flipping
// through slides starts nothing.
import type { DemoSpec } from '../demo.ts';

/** Milliseconds without a new place. */
const REST = 150;

export interface Upcoming {
  /** The names of the demos of the slide that is shown, and of the next one. */
  at(shown: readonly string[], next: readonly string[]): void;
  close(): void;
}

export function createUpcoming(prepare: (specs: readonly DemoSpec[]) => void, demos: () => readonly DemoSpec[]): Upcoming {
  let timer: NodeJS.Timeout | undefined;
  return {
    at: (shown, next) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const specs = [...new Set([...shown, ...next])].map((name) => demos().find((spec) => spec.name === name));
        prepare(specs.filter((spec) => spec !== undefined));
      }, REST);
    },
    close: () => clearTimeout(timer),
  };
}
