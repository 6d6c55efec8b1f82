import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstChange, unifiedDiff, unorderedDiff } from '../../src/cast/diff.ts';

const words = (text: string) => text.split(' ').filter(Boolean);

describe('unifiedDiff', () => {
  it.each([
    ['a b c', 'a b c', [], null],
    ['', '', [], null],
    ['a b c d e f g', 'a b c X e f g', ['@@ -2,5 +2,5 @@', ' b', ' c', '-d', '+X', ' e', ' f'], 4],
    ['a b', 'a b c', ['@@ -1,2 +1,3 @@', ' a', ' b', '+c'], 3],
    ['a b c', 'b c', ['@@ -1,3 +1,2 @@', '-a', ' b', ' c'], 1],
    ['', 'a', ['@@ -0,0 +1 @@', '+a'], 1],
    ['a', '', ['@@ -1 +0,0 @@', '-a'], 1],
    ['a 1 2 3 4 5 b', 'A 1 2 3 4 5 B', ['@@ -1,3 +1,3 @@', '-a', '+A', ' 1', ' 2', '@@ -5,3 +5,3 @@', ' 4', ' 5', '-b', '+B'], 1],
    ['a 1 2 3 b', 'A 1 2 3 B', ['@@ -1,5 +1,5 @@', '-a', '+A', ' 1', ' 2', ' 3', '-b', '+B'], 1],
    ['a a b', 'b a a', ['@@ -1,3 +1,3 @@', '+b', ' a', ' a', '-b'], 1],
  ])('%j and %j', (before, after, expected, line) => {
    const diff = unifiedDiff(words(before), words(after));
    expect(diff).toEqual(expected);
    expect(firstChange(diff)).toBe(line);
  });

  it('says all: either side can be read out of it', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
    fc.assert(
      fc.property(list, list, (before, after) => {
        const diff = unifiedDiff(before, after, 100).filter((line) => !line.startsWith('@@'));
        const side = (sign: string) => diff.filter((line) => line.startsWith(' ') || line.startsWith(sign)).map((line) => line.slice(1));
        if (before.join() === after.join()) expect(diff).toEqual([]);
        else expect([side('-'), side('+')]).toEqual([before, after]);
      }),
    );
  });

  it('does not take long for texts that have nothing in common', () => {
    const lines = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`);
    expect(unifiedDiff(lines('a'), lines('b'))).toHaveLength(40_001);
  });
});

it.each([
  ['a b c', 'c a b', []],
  ['a a b', 'a b b', ['@@ -2 @@', '-a', '@@ +3 @@', '+b']],
  ['a', '', ['@@ -1 @@', '-a']],
])('unorderedDiff of %j and %j', (before, after, expected) => {
  expect(unorderedDiff(words(before), words(after))).toEqual(expected);
});
