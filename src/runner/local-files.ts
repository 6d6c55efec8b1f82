// Which files a demo is made of: its programs and what they import or start from
// the same root, found by their text. A recording is stale when one of them changed.
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DemoSpec } from '../demo.ts';

const NAMED = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|new URL\(\s*)(['"])(\.\.?\/[^'"\n]+)\1/g;
const TRIED = ['', '.ts', '.js', '.mts', '.mjs', '/index.ts', '/index.js'];
const SOURCE = /\.[cm]?[jt]sx?$/;

/** Absolute and sorted: what the demo states, its programs, and what they name, all the way down. */
export async function localFiles(demo: DemoSpec): Promise<string[]> {
  const found = new Set(demo.files);
  const queue = demo.panes.flatMap(({ program }) =>
    program.kind === 'node' ? [program.file] : program.argv.map((word) => resolve(demo.cwd, word)),
  );
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (found.has(file) || !(await isFile(file))) continue;
    found.add(file);
    if (!SOURCE.test(file)) continue;
    const source = await readFile(file, 'utf8').catch(() => '');
    for (const [, , path = ''] of source.matchAll(NAMED)) {
      for (const suffix of TRIED) {
        const target = resolve(dirname(file), path + suffix);
        if (!(await isFile(target))) continue;
        queue.push(target);
        break;
      }
    }
  }
  return [...found].sort();
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
