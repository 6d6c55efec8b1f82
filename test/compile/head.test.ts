import { describe, expect, it } from 'vitest';
import { readHead } from '../../src/compile/head.ts';
import { briefly, compiled } from './support.ts';

/** `key=value` of each line, and what stands behind the head. */
function head(text: string): string | null {
  const read = readHead(text);
  return read === null ? null : `${read.lines.map(({ key, value }) => `${key}=${value}`).join(' ')} | ${text.slice(read.end)}`;
}

describe('a head of `Key: value` lines', () => {
  it.each([
    ['Title: A\n\ntext', 'title=A | text'],
    ['Title: A\nBase Header Level: 2\nTags: a,\n  b\nStatus:\n\ntext', 'title=A base-header-level=2 tags=a, b status= | text'],
    ['Author: A\nDate: 2026-01-02 10:00\n\n# B', 'author=A date=2026-01-02 10:00 | # B'],
    ['title: A', 'title=A | '],
  ])('%j', (text, expected) => {
    expect(head(text)).toBe(expected);
  });

  it.each([
    'Summary: this is how the text begins.\n\nMore.',
    'Author: somebody\nand a line of prose\n\nMore.',
    'Warning: hot\nCaution: wet\n\nText',
    'Title: A\nwords that go on\n\nText',
    'title: a\nclass: center\n\n# A remark.js slide',
    'name: a\nlayout: true\n\n# b',
    '\nTitle: not at the top\n',
    'https://example.org: a\ntitle: b\n',
    '',
  ])('none: %j', (text) => {
    expect(head(text)).toBeNull();
  });

  it('sets what it says, words as words, and tells of each unknown key once', () => {
    const text = 'Title: 2026\nAuthor: A. Writer\nDuration: 20\nStrict: true\nColour: red\nEngine: steam\n\n## One\n';
    const talk = compiled(text);
    const { title, author } = talk.deck;
    expect([title, author, talk.deck.slides.length]).toEqual(['2026', 'A. Writer', 2]);
    expect(briefly(talk)).toEqual(['5:1 unknown-key', '6:1 front-matter-value']);
  });
});
