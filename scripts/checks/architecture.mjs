// Reads the two tables of ARCHITECTURE.md: who may import whom, and the one door of
// each heavy package.
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ imports: Set<string> | 'everything', node: Set<string> | 'everything' }} Allowance
 *   `imports`: names of modules; `node`: Node's own modules, without `node:`
 * @typedef {{ modules: Map<string, Allowance>, doors: Map<string, string[]> }} Architecture
 *   `doors`: paths of files, by the name of the package
 */

/**
 * @param {string} file ARCHITECTURE.md
 * @returns {Architecture}
 */
export function readArchitecture(file) {
  const text = readFileSync(file, 'utf8');
  const modules = new Map(
    rows(text, 'module').map(([name = '', imports = '', node = '']) => [name, { imports: words(imports), node: words(node) }]),
  );
  const doors = new Map(rows(text, 'package').map(([name = '', door = '']) => [name, door.match(/[\w-]+(?:\/[\w.-]+)+/g) ?? []]));
  if (modules.size === 0 || doors.size === 0) throw new Error(`${file} holds no table of modules, or none of doors`);
  return { modules, doors };
}

/**
 * @param {string} cell
 * @returns {Set<string> | 'everything'}
 */
function words(cell) {
  return cell === 'everything' ? 'everything' : new Set(cell.split(/,\s*/).filter(Boolean));
}

/**
 * The cells of the table whose first heading is `heading`, without its head.
 * @param {string} text
 * @param {string} heading
 */
function rows(text, heading) {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (start < 0) return [];
  const behind = lines.slice(start + 2);
  const end = behind.findIndex((line) => !line.startsWith('|'));
  return behind.slice(0, end < 0 ? undefined : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
