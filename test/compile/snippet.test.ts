// Which line of a snippet each mark lights: the one it stands before, or on.
import { expect, it } from 'vitest';
import { cutSnippet, parseSnippetAddress } from '../../src/compile/snippet.ts';

const SOURCE = `import x from 'x';

// @mark before the region
// #region all
  // @mark twice
  // @mark in a row
  first();

  // @mark over a gap

  second(); // @mark beside code
  // #region inner
  third();
  // #endregion
  // @mark the end
// #endregion
// @mark outside
`;

const marks = (address: string) => {
  const cut = cutSnippet(SOURCE, parseSnippetAddress(`x.ts${address}`));
  if (typeof cut === 'string') throw new Error(cut);
  const lines = cut.text.split('\n');
  return cut.marks.map(({ label, line }) => `${label}: ${lines[line - 1]}`);
};

it('a mark belongs to the next line with something on it; behind the last line, to that', () => {
  expect(marks('#all')).toEqual([
    'before the region: first();',
    'twice: first();',
    'in a row: first();',
    'over a gap: second();',
    'beside code: second();',
    'the end: third();',
  ]);
});

it('of an inner region and of lines, only what lies in them or right above', () => {
  expect(marks('#inner')).toEqual([]);
  expect(marks(':7-8')).toEqual(['before the region: first();', 'twice: first();', 'in a row: first();']);
  expect(marks(':11')).toEqual(['beside code: second();']);
});

it('of a whole file, all', () => {
  expect(marks('').at(-1)).toBe('outside:   third();');
  expect(marks('')).toHaveLength(7);
});
