import { describe, expect, it } from 'vitest';
import { carry, type Place, type PlacedSlide } from '../../src/server/position.ts';

/** `a b:name c*3`: hash, name, steps. */
function slides(text: string): PlacedSlide[] {
  return text.split(' ').map((word) => {
    const [, hash = '', name, steps = '1'] = /^([^:*]+)(?::([^*]+))?(?:\*(\d+))?$/.exec(word) ?? [];
    return { hash, name: name ?? null, stepNumbers: Array.from({ length: Number(steps) }, () => 1) };
  });
}

function carried(before: string, next: string, slide: number, step = 0): string {
  const place: Place = { revision: 7, position: { slide, step }, author: 3, streak: 5 };
  const { revision, position } = carry(place, slides(before), slides(next));
  return `${position.slide}.${position.step} ${revision === 7 ? 'kept' : 'moved'}`;
}

describe('the place after an edit', () => {
  it.each([
    ['the slide itself is edited', 'a b c', 'a B c', 1, '1.0 kept'],
    ['a slide before it comes', 'a b c', 'x a b c', 1, '2.0 moved'],
    ['a slide before it goes', 'a b c', 'b c', 2, '1.0 moved'],
    ['a slide after it comes', 'a b c', 'a b x c', 1, '1.0 kept'],
    ['one before comes and it is edited', 'a b:here c', 'x a B:here c', 1, '2.0 moved'],
    ['it goes', 'a b c', 'a c', 1, '1.0 kept'],
    ['it goes and was the last', 'a b c', 'a b', 2, '1.0 moved'],
    ['it moves', 'a b c d', 'b c d a', 0, '3.0 moved'],
    ['all is new', 'a b c', 'x', 2, '0.0 moved'],
    ['slides that look alike', 'a a a a', 'a a a a a', 2, '2.0 kept'],
  ])('%s', (_, before, next, slide, expected) => {
    expect(carried(before, next, slide)).toBe(expected);
  });

  it('keeps the step while there is one', () => {
    expect(carried('a*3 b', 'A*3 b', 0, 2)).toBe('0.2 kept');
    expect(carried('a*3 b', 'A*2 b', 0, 2)).toBe('0.1 moved');
  });
});
