import { expect, it } from 'vitest';
import { fold, widthFor } from '../../src/cli/fold.ts';

it('breaks at blanks, and lines after the first begin below the text', () => {
  const text = 'where it will be published, for links to it and their previews';
  expect(`  --base URL  ${fold(text, 40, 14)}`).toBe(`  --base URL  where it will be
              published, for links to it
              and their previews`);
});

it('leaves alone what fits, a word that is longer than a line, and what has no room to be broken in', () => {
  expect(fold('just fits in here', 17)).toBe('just fits in here');
  expect(fold(`see ${'x'.repeat(30)} there`, 24)).toBe(`see\n${'x'.repeat(30)}\nthere`);
  expect(fold('the rest of the line is too narrow', 50, 40)).toBe('the rest of the line is too narrow');
});

it('is as wide as a terminal, but no wider than one reads; a pipe has no width', () => {
  const widths = [80, 200, 0].map((columns) => widthFor({ isTTY: true, columns }));
  expect(widths).toEqual([80, 100, Number.POSITIVE_INFINITY]);
  expect(widthFor({ isTTY: false, columns: 80 })).toBe(Number.POSITIVE_INFINITY);
});
