import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { lectern } from '../support/cli.ts';
import { tempFolder } from '../support/temp.ts';
import { terminal } from '../support/terminal.ts';

const TALK = `---
title: Two things
dialect: remark
theme: ink
---
class: center
name: first

# The first thing

One
--

and another

???

Say hello.

---

demo: count

# The second thing

---

demo: cuont
`;

const talk = () => tempFolder({ 'package.json': '{}', 'slides/two/talk.md': TALK, 'demos/count.ts': "console.log('one');\n" });

describe('inspect', () => {
  it('shows slides, steps, demos and messages, and exits 0 in spite of these', async () => {
    await using folder = await talk();
    const { code, stdout, stderr } = await lectern(['inspect', 'slides/two'], { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "Two things
      dialect  remark (stated in front matter)
      engine   reveal
      theme    ink
      slides   3, with 4 steps
      demos    count

      no.  steps  line  title
        1      2     6  The first thing   #first
        3      1    22  The second thing  ▶ count
        4      1    28

      slides/two/talk.md:28:1: error: unknown demo "cuont" (did you mean "count"?)
      28 | demo: cuont
           ^
      "
    `);
  });

  it('prints one JSON document for programs', async () => {
    await using folder = await talk();
    const { code, stdout, stderr } = await lectern(['inspect', 'slides/two/talk.md', '--json'], { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { slides, messages, ...rest } = JSON.parse(stdout);
    expect(rest).toMatchObject({ title: 'Two things', dialect: 'remark', lang: 'en', ratio: '16:9' });
    expect(messages).toMatchObject([{ file: 'slides/two/talk.md', line: 28, severity: 'error', rule: 'unknown-demo' }]);
    expect(slides).toHaveLength(3);
    expect(slides[0]).toMatchObject({
      index: 0,
      number: 1,
      name: 'first',
      classes: ['center'],
      counted: true,
      h: 0,
      v: 0,
      notes: 'Say hello.',
      headings: [['h1', 'The first thing']],
      text: 'The first thing One and another',
      steps: [
        { text: 'The first thing One', number: 1 },
        { text: 'The first thing One and another', number: 2 },
      ],
      demos: [],
    });
    expect(slides[1]).toMatchObject({ demos: ['count'], number: 3 });
  });

  it('lets the command line win over front matter', async () => {
    await using folder = await talk();
    const { stdout } = await lectern(
      ['inspect', 'slides/two', '--dialect', 'article', '--engine', 'remark', '--theme', 'paper', '--json'],
      {
        cwd: folder.path,
      },
    );
    expect(JSON.parse(stdout)).toMatchObject({ dialect: 'article', engine: 'remark', theme: 'paper' });
  });

  it('writes nothing beside the talk', async () => {
    await using folder = await talk();
    await lectern(['inspect', 'slides/two'], { cwd: folder.path });
    expect((await readdir(folder.path)).sort()).toEqual(['demos', 'package.json', 'slides']);
  });

  it('colours its head and messages on a terminal', async () => {
    await using folder = await talk();
    await using it = await terminal(['inspect', 'slides/two'], { cwd: folder.path });
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
    expect(it.raw()).toContain('\u001b[1mTwo things\u001b[22m');
    expect(it.raw()).toMatch(/\u001b\[31m[^\n]*unknown demo "cuont"/);
  });
});
