// Expressions of the author's: which are taken, and that none of them takes long.
import { describe, expect, it } from 'vitest';
import { boundedPattern } from '../../src/dialects/bounded-pattern.ts';

describe('boundedPattern', () => {
  it.each([
    ['<!--s-->', '<!--s-->'],
    ['^\n---\n$', '^\\n---\\n$'],
    ['^(\\r\\n?|\\n)---(\\r\\n?|\\n)$', '^(\\r\\n?|\\n)---(\\r\\n?|\\n)$'],
    ['^\\s*---\\s*$', '^\\s{0,100}---\\s{0,100}$'],
    ['x{2,}y+?', 'x{2,100}y{1,100}?'],
    ['[*+]{3}', '[*+]{3}'],
    ['(?:ab){3}', '(?:ab){3}'],
  ])('%j', (source, bounded) => {
    const pattern = boundedPattern(source);
    expect(pattern instanceof RegExp ? [pattern.source, pattern.flags] : pattern).toEqual([bounded, 'gm']);
  });

  it.each([
    ['(a+)+$', 'repeats what repeats or chooses in itself, which can take for ever'],
    ['(a|aa)*b', 'repeats what repeats or chooses in itself, which can take for ever'],
    ['((x?)y){2,9}', 'repeats what repeats or chooses in itself, which can take for ever'],
    ['(a)\\1', 'refers back to a group, which can take for ever'],
    ['a*b*c*d*e*', 'repeats without end in more than 4 places'],
    ['a{5000}', 'repeats too often'],
    ['[', 'is not a regular expression (unterminated character class)'],
    ['x'.repeat(201), 'is longer than 200 characters'],
  ])('%j is not taken', (source, why) => {
    expect(boundedPattern(source)).toBe(why);
  });

  it('ends soon on text that is made to hang it', () => {
    const text = `${' '.repeat(20_000)}x`;
    for (const source of ['\\s*\\s*\\s*\\s*$', '^\\s+\\s+y', '(?:\\s|x)y']) {
      const pattern = boundedPattern(source);
      const start = performance.now();
      if (pattern instanceof RegExp) for (const _ of text.matchAll(pattern));
      expect(performance.now() - start).toBeLessThan(5000);
    }
  });
});
