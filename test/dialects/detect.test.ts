import { describe, expect, it } from 'vitest';
import { DIALECT_READERS, detectDialect, readerOf } from '../../src/dialects/index.ts';
import { scanFile, sourceFile } from '../../src/dialects/source.ts';

function detected(text: string, frontMatter: Record<string, unknown> = {}): string {
  const file = sourceFile('/r/talk.md', 'talk.md', text);
  const { reader, reason } = detectDialect(file, scanFile(file, 0), new Map(Object.entries(frontMatter)));
  return `${reader.name}: ${reason}`;
}

describe('detection', () => {
  it.each([
    ['# a', { marp: true }, 'marp: "marp: true" in front matter'],
    ['class: center, middle\n\n# a', {}, 'remark: "class:" at the top of a slide, line 1'],
    ['# a\n---\nlayout: true', {}, 'remark: "layout:" at the top of a slide, line 3'],
    ['# a\n\n--\n\nb', {}, 'remark: "--" on line 3'],
    ['# a\n???\nb', {}, 'remark: "???" on line 2'],
    ['# a\n\nb .red[c]', {}, 'remark: ".red[" on line 3'],
    ['# a\n\n```\n--\n```\n\nc', {}, 'article: no mark of a slide dialect'],
    ['# a\n\n----\n\n# b', {}, 'reveal: "----" on line 3'],
    ['# a\n\n---\n\nNote: b', {}, 'reveal: "Note:" on line 5'],
    ['# a\n\nNote: b\n\n# c', {}, 'article: no mark of a slide dialect'],
    ['# a\nNote: b\n---\n# c', {}, 'reveal: "Note:" on line 2'],
    ['# a <!-- .slide: data-x="y" -->', {}, 'reveal: "<!-- .slide:" on line 1'],
    ['# a', { revealOptions: {} }, 'reveal: "revealOptions:" in front matter'],
    ['# a\n\n---\n\n# b\n\n---\n', {}, 'remark: "---" alone on 2 lines, and no mark of another dialect'],
    [`# a\n\n${'## b\n\ntext\n\n'.repeat(40)}---\n\nc\n\n---\n\nd`, {}, 'article: no mark of a slide dialect'],
    [`# a\n\nNote: b\n\n${'## c\n\ntext\n\n'.repeat(40)}---\n\nd`, {}, 'article: no mark of a slide dialect'],
    ['# a\n\ntext with foo.bar[0]', {}, 'article: no mark of a slide dialect'],
    ['', {}, 'article: no mark of a slide dialect'],
  ])('%j', (text, frontMatter, expected) => {
    expect(detected(text, frontMatter)).toBe(expected);
  });

  it('knows a reader for each dialect', () => {
    expect(DIALECT_READERS.map(({ name }) => readerOf(name).name)).toEqual(['marp', 'remark', 'reveal', 'article']);
  });
});
