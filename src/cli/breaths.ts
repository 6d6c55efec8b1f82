// Long work in small pieces, between which the server answers.
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work in one piece. */
const BREATH = 8;

/** Does `each` for one after the other; ends early when `stopped` says so. */
export async function inBreaths<T>(work: readonly T[], each: (one: T) => void, stopped: () => boolean): Promise<void> {
  let since = performance.now();
  for (const one of work) {
    if (stopped()) return;
    each(one);
    if (performance.now() - since < BREATH) continue;
    await nextTurn();
    since = performance.now();
  }
}
