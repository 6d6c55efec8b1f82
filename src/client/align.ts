// Which slide of a new version is which slide of the old one: by hash, by name, and
// for what is left by order. The section elements and the speaker's place follow it.
import type { SlideData } from '../protocol.ts';

type Known = Pick<SlideData, 'hash' | 'name'>;

/** For each new slide the index of the old one that it continues, or -1. Each old slide is used once. */
export function alignSlides(before: readonly Known[], after: readonly Known[]): number[] {
  const result = after.map(() => -1);
  const free = new Set(before.keys());
  const pair = (newer: number, older: number): void => {
    result[newer] = older;
    free.delete(older);
  };

  // What is alike at both ends is most of the deck after most edits.
  let head = 0;
  while (head < before.length && head < after.length && before[head]?.hash === after[head]?.hash) {
    pair(head, head);
    head++;
  }
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail]?.hash === after[after.length - 1 - tail]?.hash
  ) {
    pair(after.length - 1 - tail, before.length - 1 - tail);
    tail++;
  }

  const middle = after.map((_, i) => i).slice(head, after.length - tail);
  for (const key of [(slide: Known) => slide.hash, (slide: Known) => slide.name]) {
    const waiting = new Map<string, number[]>();
    for (const older of free) {
      const value = keyOf(before[older], key);
      if (value !== null) waiting.set(value, [...(waiting.get(value) ?? []), older]);
    }
    for (const newer of middle) {
      const value = keyOf(after[newer], key);
      const older = result[newer] === -1 && value !== null ? waiting.get(value)?.shift() : undefined;
      if (older !== undefined) pair(newer, older);
    }
  }

  const rest = [...free].sort((a, b) => a - b);
  for (const i of middle) {
    const j = rest[0];
    if (result[i] !== -1 || j === undefined) continue;
    rest.shift();
    pair(i, j);
  }
  return result;
}

function keyOf(slide: Known | undefined, key: (slide: Known) => string | null): string | null {
  return slide === undefined ? null : key(slide);
}

/** Where the old slide `index` is now: the slide that continues it, else the one nearest to its place. */
export function follow(index: number, alignment: readonly number[]): number {
  const now = alignment.indexOf(index);
  if (now !== -1) return now;
  let best = 0;
  for (const [newer, older] of alignment.entries()) if (older !== -1 && older < index) best = newer + 1;
  return Math.max(0, Math.min(alignment.length - 1, best));
}
