import { describe, expect, it } from 'vitest';
import { fragment, inPart, join, literal, partAt, placeOf, replace, slice, sourceFile, spotAt } from '../../src/dialects/source.ts';

const file = sourceFile('/r/talk.md', 'talk.md', '\uFEFFone\r\ntwo\rthree\n');

describe('text that remembers where it came from', () => {
  it('has line feeds only and no byte order mark', () => {
    expect(file.text).toBe('one\ntwo\nthree\n');
  });

  it('names line and column from 1', () => {
    expect([0, 3, 4, 9, 14].map((offset) => placeOf({ file, offset }))).toEqual([
      { file: 'talk.md', line: 1, column: 1 },
      { file: 'talk.md', line: 1, column: 4 },
      { file: 'talk.md', line: 2, column: 1 },
      { file: 'talk.md', line: 3, column: 2 },
      { file: 'talk.md', line: 4, column: 1 },
    ]);
  });

  it('keeps places and parts through joining, slicing and replacing', () => {
    const all = join([fragment(file, 8, 13), literal('+'), inPart(fragment(file, 0, 3), 1)]);
    expect(all.text).toBe('three+one');
    const cut = replace(slice(all, 2, 8), [{ start: 1, end: 2, by: literal('<>') }]);
    expect(cut.text).toBe('r<>e+on');
    const seen = [...cut.text].map((c, i) => {
      const spot = spotAt(cut, i);
      return `${c} ${spot === null ? '-' : spot.offset} ${partAt(cut, i)}`;
    });
    expect(seen).toEqual(['r 10 0', '< 10 0', '> 10 0', 'e 12 0', '+ 12 0', 'o 0 1', 'n 1 1']);
  });
});
