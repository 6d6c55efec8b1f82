import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeBlock } from '../../src/deck.ts';
import { createHighlighter } from '../../src/highlight/highlighter.ts';
import { LANGUAGE_NAMES, languageOf } from '../../src/highlight/languages.ts';
import { createTokenizer, LANGUAGES } from '../../src/highlight/shiki.ts';
import { type BuiltWorker, buildWorker } from './support.ts';

const block = (id: string, lang: string | null, text: string): CodeBlock => ({
  id,
  lang,
  text,
  highlighted: [],
  focus: [],
  source: null,
  marks: [],
});

describe('the highlighter', () => {
  let built: BuiltWorker;
  beforeAll(async () => {
    built = await buildWorker();
  });
  afterAll(async () => {
    await built.remove();
  });

  it('gives tokens from the worker, and later from the disk without it', async () => {
    const cacheFolder = join(built.folder, 'cache-a');
    const first = createHighlighter({ cacheFolder, worker: built.url });
    const blocks = [block('a1', 'ts', "const a = 'b'; // c"), block('a2', null, 'plain')];
    expect(first.get('a1')).toBeUndefined();
    expect(await first.load(blocks)).toBe(true);
    const tokens = [
      [
        ['const ', 'keyword'],
        ['a ', 'constant'],
        ['= ', 'keyword'],
        ["'b'", 'string-expression'],
        ['; ', ''],
        ['// c', 'comment'],
      ],
    ];
    expect(first.get('a1')?.map((line) => line.map(([text]) => text).join(''))).toEqual(["const a = 'b'; // c"]);
    expect(first.get('a1')).toEqual(tokens);
    expect(first.get('a2')).toBeUndefined();
    expect(await first.load(blocks)).toBe(false);
    await first.close();

    const second = createHighlighter({ cacheFolder, worker: new URL('file:///nowhere/worker.mjs') });
    expect(await second.load(blocks)).toBe(true);
    expect(second.get('a1')).toEqual(tokens);
    await second.close();
  });

  it('leaves whole files only, and does not trust a broken one', async () => {
    const cacheFolder = join(built.folder, 'cache-b');
    const one = createHighlighter({ cacheFolder, worker: built.url });
    await one.load(Array.from({ length: 60 }, (_, i) => block(`b${i}`, 'js', `let x${i} = ${i};`)));
    await one.close();
    const [version = ''] = await readdir(join(cacheFolder, 'tokens'));
    const files = await readdir(join(cacheFolder, 'tokens', version));
    expect(files.sort()).toEqual(Array.from({ length: 60 }, (_, i) => `b${i}.json`).sort());
    const file = join(cacheFolder, 'tokens', version, 'b0.json');
    const whole = await readFile(file, 'utf8');
    for (const broken of ['', '{}', '[[[1,2]]]', whole.slice(0, -3)]) {
      await writeFile(file, broken);
      const two = createHighlighter({ cacheFolder, worker: built.url });
      expect(await two.load([block('b0', 'js', 'let x0 = 0;')])).toBe(true);
      expect(two.get('b0')).toEqual(JSON.parse(whole));
      await two.close();
      expect(await readFile(file, 'utf8')).toBe(whole);
    }
  });

  it('never rejects: no worker, no folder, a language nobody knows', async () => {
    const none = createHighlighter({ cacheFolder: null, worker: new URL('file:///nowhere/worker.mjs') });
    expect(await none.load([block('c1', 'ts', 'x')])).toBe(false);
    await none.close();
    const readOnly = createHighlighter({ cacheFolder: '/dev/null/nowhere', worker: built.url });
    expect(await readOnly.load([block('c2', 'brainwave', 'x\n\ny')])).toBe(true);
    expect(readOnly.get('c2')).toEqual([[['x', '']], [], [['y', '']]]);
    await readOnly.close();
  });

  it('resolves what is waiting when it is closed', async () => {
    const one = createHighlighter({ cacheFolder: null, worker: built.url });
    const waiting = one.load([block('d1', 'cpp', 'int x;')]);
    await one.close();
    expect(await waiting).toBe(false);
    expect(await one.load([block('d2', 'cpp', 'int x;')])).toBe(false);
  });
});

describe('languages', () => {
  it('are found by the names people write', () => {
    expect(['ts', 'TypeScript', 'python3', 'console', 'c++', 'C#', 'yml', 'sh', 'nonsense', '__proto__', null].map(languageOf)).toEqual([
      'typescript',
      'typescript',
      'python',
      'shellsession',
      'cpp',
      'csharp',
      'yaml',
      'shellscript',
      null,
      null,
      null,
    ]);
  });

  it('are all there', async () => {
    expect([...LANGUAGE_NAMES]).toEqual(Object.keys(LANGUAGES));
    for (const load of Object.values(LANGUAGES)) expect((await load()).default).toBeTruthy();
  });

  it('keep every character of a text', async () => {
    const { tokens } = await createTokenizer();
    const text = 'if (a) { // b\n\t"c" # d\n}\n\n<e f="g">h</e>\n';
    for (const lang of ['ts', 'js', 'py', 'console', 'sh', 'json', 'yaml', 'css', 'diff', 'rust', 'go', 'sql']) {
      const lines = await tokens(lang, text);
      expect({ lang, text: lines.map((line) => line.map(([part]) => part).join('')).join('\n') }).toEqual({ lang, text });
    }
  });
});
