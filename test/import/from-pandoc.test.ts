import { describe, expect, it } from 'vitest';
import { formatOfFile, formatOfText } from '../../src/import/formats.ts';
import { fromPandoc, withoutWrappers } from '../../src/import/from-pandoc.ts';
import { talkText } from '../../src/import/result.ts';

describe("pandoc's Markdown", () => {
  it('has its metadata as settings; what is none of ours is said', () => {
    const markdown = '---\nauthor:\n- A. Writer\n- B. Reader\njupyter:\n  kernelspec: x\nkind: paper\ntitle: "On: time"\n---\n\n# One\n';
    const imported = fromPandoc(markdown, ['could not fetch a.png']);
    expect(imported).toEqual({
      body: '\n# One\n',
      settings: { title: 'On: time', author: 'A. Writer, B. Reader' },
      told: ['pandoc: could not fetch a.png', 'left out of the front matter: kind'],
    });
    expect(talkText(imported)).toBe('---\ntitle: "On: time"\nauthor: A. Writer, B. Reader\ndialect: article\n---\n\n# One\n');
  });

  it('may have no metadata, or none in its front matter', () => {
    for (const markdown of ['# One\n', '---\n---\n# One\n', '---\njupyter: x\n---\n# One\n'])
      expect(fromPandoc(markdown, [])).toEqual({ body: '# One\n', settings: {}, told: [] });
  });

  it.each([
    ['boxes', '<div class="warning">\n\n<div class="title">\n\nWarning\n\n</div>\n\nMind\n\n</div>', ':::warning\n\nMind\n\n:::'],
    ['other boxes', '<div class="admonition">\n\nMind\n\n</div>', ':::note\n\nMind\n\n:::'],
    [
      'cells of a notebook',
      '<div class="cell code" execution_count="1">\n\n``` python\nx\n```\n\n<div class="output">\n\n    1\n\n</div>\n\n</div>',
      '``` python\nx\n```\n\n    1',
    ],
    ['spans', 'a <span class="x">b</span> c', 'a b c'],
    ['nothing in code', '```\n<div>\n</div>\n<span>\n```', '```\n<div>\n</div>\n<span>\n```'],
  ])('%s', (_, markdown, expected) => {
    expect(withoutWrappers(markdown).trim()).toBe(expected);
  });
});

describe('formats', () => {
  it.each([
    ['.. _top:\n\nTitle\n=====\n', 'rst', '".. _top:" on line 1'],
    ['Title\n=====\n\n.. code-block:: js\n\n   x\n', 'rst', '".. code-block:: js" on line 4'],
    ['# Title\n', 'markdown', 'a heading on line 1'],
    ['name: x\n\nText\n', 'markdown', 'a property of remark.js on line 1'],
    ['TITLE\n\n```\n# no heading\n```\n', 'slides', 'no marks of Markdown'],
    ['# a\n\fb', 'slides', 'form feeds between slides'],
  ])('%j is %s', (text, name, reason) => {
    expect(formatOfText(text)).toEqual({ name, reason });
  });

  it.each([
    ['a.RST', 'rst'],
    ['a.b.ipynb', 'ipynb'],
    ['a', undefined],
    ['a.pptx', undefined],
  ])('%s is %s', (file, name) => {
    expect(formatOfFile(file)?.name).toBe(name);
  });
});
