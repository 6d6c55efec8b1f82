// Work that can wait until the frame is on the screen.

/** Runs `work` when the browser has nothing better to do, at the latest after half a second. */
export function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => work(), { timeout: 500 });
  else setTimeout(work, 50);
}
