// Says on the root element when the window is what it is meant to be: first slide
// shown, fonts there, panel mounted where the slide has a demo, server's welcome heard.
import type { Context } from './context.ts';

export async function startReady({ link, slot, shown }: Context): Promise<void> {
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
}
