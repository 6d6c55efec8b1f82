// Checks that the sources keep to ARCHITECTURE.md, and to the sizes of
// CONTRIBUTING.md: `node scripts/check-imports.mjs [root]`. Prints one line a
// breach, `file:line: what and by which rule`; exits 1 when there is any.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArchitecture } from './checks/architecture.mjs';
import { importsOf } from './checks/scan-imports.mjs';

const SPLIT_ABOVE = 300;
const REASON_ABOVE = 200;
/** Where sources are; only those of src/ are bound by the table. */
const FOLDERS = ['src', 'scripts', 'bin', 'test', 'demos', 'bench'];

/**
 * @typedef {import('./checks/scan-imports.mjs').Import} Import
 * @typedef {{ path: string, text: string, imports: Import[] }} Source `path` is relative to the root, with `/`
 * @typedef {{ errors: string[], warnings: string[] }} Findings
 */

/**
 * @param {string} root
 * @returns {Findings}
 */
export function checkImports(root) {
  const architecture = readArchitecture(join(root, 'ARCHITECTURE.md'));
  const sources = FOLDERS.flatMap((folder) => filesBelow(root, folder)).map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, imports: importsOf(text) };
  });
  const errors = sources.flatMap((source) => [
    ...tableBreaches(source, architecture),
    ...nodeBreaches(source, architecture),
    ...doorBreaches(source, architecture),
  ]);
  const sizes = sources.map(sizeBreach);
  return {
    errors: [...errors, ...cycles(sources), ...sizes.flatMap((size) => size?.error ?? [])],
    warnings: sizes.flatMap((size) => size?.warning ?? []),
  };
}

/**
 * @param {Source} source
 * @param {import('./checks/architecture.mjs').Architecture} architecture
 */
function tableBreaches({ path, imports }, { modules }) {
  const from = moduleOf(path);
  if (from === null) return [];
  const allowed = modules.get(from)?.imports;
  if (allowed === undefined) return [`${path}:1: "${from}" has no row in the table of ARCHITECTURE.md`];
  return imports.flatMap(({ specifier, line }) => {
    if (!specifier.startsWith('.')) return [];
    const target = posix.join(posix.dirname(path), specifier);
    const to = moduleOf(target);
    if (to === from || (to !== null && (allowed === 'everything' || allowed.has(to)))) return [];
    const rule = allowed === 'everything' ? 'src' : [...allowed].join(', ') || 'nothing of ours';
    return [`${path}:${line}: ${from} may not import ${to ?? target} (it may import ${rule})`];
  });
}

/**
 * @param {Source} source
 * @param {import('./checks/architecture.mjs').Architecture} architecture
 */
function nodeBreaches({ path, imports }, { modules }) {
  const from = moduleOf(path);
  const allowed = from === null ? 'everything' : (modules.get(from)?.node ?? 'everything');
  if (allowed === 'everything') return [];
  return imports.flatMap(({ specifier, line }) => {
    if (!specifier.startsWith('node:') || allowed.has(specifier.slice(5))) return [];
    return [`${path}:${line}: ${from} may not import ${specifier} (of Node's modules it may import ${[...allowed].join(', ') || 'none'})`];
  });
}

/**
 * Types alone bring nothing heavy in, and tests may look at anything.
 * @param {Source} source
 * @param {import('./checks/architecture.mjs').Architecture} architecture
 */
function doorBreaches({ path, imports }, { doors }) {
  // A demo is a program of its own, and takes what it likes.
  if (path.startsWith('demos/')) return [];
  if (path.startsWith('test/') || path.startsWith('bench/')) return [];
  return imports.flatMap(({ specifier, line, typeOnly }) => {
    const name = [...doors.keys()].find((door) => specifier === door || specifier.startsWith(`${door}/`));
    const door = name === undefined ? undefined : doors.get(name);
    return typeOnly || door === undefined || door.includes(path)
      ? []
      : [`${path}:${line}: ${name} comes in only through ${door.join(' and ')}`];
  });
}

/** @param {Source} source */
function sizeBreach({ path, text }) {
  const lines = text.split('\n').length - 1;
  if (lines > SPLIT_ABOVE) return { error: `${path}:1: ${lines} lines: above ${SPLIT_ABOVE} a file is split` };
  const head = /^(?:#!.*\n)?(?:\/\/.*\n|\s*\n)*/.exec(text)?.[0] ?? '';
  // A test file may be a long list of cases.
  if (lines > REASON_ABOVE && !path.startsWith('test/') && !/\bone file\b/i.test(head)) {
    return { warning: `${path}:1: ${lines} lines: above ${REASON_ABOVE} the head says why this is one file` };
  }
  return null;
}

/**
 * Circles of imports between files; those of types alone are none.
 * @param {Source[]} sources
 */
function cycles(sources) {
  const graph = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports
        .filter(({ specifier, typeOnly }) => specifier.startsWith('.') && !typeOnly)
        .map(({ specifier }) => posix.join(posix.dirname(path), specifier)),
    ]),
  );
  /** @type {Set<string>} */
  const done = new Set();
  /** @type {string[]} */
  const errors = [];
  /**
   * @param {string} path
   * @param {string[]} trail
   */
  const visit = (path, trail) => {
    const start = trail.indexOf(path);
    if (start >= 0) errors.push(`${path}:1: imports itself by way of ${[...trail.slice(start + 1), path].join(' > ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return errors;
}

/**
 * The module that a file of src/ belongs to: its folder, or its own name at the top. Null outside src/.
 * @param {string} path
 */
function moduleOf(path) {
  const [top, second] = path.split('/');
  return top === 'src' && second !== undefined ? second.replace(/\.\w+$/, '') : null;
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  const all = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => entry.isFile() && /\.(?:ts|mjs|js)$/.test(entry.name));
  const paths = files.map((entry) =>
    join(entry.parentPath ?? entry.path, entry.name)
      .slice(root.length + 1)
      .split(sep)
      .join('/'),
  );
  return paths.filter((path) => !path.includes('/fixtures/')).sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { errors, warnings } = checkImports(process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url))));
  for (const line of [...errors, ...warnings.map((warning) => `${warning} (warning)`)]) console.log(line);
  if (errors.length > 0) process.exitCode = 1;
}
