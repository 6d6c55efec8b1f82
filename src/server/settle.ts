// When a saved text counts. Editors write in pieces, or empty a file and fill it: a
// text that has lost the end of the one before is probably half of itself, so it waits
// until the file has been quiet. Any other text counts at once.
import { type Clock, systemClock } from '../cast/clock.ts';

/** Characters at the end of a text by which it is known to be whole. */
const TAIL = 64;
/** Milliseconds without a change, after which a text counts whatever it is. */
const QUIET = 150;

/** Whether `after` looks like a part of a text that is still being written over `before`. */
export function lostTail(before: string, after: string): boolean {
  const tail = before.trimEnd().slice(-TAIL);
  return !after.includes(tail) || after.length < before.length / 2;
}

export interface Settler {
  /** The file has changed and reads so now; null when it cannot be read. */
  changed(text: string | null): void;
  close(): void;
}

/** Calls `accept` with each text that counts; `first` is the text accepted already. A file that stays away is never accepted. */
export function createSettler(first: string, accept: (text: string) => void, clock: Clock = systemClock()): Settler {
  let accepted = first;
  let cancel: () => void = () => {};

  function take(text: string): void {
    if (text === accepted) return;
    accepted = text;
    accept(text);
  }

  return {
    changed: (text) => {
      cancel();
      if (text === null) return;
      if (!lostTail(accepted, text)) take(text);
      else cancel = clock.at(QUIET, () => take(text));
    },
    close: () => cancel(),
  };
}
