// Says on the root element when the window is what it is meant to be: first slide
// shown, fonts there, panel mounted where the slide has a demo, server's welcome heard.
// The slides that are not seen yet come after that.
import type { Context } from './context.ts';
import { whenIdle } from './when-idle.ts';

/** Milliseconds after which they wait no longer: for a font that hangs, or a panel that could not be had. */
const LATE = 3000;

export async function startReady({ link, slot, shown, store }: Context): Promise<void> {
  const fill = (): void => {
    if (!store.full) void store.fetch();
  };
  setTimeout(fill, LATE);
  const welcomed = new Promise<void>((resolve) => {
    if (link.open) return resolve();
    const off = link.on('welcome', () => {
      off();
      resolve();
    });
  });
  await Promise.all([shown, welcomed, slot.ready()]);
  // A window in the background draws no frame, and is ready all the same.
  if (!document.hidden) await new Promise((resolve) => requestAnimationFrame(resolve));
  await document.fonts.ready;
  document.documentElement.dataset.lectern = 'ready';
  whenIdle(fill);
}
