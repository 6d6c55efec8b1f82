// A Chromium for tests, pictures and measurements: the one that set-up found, or the
// one that LECTERN_BROWSER names. Nothing leaves the machine, and the sandbox stays
// on wherever Chromium allows it, which it does not for root.
import { knownBrowser } from '../setup/browser.mjs';

export function launchFlags() {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run'];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}

/**
 * @param {string} root of the clone; `scripts/setup.mjs --test` has run there
 * @returns {Promise<import('puppeteer').Browser>}
 */
export async function launchBrowser(root) {
  const browser = knownBrowser(root, process.env);
  if (browser === null) throw new Error('no browser is known here: run `node scripts/setup.mjs --test`');
  const { default: puppeteer } = await import('puppeteer');
  return puppeteer.launch({ executablePath: browser.executable, args: launchFlags(), env: { ...process.env, ...browser.env } });
}
