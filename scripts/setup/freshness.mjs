// Whether the build in dist/ is that of the sources. `dist/build.json` names the
// current build and holds two marks of its inputs: sizes and times, which cost a
// few milliseconds to compare, and contents, which decide when those differ (a
// fresh checkout touches every file).
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const INPUTS = ['src', 'themes', 'scripts/build.mjs', 'scripts/build', 'package-lock.json'];

/**
 * @typedef {{ id: string, stats: string }} BuildMark
 *   `id` is the hash of the inputs' contents, and the name of the build's folder in dist/.
 */

/**
 * Whether dist/ holds the build of what is in src/ and themes/ now.
 * @param {string} root
 */
export function isBuildFresh(root) {
  const mark = readMark(root);
  if (mark === null || !existsSync(join(root, 'dist', mark.id, 'cli.js')) || !existsSync(join(root, 'dist', 'cli.js'))) return false;
  const files = inputFiles(root);
  const stats = statsHash(root, files);
  if (mark.stats === stats) return true;
  if (mark.id !== contentHash(root, files)) return false;
  writeMark(root, { id: mark.id, stats });
  return true;
}

/**
 * The mark of the inputs as they are now; to be taken before a build reads them.
 * @param {string} root
 * @returns {BuildMark}
 */
export function markOfInputs(root) {
  const files = inputFiles(root);
  return { id: contentHash(root, files), stats: statsHash(root, files) };
}

/**
 * @param {string} root
 * @returns {BuildMark | null}
 */
export function readMark(root) {
  try {
    return JSON.parse(readFileSync(join(root, 'dist', 'build.json'), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {string} root
 * @param {BuildMark} mark
 */
export function writeMark(root, mark) {
  writeWhole(join(root, 'dist', 'build.json'), `${JSON.stringify(mark)}\n`);
}

/**
 * Writes a file so that no reader ever sees a part of it.
 * @param {string} file
 * @param {string} text
 */
export function writeWhole(file, text) {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

/**
 * @param {string} root
 * @returns {string[]} paths relative to the root, in a fixed order
 */
function inputFiles(root) {
  return INPUTS.flatMap((input) => walk(root, input)).sort();
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function walk(root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  // Dot files are editors' swap files and the like.
  return entries
    .filter((entry) => !entry.name.startsWith('.'))
    .flatMap((entry) => (entry.isDirectory() ? walk(root, `${path}/${entry.name}`) : [`${path}/${entry.name}`]));
}

/**
 * @param {string} root
 * @param {string[]} files
 */
function statsHash(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const stat = statSync(join(root, file), { throwIfNoEntry: false });
    hash.update(`${file}\0${stat?.size}\0${stat?.mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} root
 * @param {string[]} files
 */
function contentHash(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    if (!existsSync(join(root, file))) continue;
    const bytes = readFileSync(join(root, file));
    hash.update(`${file}\0${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex').slice(0, 10);
}
