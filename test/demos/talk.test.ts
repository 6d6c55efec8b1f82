// The shipped talk against the files beside it: what it names is there, its steps
// name lines that are there, and the reader of its dialect has nothing to mend.
import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseCodeInfo } from '../../src/compile/code-info.ts';
import { cutSnippet, parseSnippetAddress } from '../../src/compile/snippet.ts';
import type { DraftSlide } from '../../src/dialects/draft.ts';
import { readerOf } from '../../src/dialects/index.ts';
import { scanFile, sourceFile } from '../../src/dialects/source.ts';
import { loadDemos } from '../../src/runner/catalogue.ts';
import { DEMOS } from './program.ts';

const FOLDER = path.join(DEMOS, '../slides/async-typescript');
const text = await readFile(path.join(FOLDER, 'talk.md'), 'utf8');
const frontMatter = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? '';
const file = sourceFile('talk.md', 'talk.md', text);
const draft = readerOf('remark').read(file, frontMatter.length, scanFile(file, frontMatter.length), {
  strict: false,
  frontMatter: new Map(),
});
const shown = draft.slides.filter((slide) => property(slide, 'layout') !== 'true');

function property(slide: DraftSlide, key: string): string | undefined {
  return slide.parts[0]?.properties.get(key)?.value;
}

const label = (slide: DraftSlide) => property(slide, 'name') ?? `line ${slide.spot.offset}`;

it('the reader has nothing to mend', () => {
  expect(draft.messages).toEqual([]);
});

it('uses every demo', async () => {
  const used = new Set(shown.map((slide) => property(slide, 'demo')).filter((name) => name !== undefined));
  const { demos } = await loadDemos(path.dirname(DEMOS));
  expect([...used].sort()).toEqual(demos.map(({ name }) => name));
});

it('every slide has a name of its own, one title, and notes', () => {
  expect(shown.length).toBeGreaterThanOrEqual(45);
  expect(shown.length).toBeLessThanOrEqual(60);
  const names = shown.map((slide) => property(slide, 'name'));
  expect(names).not.toContain(undefined);
  expect(new Set(names).size).toBe(names.length);
  for (const slide of shown) {
    expect(slide.parts[0]?.content.text.match(/^# \S/gm), label(slide)).toHaveLength(1);
    expect(slide.parts.at(-1)?.notes[0]?.text.trim(), label(slide)).toMatch(/^\S[\s\S]{40,}/);
  }
});

it('every demo, picture and snippet that it names is there', async () => {
  const files = await readdir(DEMOS);
  for (const slide of shown) {
    const demo = property(slide, 'demo');
    if (demo !== undefined) expect(files.includes(`${demo}.ts`) || files.includes(demo), `${label(slide)}: ${demo}`).toBe(true);
    for (const { content } of slide.parts) {
      for (const [, picture = ''] of content.text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) await access(path.join(FOLDER, picture));
      for (const [, info = '', body = ''] of content.text.matchAll(/^```(\S[^\n]*)\n([\s\S]*?)^```$/gm))
        await checkCode(label(slide), info, body, demo !== undefined);
    }
  }
});

async function checkCode(where: string, info: string, body: string, beside: boolean): Promise<void> {
  const { file, groups } = parseCodeInfo(null, info);
  let code = body.trimEnd();
  if (file !== null) {
    const address = parseSnippetAddress(file);
    const snippet = cutSnippet(await readFile(path.join(FOLDER, address.path), 'utf8'), address);
    if (typeof snippet === 'string') throw new Error(`${where}: ${file}: ${snippet}`);
    code = snippet.text;
  }
  const lines = code.split('\n');
  for (const group of groups)
    for (const n of group === 'all' ? [] : group) expect(lines[n - 1]?.trim(), `${where}: line ${n} of ${lines.length}`).toBeTruthy();
  if (!beside) return;
  expect(lines.length, where).toBeLessThanOrEqual(14);
  for (const line of lines) expect(line.length, `${where}: ${line}`).toBeLessThanOrEqual(58);
}
