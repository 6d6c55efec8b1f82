// The step that installs packages. A stamp in node_modules tells for which lock
// file, package.json and platform they were put there; since a half-deleted
// node_modules keeps its stamp, every package of the lock file is looked for too.
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './error.mjs';
import { runNpm } from './npm.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockEntry
 * @typedef {{ platform: string, inputs: string, absent: string[] }} Stamp
 *   `absent`: lock entries that this platform does without.
 */

const PLATFORM = `${process.platform}-${process.arch}-${process.versions.modules}`;

/**
 * @param {string} root
 * @param {(text: string) => void} say
 */
export function step(root, say) {
  return {
    needed: async () => packagesProblem(root),
    /** @param {string} why */
    make: async (why) => {
      if (adopt(root)) return;
      refuseLink(root);
      say(`installing packages (npm ci), ${why}`);
      await runNpm(root, [
        'ci',
        '--include=dev',
        '--include=optional',
        '--ignore-scripts',
        '--prefer-offline',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ]);
      writeStamp(root);
    },
  };
}

/**
 * Why packages have to be installed; null when they are there.
 * @param {string} root
 * @param {string} [platform] of this process
 * @returns {string | null}
 */
export function packagesProblem(root, platform = PLATFORM) {
  const stamp = readJson(stampFile(root));
  if (stamp === null) return 'there are none yet';
  if (stamp.platform !== platform) return `those here are for ${stamp.platform}, this is ${platform}`;
  if (stamp.inputs !== inputsHash(root)) return 'package.json or package-lock.json has changed';
  const absent = new Set(stamp.absent);
  const missing = lockEntries(root).find(([path]) => !absent.has(path) && !isInstalled(root, path));
  return missing === undefined ? null : `${missing[0]} is missing`;
}

/**
 * Takes over what somebody's own `npm ci` or `npm install` put there, if it is what the lock file says.
 * @param {string} root
 * @returns {boolean} whether it was
 */
export function adopt(root) {
  const stamp = readJson(stampFile(root));
  if (stamp !== null && stamp.platform !== PLATFORM) return false;
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages ?? {};
  const fits = lockEntries(root).every(([path, entry]) => {
    if (!isInstalled(root, path)) return entry.optional === true && !isForHere(entry);
    return installed[path]?.version === entry.version && installed[path]?.integrity === entry.integrity;
  });
  if (fits) writeStamp(root);
  return fits;
}

/**
 * Says that the packages now in node_modules are those of the lock file.
 * @param {string} root
 */
export function writeStamp(root) {
  const absent = lockEntries(root).filter(([path, entry]) => entry.optional === true && !isInstalled(root, path));
  const stamp = { platform: PLATFORM, inputs: inputsHash(root), absent: absent.map(([path]) => path) };
  writeFileSync(stampFile(root), `${JSON.stringify(stamp)}\n`);
}

/**
 * `npm ci` empties node_modules first: through a link, that of another clone.
 * @param {string} root
 */
export function refuseLink(root) {
  const folder = join(root, 'node_modules');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new SetupError(
    `packages have to be installed, but node_modules is a link to ${realpathSync(folder)}: install them there, or remove the link`,
    1,
  );
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.lectern-setup.json');
}

/** @param {string} root */
function inputsHash(root) {
  const hash = createHash('sha256');
  for (const name of ['package-lock.json', 'package.json']) hash.update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @returns {[path: string, entry: LockEntry][]}
 */
function lockEntries(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages).filter(([path]) => path !== '');
}

/**
 * @param {string} root
 * @param {string} path of the lock file: `node_modules/name`
 */
function isInstalled(root, path) {
  return statSync(join(root, path, 'package.json'), { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * Whether an optional package is the native part of another for this very platform. One that names a libc
 * may rightly be absent, and so may one that names no platform: it is a part of some other optional package.
 * @param {LockEntry} entry
 */
function isForHere({ os, cpu, libc }) {
  return (os ?? cpu) !== undefined && libc === undefined && allows(os, process.platform) && allows(cpu, process.arch);
}

/**
 * @param {string[] | undefined} list `["linux"]`, or `["!win32"]`
 * @param {string} value
 */
function allows(list, value) {
  if (list === undefined || list.length === 0) return true;
  return list.includes(value) || (list.every((word) => word.startsWith('!')) && !list.includes(`!${value}`));
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
