// What a slide can show of a demo: regions are closed, named once, and small
// enough for a slide beside the panel; one-file demos say who they are.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadDemos } from '../../src/runner/catalogue.ts';
import { DEMOS } from './program.ts';

const LINES = 14;
const COLUMNS = 58;

const files = (await readdir(DEMOS, { recursive: true })).filter((file) => file.endsWith('.ts')).sort();

it.each(files)('%s: regions fit a slide', async (file) => {
  const source = await readFile(path.join(DEMOS, file), 'utf8');
  const seen = new Set<string>();
  let open: { name: string; lines: string[] } | null = null;
  for (const line of source.split('\n')) {
    const start = /^\s*\/\/ #region (\S+)$/.exec(line)?.[1];
    if (start !== undefined) {
      expect(open, `${start} opens inside another`).toBeNull();
      expect(seen.has(start), `${start} is there twice`).toBe(false);
      seen.add(start);
      open = { name: start, lines: [] };
    } else if (/^\s*\/\/ #endregion/.test(line)) {
      expect(open, 'an #endregion without #region').not.toBeNull();
      if (open) checkSize(open.name, open.lines);
      open = null;
    } else if (!/^\s*\/\/ @mark /.test(line)) open?.lines.push(line); // marks are not shown
  }
  expect(open, 'a region that nothing closes').toBeNull();
});

function checkSize(name: string, lines: readonly string[]): void {
  const indent = Math.min(...lines.filter((line) => line !== '').map((line) => line.length - line.trimStart().length));
  expect(lines.length, `${name}: lines`).toBeLessThanOrEqual(LINES);
  for (const line of lines) expect([...line.slice(indent)].length, `${name}: ${line}`).toBeLessThanOrEqual(COLUMNS);
}

it('the catalogue: each with a title for the panel, a summary, a grid beside the slide and marks to stop at', async () => {
  const { demos, messages } = await loadDemos(path.dirname(DEMOS));
  expect(messages).toEqual([]);
  expect(demos).toHaveLength(18);
  for (const { name, title, summary, size, files: sources } of demos) {
    expect(title, name).toMatch(/^\S.{4,23}$/);
    expect(summary, name).toMatch(/^\S.{20,100}$/);
    expect(size.columns, name).toBe(52);
    expect(size.rows, name).toBeLessThanOrEqual(26);
    const text = (await Promise.all(sources.map((file) => readFile(file, 'utf8')))).join('\n');
    const marks = text.match(/^\s*\/\/ @mark \S/gm) ?? [];
    expect(marks.length, `${name}: marks`).toBeGreaterThanOrEqual(1);
    expect(marks.length, `${name}: marks`).toBeLessThanOrEqual(3);
  }
});

it.each(files.filter((file) => !file.includes(path.sep)))('%s: says its title, summary and size', async (file) => {
  const head = (await readFile(path.join(DEMOS, file), 'utf8')).split('\n').slice(0, 3);
  expect(head).toEqual([
    expect.stringMatching(/^\/\/ @title \S.{5,60}$/),
    expect.stringMatching(/^\/\/ @summary \S.{20,100}$/),
    expect.stringMatching(/^\/\/ @size \d+x\d+$/),
  ]);
});
