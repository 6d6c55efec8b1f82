import { describe, expect, it } from 'vitest';
import { findClasses, freeClassNames } from '../../src/dialects/classes.ts';

/** The spans as written, and in angle brackets what was left as text. */
function found(text: string, known: string[] = [], original = false): string[] {
  const { spans, kept, escapes } = findClasses(text, { original, known: new Set(known) });
  return [
    ...spans.map(({ start, close }) => text.slice(start, close + 1)),
    ...kept.map((k) => `<${k.why} ${k.text}>`),
    ...escapes.map((at) => `\\ at ${at}`),
  ];
}

describe('content classes', () => {
  it.each([
    ['plain', 'a .red[b] c', ['.red[b]']],
    ['several, and brackets inside', '.a.b-2_c[ x [y](z) ] .d[]', ['.a.b-2_c[ x [y](z) ]', '.d[]']],
    ['the outermost of nested ones', '.a[x .b[y] z]', ['.a[x .b[y] z]']],
    ['one right behind the other', '.a[x].b[y]', ['.a[x]', '.b[y]']],
    ['over lines, brackets in a fence not counted', '.a[\n```\n[\n```\n]', ['.a[\n```\n[\n```\n]']],
    ['a bracket in inline code not counted', '.a[`]` b]', ['.a[`]` b]']],
    ['a fence closed by the bracket', '.a[\n```js\nx\n```]', ['.a[\n```js\nx\n```]']],
    ['none in code', '`.a[x]` ``.a[`x`]``\n\n    .a[x]\n\n```\n.a[x]\n```', []],
    ['none in a tag, a comment, a style, an address', '<a href="x.y[0]"> <!-- .a[x] --> [b](c.d[0])\n<style>\n.a[x] {}\n</style>', []],
    ['no names that CSS has not', '.1a[x] .x:y[z] .red [x]', []],
    ['an escaped one', '\\.a[x]', ['\\ at 0']],
    ['an index is prose', 'foo.bar[0] and main.rs[i+1]', ['<attached .bar[0]>', '<attached .rs[i+1]>']],
    ['words are not an index', 'foo.bar[some words]', ['.bar[some words]']],
    ['sub and sup stand close', 'H.sub[2]O', ['.sub[2]']],
    ['never closed', '.a[\nx', ['<unclosed .a[>']],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('stands close to a word when it is used elsewhere on its own', () => {
    expect([...freeClassNames('x .red[a] `.blue[b]` c.green[d]')]).toEqual(['red']);
    expect(found('un.red[believ]able', ['red'])).toEqual(['.red[believ]']);
  });

  it('follows the original when asked to: brackets in code count, a word may stand before', () => {
    expect(found('.red[`]`] foo.bar[0]', [], true)).toEqual(['.red[`]', '.bar[0]']);
  });
});
