// A demo that is one program: its name is the file's, and the comment tags at its
// top say the rest.
import { basename, dirname } from 'node:path';
import { DEFAULT_GRID, type Grid } from '../demo.ts';
import { message } from '../message.ts';
import type { DemoRead } from './catalogue.ts';

const TAG = /^\s*\/\/\s*@(title|summary|size)\b[ \t]*(.*?)\s*$/;

/** `file` is absolute. A size that cannot be read is a message, and the default stands. */
export function readOneFile(name: string, file: string, text: string): DemoRead {
  const tags = new Map<string, { value: string; line: number }>();
  const lines = text.split(/\r?\n/);
  for (const [i, line] of lines.entries()) {
    if (!/^\s*(\/\/|$|#!)/.test(line)) break;
    const [, tag, value = ''] = TAG.exec(line) ?? [];
    if (tag !== undefined) tags.set(tag, { value, line: i + 1 });
  }
  const size = tags.get('size');
  const grid = size === undefined ? DEFAULT_GRID : parseGrid(size.value);
  const place = { file: basename(file), line: size?.line ?? 1, column: 1 };
  const bad = grid === null ? [message(place, 'warning', 'demo-size', `"${size?.value}" is not a size such as 52x26`, text)] : [];
  return {
    spec: {
      name,
      title: tags.get('title')?.value || titleFrom(name),
      summary: tags.get('summary')?.value ?? '',
      size: grid ?? DEFAULT_GRID,
      panes: [{ name, program: { kind: 'node', file }, args: [], ready: null, type: [], expect: [] }],
      env: {},
      cwd: dirname(file),
      timeout: null,
      keys: 'deck',
      onLeave: 'keep',
      fallback: null,
      volatile: [],
      unordered: [],
    },
    messages: bad,
  };
}

/** `52x26`; null when it is none, or no screen has that size. */
export function parseGrid(text: string): Grid | null {
  const [, columns = '', rows = ''] = /^(\d{1,3})\s*[x×]\s*(\d{1,3})$/.exec(text.trim()) ?? [];
  const grid = { columns: Number(columns), rows: Number(rows) };
  return grid.columns >= 10 && grid.rows >= 2 && grid.columns <= 500 && grid.rows <= 500 ? grid : null;
}

/** `yield-juggling` becomes `Yield juggling`. */
export function titleFrom(name: string): string {
  const words = name.replaceAll(/[-_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
