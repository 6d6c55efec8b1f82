// Waiting for something to become true, without sleeps of a guessed length.
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;
/** Far longer than anything takes: reached only by what hangs. */
const GUARD_MS = 30_000;

/**
 * Polls until `condition` gives something truthy, and returns it. When it never does, the error names `what` and
 * holds `seen()`, which should tell what was there instead.
 */
export async function until<T>(condition: () => T | Promise<T>, what: string, seen: () => unknown = () => ''): Promise<NonNullable<T>> {
  const end = performance.now() + GUARD_MS;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > end) throw new Error(`waited ${GUARD_MS / 1000} s in vain for ${what}\n${String(seen())}`);
    await delay(POLL_MS);
  }
}
