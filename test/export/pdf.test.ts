// What is in an exported PDF: pages, text, links, outline, fonts, recordings.
import { expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import { tempFolder } from '../support/temp.ts';
import { exportTalk, readPdf } from './support.ts';

const TALK = `---
dialect: remark
title: "Größe: eine Reise"
author: A. Author
lang: de
---
name: start

# From \`one\`

to two

???

a secret of the speaker

---
name: links

## Where links lead

[the start](#start), [number three](#3), [out](https://example.com/a?b=c), [a file](notes.txt)

### Below

---

Only words, and no heading

---
name: picture
class: inverse

![a square](square.svg)

---
demo: hello

# With a demo

\`\`\`ts {1|2}
const first = 1;
const second = 2;
\`\`\`

--

the last step

---
demo: unrecorded

# Without a recording
`;

const FILES = {
  'package.json': '{"type":"module"}',
  'talk.md': TALK,
  'notes.txt': 'a file beside the talk',
  'square.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200" fill="#c40"/></svg>',
  'demos/hello.ts': '// @title Hello from far\n// @size 40x6\nconsole.log("hello");\n',
  'demos/unrecorded.ts': '// @title Never seen\nconsole.log("hello");\n',
  'demos/hello.cast': encodeCast(castHeader({ columns: 40, rows: 6 }), [
    { type: 'output', time: 0, pane: 'hello', data: 'gone\r\n\x1b[2J\x1b[H\x1b[32mrecorded green\x1b[0m and plain\r\n' },
    { type: 'output', time: 1, pane: 'hello', data: 'last <line> & end\r\n' },
    { type: 'exit', time: 2, pane: 'hello', code: 0, signal: null },
  ]),
};

it('a page a slide, with text, links, outline, and what the recording shows last', async () => {
  await using folder = await tempFolder(FILES);
  const { code, stdout, stderr } = await exportTalk(['talk.md', '-o', 'out.pdf'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^out\.pdf: 6 pages, \d+ kB\n$/);

  const pdf = await readPdf(`${folder.path}/out.pdf`);
  const { pages, fonts, ...rest } = pdf;
  expect(rest).toEqual({
    title: 'Größe: eine Reise',
    author: 'A. Author',
    lang: 'de',
    tagged: true,
    outline: [
      { title: 'From one', page: 0, items: [] },
      { title: 'Where links lead', page: 1, items: [] },
      { title: 'Slide 3', page: 2, items: [] },
      { title: 'picture', page: 3, items: [] },
      { title: 'With a demo', page: 4, items: [] },
      { title: 'Without a recording', page: 5, items: [] },
    ],
  });
  expect(pages.map(({ lines }) => lines)).toEqual([
    ['From one', 'to two', '1 / 7'],
    ['Where links lead', 'the start, number three, out, a file', 'Below', 'Größe: eine Reise', '2 / 7'],
    ['Only words, and no heading', 'Größe: eine Reise', '3 / 7'],
    ['Größe: eine Reise', '4 / 7'],
    [
      'With a demo',
      'const second = 2;',
      'the last step',
      // Faded, since the light is on the second line: drawn above the others.
      'const first = 1;',
      'Größe: eine Reise',
      '6 / 7',
      'Hello from far',
      'recorded',
      'hello',
      'node demos/hello.ts',
      'recorded green and plain',
      'last <line> & end',
    ],
    ['Without a recording', 'Größe: eine Reise', '7 / 7'],
  ]);
  expect(pages[1]?.links).toEqual(['page 0', 'page 2', 'https://example.com/a?b=c']);
  expect(pages.map(({ size }) => size)).toEqual(pages.map(() => [1440, 810]));
  expect(Object.values(fonts).every((times) => times === 1)).toBe(true);
  expect(Object.keys(fonts).sort()).toEqual([
    'Fraunces-SemiBold',
    'Inter-Regular',
    'Inter-SemiBold',
    'JetBrainsMono-Regular',
    'JetBrainsMono-SemiBold',
  ]);
});

it('--steps: a page for every step, and on it only what is visible then', async () => {
  await using folder = await tempFolder({
    'package.json': '{}',
    'talk.md': '---\ndialect: remark\nratio: "4:3"\n---\n# A\n\nfirst\n\n--\n\nsecond\n\n--\n\nthird\n\n---\n# B\n',
  });
  const { code, stdout } = await exportTalk(['talk.md', '--steps', '--json', '-o', 'steps.pdf'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ file: 'steps.pdf', pages: 4, bytes: expect.any(Number) });
  const { pages, outline } = await readPdf(`${folder.path}/steps.pdf`);
  expect(pages.map(({ lines }) => lines)).toEqual([
    ['A', 'first', '1 / 4'],
    ['A', 'first', 'second', '2 / 4'],
    ['A', 'first', 'second', 'third', '3 / 4'],
    ['B', 'A', '4 / 4'],
  ]);
  expect(pages[0]?.size).toEqual([1080, 810]);
  expect(outline).toEqual([
    { title: 'A', page: 0, items: [] },
    { title: 'B', page: 3, items: [] },
  ]);
});

it('--slides: only these, and nothing of the others is in the file', async () => {
  await using folder = await tempFolder({
    'package.json': '{}',
    'talk.md': '# One\n\nalpha\n\n---\nname: two\n\n# Two\n\n[to one](#1) beta\n\n---\n# Three\n\ngamma\n\n???\nnotes\n',
  });
  const { code } = await exportTalk(['talk.md', '--slides', 'two,3', '-o', 'some.pdf'], { cwd: folder.path });
  expect(code).toBe(0);
  const { pages, outline } = await readPdf(`${folder.path}/some.pdf`);
  expect(pages.map(({ lines, links }) => [lines, links])).toEqual([
    [['Two', 'to one beta', 'One', '2 / 3'], []],
    [['Three', 'gamma', 'One', '3 / 3'], []],
  ]);
  expect(outline.map(({ title }) => title)).toEqual(['Two', 'Three']);

  const wrong = await exportTalk(['talk.md', '--slides', 'tow'], { cwd: folder.path });
  expect({ ...wrong }).toMatchObject({ code: 1, stdout: '', stderr: 'lectern: no slide is named "tow" (did you mean "two"?)\n' });
});

it('stacks of slides become branches of the outline', async () => {
  await using folder = await tempFolder({
    'package.json': '{}',
    'talk.md': '---\ndialect: reveal\n---\n# A\n\n----\n\n# A.1\n\n----\n\n# A.2\n\n---\n\n# B\n',
  });
  const { code } = await exportTalk(['talk.md', '-o', 'out.pdf'], { cwd: folder.path });
  expect(code).toBe(0);
  const { outline } = await readPdf(`${folder.path}/out.pdf`);
  expect(outline).toEqual([
    {
      title: 'A',
      page: 0,
      items: [
        { title: 'A.1', page: 1, items: [] },
        { title: 'A.2', page: 2, items: [] },
      ],
    },
    { title: 'B', page: 3, items: [] },
  ]);
});

it('what is too much for a slide is shrunk and said, not cut', async () => {
  const lines = Array.from({ length: 90 }, (_, i) => `line ${i}\n`).join('\n');
  await using folder = await tempFolder({
    'package.json': '{}',
    'talk.md': `---\ndialect: remark\n---\n# Fine\n\n---\n# Too much\n\n${lines}`,
  });
  const { code, stderr } = await exportTalk(['talk.md', '-o', 'out.pdf'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'lectern: there is too much on slide 2: its type is smaller than can be read\n',
  });
  const { pages } = await readPdf(`${folder.path}/out.pdf`);
  expect(pages[1]?.lines).toEqual(['Too much', ...Array.from({ length: 90 }, (_, i) => `line ${i}`), 'Fine', '2 / 2']);
});
