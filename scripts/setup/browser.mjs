// The step that provides a browser for the tests, and remembers which one in
// node_modules/.cache/lectern/browser.json: `{executable, size, modified, env}`.
// The machine's own Chrome or Chromium comes first; else the Chromium inside the
// package @sparticuz/chromium is unpacked. Nothing is ever downloaded from elsewhere.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unpackChromium } from './chromium.mjs';
import { SetupError } from './error.mjs';
import { writeWhole } from './freshness.mjs';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'chromium-headless-shell',
  'microsoft-edge',
];
const PLACES = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** @typedef {{ executable: string, env: Record<string, string> }} TestBrowser `env` is added to the browser's environment */

/**
 * @param {string} root
 * @param {(text: string) => void} say
 */
export function step(root, say) {
  return {
    needed: async () => (knownBrowser(root, process.env) === null ? 'none is known yet' : null),
    make: async () => {
      const browser = systemBrowser(process.env) ?? (await packagedBrowser(root, say));
      if (browser === null) {
        throw new SetupError(
          'the tests need a Chrome or Chromium and none was found: `apt-get install chromium-headless-shell` (or chromium), or name one in LECTERN_BROWSER',
          3,
        );
      }
      remember(root, browser);
    },
  };
}

/**
 * The browser remembered from before, or named in LECTERN_BROWSER; null when there is none or it has changed since.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {TestBrowser | null}
 */
export function knownBrowser(root, env) {
  const named = env.LECTERN_BROWSER;
  if (named) {
    if (statSync(named, { throwIfNoEntry: false })?.isFile() !== true)
      throw new SetupError(`LECTERN_BROWSER names ${named}, which is not there`, 3);
    return { executable: named, env: {} };
  }
  try {
    const { executable, size, modified, env: added } = JSON.parse(readFileSync(recordFile(root), 'utf8'));
    const stat = statSync(executable);
    return stat.isFile() && stat.size === size && stat.mtimeMs === modified ? { executable, env: added } : null;
  } catch {
    return null;
  }
}

/**
 * The first browser on the PATH or in the usual places that answers.
 * @param {NodeJS.ProcessEnv} env
 * @returns {TestBrowser | null}
 */
export function systemBrowser(env) {
  const onPath = COMMANDS.flatMap((name) => (env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
  const executable = [...onPath, ...PLACES].find(
    (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true && answers(file, {}),
  );
  return executable === undefined ? null : { executable, env: {} };
}

/**
 * Whether a browser starts at all: it may be a stub, or lack libraries.
 * @param {string} file
 * @param {Record<string, string>} env
 */
function answers(file, env) {
  // On Windows --version opens a window.
  if (process.platform === 'win32') return true;
  return spawnSync(file, ['--version'], { env: { ...process.env, ...env }, timeout: 10_000, stdio: 'ignore' }).status === 0;
}

/**
 * @param {string} root
 * @param {(text: string) => void} say
 * @returns {Promise<TestBrowser | null>}
 */
async function packagedBrowser(root, say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  say('unpacking a Chromium for the tests, since this machine has none');
  const { executable, libraries, fonts } = await unpackChromium(root, cacheFolder(root));
  const withLibraries = { LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter) };
  for (const env of [{}, withLibraries]) {
    if (answers(executable, env)) return { executable, env: { ...env, ...fonts } };
  }
  throw new SetupError(
    'the Chromium of @sparticuz/chromium does not start here: `apt-get install chromium-headless-shell`, or name a browser in LECTERN_BROWSER',
    3,
  );
}

/**
 * @param {string} root
 * @param {TestBrowser} browser
 */
function remember(root, { executable, env }) {
  const stat = statSync(executable);
  mkdirSync(cacheFolder(root), { recursive: true });
  writeWhole(recordFile(root), `${JSON.stringify({ executable, size: stat.size, modified: stat.mtimeMs, env })}\n`);
}

/** @param {string} root */
function cacheFolder(root) {
  return join(root, 'node_modules', '.cache', 'lectern');
}

/** @param {string} root */
function recordFile(root) {
  return join(cacheFolder(root), 'browser.json');
}
