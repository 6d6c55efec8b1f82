// Which files a demo is made of: its programs and what they import or start from
// the same root, found by their text. A recording is stale when one of them changed.
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { asTerminals, type DemoSpec } from '../demo.ts';

const NAMED = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|new URL\(\s*)(['"])(\.\.?\/[^'"\n]+)\1/g;
const TRIED = ['', '.ts', '.js', '.mts', '.mjs', '/index.ts', '/index.js'];
const SOURCE = /\.[cm]?[jt]sx?$/;

/** Absolute and sorted: what the demo states, its programs, and what they name, all the way down. */
export function localFiles(demo: DemoSpec): string[] {
  const found = new Set(demo.files);
  const queue: string[] = [];
  for (const { program } of asTerminals(demo).panes) {
    if (program.kind === 'web') continue;
    if (program.kind === 'command') queue.push(...program.argv.map((word) => resolve(demo.cwd, word)));
    // The file that a part stands in is not the demo's: it changes for other reasons.
    else if (program.source !== undefined) queue.push(...namedIn(program.source.text, program.file));
    else queue.push(program.file);
  }
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (found.has(file) || !isFile(file)) continue;
    found.add(file);
    if (SOURCE.test(file)) queue.push(...namedIn(textOf(file), file));
  }
  return [...found].sort();
}

function namedIn(source: string, file: string): string[] {
  return [...source.matchAll(NAMED)].flatMap(([, , path = '']) => {
    const target = TRIED.map((suffix) => resolve(dirname(file), path + suffix)).find(isFile);
    return target === undefined ? [] : [target];
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
