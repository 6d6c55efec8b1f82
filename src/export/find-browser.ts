// Finds a Chrome, Chromium or Edge of this machine: the one that is named, else on
// the PATH, else in the usual places. Never downloads one.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** In order of preference. */
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'chromium-headless-shell',
  'chrome-headless-shell',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
  'brave-browser',
];

const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/lib/chromium/chromium',
    '/usr/lib/chromium/headless_shell',
    '/usr/lib/chromium-browser/chromium-browser',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    '/snap/bin/chromium',
    '/var/lib/flatpak/exports/bin/org.chromium.Chromium',
  ],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
};

type Env = Readonly<NodeJS.ProcessEnv>;

/**
 * The browser to use, absolute; null when there is none. One that is named, by `explicit` (`--browser`) or by
 * LECTERN_BROWSER, is the only one looked for.
 */
export function findBrowser(env: Env, explicit?: string): string | null {
  const named = explicit || env.LECTERN_BROWSER;
  if (named) {
    const path = isAbsolute(named) || /[\\/]/.test(named) ? resolve(named) : onPath(env, [named]);
    return path !== null && isProgram(path) ? path : null;
  }
  return onPath(env, COMMANDS) ?? places(env).find(isProgram) ?? null;
}

/** What to tell somebody for whom `findBrowser` gave null: one paragraph with the way out. */
export function noBrowser(env: Env, explicit?: string): string {
  const named = explicit || env.LECTERN_BROWSER;
  if (named) {
    const by = explicit ? '--browser' : 'LECTERN_BROWSER';
    return `${by} names ${named}, and there is no such program: give the path of a Chrome, Chromium or Edge`;
  }
  return `this needs a Chrome, Chromium or Edge, and none was found here\n  ${installHint()}\n  or name one: --browser PATH, or LECTERN_BROWSER=PATH`;
}

/** How to get a browser on this kind of machine: a few words. */
export function installHint(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return 'macOS: brew install --cask chromium, or Google Chrome from google.com/chrome';
  if (platform === 'win32') return 'Windows: winget install Google.Chrome; Microsoft Edge does as well';
  return 'Debian, Ubuntu: apt-get install chromium (or the smaller chromium-headless-shell); Fedora: dnf install chromium';
}

function onPath(env: Env, commands: readonly string[]): string | null {
  const path = env.PATH ?? env.Path ?? '';
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  for (const command of commands)
    for (const folder of folders)
      for (const ending of endings) {
        const file = join(folder, command.endsWith(ending) ? command : command + ending);
        if (isProgram(file)) return file;
      }
  return null;
}

function places(env: Env): string[] {
  const list = PLACES[process.platform] ?? [];
  if (process.platform !== 'win32') return [...list];
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
  return roots.flatMap((root) => list.map((place) => join(root, place)));
}

function isProgram(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
