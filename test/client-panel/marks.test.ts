// No character gets more marks than a script could mean, however the marks come.
import { expect, it } from 'vitest';
import { createMarks } from '../../src/client/panel/marks.ts';

const accent = '\u0301';
const filtered = (...chunks: string[]): string => {
  const marks = createMarks();
  return chunks.map((chunk) => marks.filter(chunk)).join('');
};

it.each([
  ['plain', 'line\r\n', 'line\r\n'],
  ['what is written in scripts', `e${accent} हिन्दी ไทย שָׁלוֹם 👩‍👩‍👧‍👦 👍🏽`, `e${accent} हिन्दी ไทย שָׁלוֹם 👩‍👩‍👧‍👦 👍🏽`],
  ['too many', `e${accent.repeat(100_000)}f${accent}`, `e${accent.repeat(12)}f${accent}`],
  ['colours between', `e${`${accent}\x1b[31m`.repeat(20)}`, `e${`${accent}\x1b[31m`.repeat(12)}${'\x1b[31m'.repeat(8)}`],
])('%s', (_, input, output) => {
  expect(filtered(input)).toBe(output);
  expect(filtered(...input.split(/(?<=\n)|(?= )/))).toBe(output);
});

it('counts on over chunks', () => {
  expect(filtered('e', ...Array.from({ length: 50 }, () => accent), '\x1b', 'x', accent)).toBe(`e${accent.repeat(12)}\x1bx${accent}`);
});

it('counts afresh after a reset: a new run owes nothing to the one before', () => {
  const marks = createMarks();
  marks.filter(`e${accent.repeat(12)}`);
  marks.reset();
  expect(marks.filter(accent.repeat(3))).toBe(accent.repeat(3));
});
