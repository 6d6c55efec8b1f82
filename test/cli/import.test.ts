import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lectern } from '../support/cli.ts';
import { tempFolder } from '../support/temp.ts';

const SLIDES = 'THE FIRST SLIDE\n\nA word\n\nTHE SECOND ONE\n\n• one\n• two\n  ◦ below\n';
const RST = `
===========
The lecture
===========

:Author: Ada Writer

First
=====

Words, *stressed*.

.. note:: Mind the gap

.. code-block:: python

   def f(x):
       return x

Second
======

.. image:: pictures/a.png
`;
const TALK = `---
title: The lecture
author: Ada Writer
dialect: article
---

# First

Words, *stressed*.

:::note

Mind the gap

:::

\`\`\` python
def f(x):
    return x
\`\`\`

# Second

![image](pictures/a.png)
`;
const hasPandoc = spawnSync('pandoc', ['--version']).status === 0;

/** A PATH with nothing on it but Node.js. */
async function barePath(folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  await symlink(process.execPath, join(bin, 'node'));
  return bin;
}

describe('import, without pandoc', () => {
  it('reads the text of slides, on stdout', async () => {
    await using folder = await tempFolder({ 'slides.txt': SLIDES });
    expect(await lectern(['import', 'slides.txt'], { cwd: folder.path, env: { PATH: await barePath(folder.path) } })).toEqual({
      code: 0,
      signal: null,
      stdout:
        '---\ntitle: THE FIRST SLIDE\ndialect: article\n---\n\n# THE FIRST SLIDE\n\nA word\n\n## THE SECOND ONE\n\n- one\n- two\n  - below\n',
      stderr: 'slides.txt: 2 slides of dialect article\n',
    });
  });

  it('says how to get it where a format needs it: exit code 3, nothing written', async () => {
    await using folder = await tempFolder({ 'a.rst': RST });
    const { code, stdout, stderr } = await lectern(['import', 'a.rst', '-o', 'talk.md'], {
      cwd: folder.path,
      env: { PATH: await barePath(folder.path) },
    });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toBe(
      'lectern: a.rst: pandoc is not here, and this format is read through it\n' +
        '  get it with apt-get install pandoc, brew install pandoc or winget install JohnMacFarlane.Pandoc, or from https://pandoc.org/installing.html\n',
    );
    expect((await readdir(folder.path)).sort()).toEqual(['a.rst', 'bin']);
  });

  it('takes Markdown as it stands', async () => {
    const text = 'Title: Words\nAuthor: A. Writer\n\nWords\n=====\n\nText\n';
    await using folder = await tempFolder({ 'a.md': text, 'b.txt': text });
    const { stdout, stderr } = await lectern(['import', 'a.md'], { cwd: folder.path });
    expect([stdout, stderr]).toEqual([
      text,
      'lectern: a.md is Markdown already (so its name says) and is taken as it stands\na.md: one slide of dialect article\n',
    ]);
    expect((await lectern(['import', 'b.txt'], { cwd: folder.path })).stdout).toBe(text);
    expect((await lectern(['import', 'b.txt', '--from', 'slides'], { cwd: folder.path })).stdout).not.toBe(text);
  });

  it('writes a file, and does not replace one', async () => {
    await using folder = await tempFolder({ 'slides.txt': SLIDES });
    const run = async (...more: string[]) => {
      const { code, stdout, stderr } = await lectern(['import', 'slides.txt', '-o', 'talk.md', ...more], { cwd: folder.path });
      return [code, stdout, stderr];
    };
    expect(await run()).toEqual([0, '', 'talk.md: 2 slides of dialect article\n']);
    await folder.write({ 'talk.md': 'mine' });
    expect(await run()).toEqual([1, '', 'lectern: talk.md is there already: --force replaces it\n']);
    expect(await readFile(join(folder.path, 'talk.md'), 'utf8')).toBe('mine');
    expect(await run('--force')).toEqual([0, '', 'talk.md: 2 slides of dialect article\n']);
    expect(await readFile(join(folder.path, 'talk.md'), 'utf8')).toMatch(/^---\ntitle: THE FIRST SLIDE\n/);
  });

  it('says what it can read, and what a file is not', async () => {
    await using folder = await tempFolder({
      'a.pptx': 'x',
      'a.orgg': 'x',
      'b.txt': new Uint8Array([65, 0, 66]),
      'c.txt': new Uint8Array([0x41, 0xe9, 0x0a]),
    });
    const said = async (...words: string[]) => {
      const { code, stderr } = await lectern(['import', ...words], { cwd: folder.path });
      return `${code} ${stderr.split('\n')[0]}`;
    };
    expect(await said('a.pptx')).toMatch(
      /^2 lectern: nothing reads \.pptx.*: it can be \.txt .*\.docx.*, or --from says what it is: slides, markdown, rst, org, docx/,
    );
    expect(await said('a.orgg')).toMatch(/^2 lectern: nothing reads \.orgg \(did you mean "\.org"\?\)/);
    expect(await said('a.orgg', '--from', 'rts')).toMatch(/^2 lectern: --from rts is none of slides, .* \(did you mean "rst"\?\)/);
    expect(await said('gone.rst')).toBe('1 lectern: gone.rst is not there');
    expect(await said('.')).toBe('1 lectern: . is a folder: name a file in it');
    expect(await said('b.txt')).toBe('1 lectern: b.txt is no text: --from says what it is');
    expect((await lectern(['import', 'c.txt'], { cwd: folder.path })).stdout).toContain('Aé');
  });
});

describe.skipIf(!hasPandoc)('import through pandoc (skipped where it is not installed)', () => {
  it('makes a talk of reStructuredText, whatever its name', async () => {
    await using folder = await tempFolder({ 'a.rst': RST, 'b.txt': RST.replace('\n', '.. _top:\n\n') });
    const { code, stdout, stderr } = await lectern(['import', 'a.rst'], { cwd: folder.path });
    expect([code, stdout]).toEqual([0, TALK]);
    expect(stderr).toBe('lectern: line 24: "pictures/a.png" is not there\na.rst: 3 slides of dialect article\n');
    const other = await lectern(['import', 'b.txt'], { cwd: folder.path });
    expect([other.stdout, other.stderr.split('\n')[0]]).toEqual([
      TALK,
      'lectern: b.txt is read as rst (".. _top:" on line 1); --from says it otherwise',
    ]);
  });

  it('finds the pictures beside the document, seen from the talk', async () => {
    await using folder = await tempFolder({ 'from/a.rst': RST, 'from/pictures/a.png': '', 'talks/x': '' });
    const { stderr } = await lectern(['import', 'from/a.rst', '-o', 'talks/b.md'], { cwd: folder.path });
    expect(stderr).not.toContain('is not there');
    expect(await readFile(join(folder.path, 'talks/b.md'), 'utf8')).toContain('![image](../from/pictures/a.png)');
  });

  it('puts the pictures of a Word file beside the talk, and only with -o', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    await using folder = await tempFolder({ 'a.md': '# Words\n\n![](dot.png)\n', 'dot.png': png });
    spawnSync('pandoc', ['a.md', '-o', 'a.docx'], { cwd: folder.path });
    const printed = await lectern(['import', 'a.docx'], { cwd: folder.path });
    expect(printed.code).toBe(0);
    expect((await readdir(folder.path)).sort()).toEqual(['a.docx', 'a.md', 'dot.png']);
    const { code } = await lectern(['import', 'a.docx', '-o', 'talk.md'], { cwd: folder.path });
    expect(code).toBe(0);
    const [, media = ''] = /\]?\(?(talk-media\/[^)"\s]+)/.exec(await readFile(join(folder.path, 'talk.md'), 'utf8')) ?? [];
    expect(await readFile(join(folder.path, media))).toEqual(png);
  });

  it('reads no other file, and says what was not read', async () => {
    await using folder = await tempFolder({ 'a.rst': 'A\n=\n\n.. include:: secret.txt\n\nB\n', 'secret.txt': 'hidden words' });
    const { code, stdout, stderr } = await lectern(['import', 'a.rst'], { cwd: folder.path });
    expect([code, stdout.includes('hidden')]).toEqual([0, false]);
    expect(stderr).toMatch(/^lectern: pandoc: could not load include file secret\.txt at a\.rst line \d+/);
  });

  it('fails in words where the file is broken', async () => {
    await using folder = await tempFolder({ 'a.docx': 'no archive', 'b.ipynb': '{' });
    for (const name of ['a.docx', 'b.ipynb']) {
      const { code, stdout, stderr } = await lectern(['import', name, '-o', 'talk.md'], { cwd: folder.path });
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(new RegExp(`^lectern: pandoc could not read ${name}: \\S`));
    }
    expect((await readdir(folder.path)).sort()).toEqual(['a.docx', 'b.ipynb']);
  });
});
