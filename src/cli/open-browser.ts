// Opens the deck in the user's browser, where there is a screen to open it on.
import open from 'open';
import type { Io } from './io.ts';

/** Never fails: the address has been printed. */
export async function openBrowser(url: string, io: Io): Promise<void> {
  if (!hasScreen(io.env)) return;
  try {
    const child = await open(url);
    child.on('error', () => {});
  } catch {
    io.note('lectern: no browser could be opened; the address above works in any');
  }
}

function hasScreen(env: Readonly<NodeJS.ProcessEnv>): boolean {
  if (env.CI) return false;
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY || env.WSL_DISTRO_NAME);
}
