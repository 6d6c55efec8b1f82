// Two versions of a deck and what leads from one to the other.
import { describe, expect, it } from 'vitest';
import type { DeckData, DemoInfo, SlideData } from '../../src/protocol.ts';
import { changesNothing, diffDeck } from '../../src/render/data.ts';

const slide = (hash: string, more: Partial<SlideData> = {}): SlideData => ({
  ...{ hash, number: 1, name: null, h: 0, v: 0, stepNumbers: [1], demos: [], attributes: {}, html: hash, notes: '' },
  ...more,
});
const deck = (version: number, slides: readonly SlideData[], more: Partial<DeckData> = {}): DeckData => ({
  ...{ version, title: 'Talk', slides, demos: [] },
  ...more,
});
const DEMO = { name: 'queue', stale: false } as DemoInfo;

describe('a patch', () => {
  it('holds the slides that are new, and the order of all', () => {
    expect(diffDeck(deck(1, [slide('a'), slide('b')]), deck(2, [slide('b'), slide('c')]))).toEqual({
      version: 2,
      title: 'Talk',
      order: ['b', 'c'].map((hash) => ({ hash, number: 1, h: 0, v: 0, stepNumbers: [1] })),
      slides: [slide('c')],
      demos: [],
    });
  });

  it.each<[what: string, after: DeckData, nothing: boolean]>([
    ['the same again', deck(2, [slide('a'), slide('b')], { demos: [DEMO] }), true],
    ['another slide', deck(2, [slide('a'), slide('c')], { demos: [DEMO] }), false],
    ['a slide less', deck(2, [slide('a')], { demos: [DEMO] }), false],
    ['two that changed places', deck(2, [slide('b'), slide('a')], { demos: [DEMO] }), false],
    ['another number', deck(2, [slide('a'), slide('b', { number: 7 })], { demos: [DEMO] }), false],
    ['another title', deck(2, [slide('a'), slide('b')], { title: 'Other', demos: [DEMO] }), false],
    ['an older recording', deck(2, [slide('a'), slide('b')], { demos: [{ ...DEMO, stale: true }] }), false],
    ['another sheet', deck(2, [slide('a'), slide('b')], { demos: [DEMO], sheet: { css: 'a{}', fonts: '' } }), false],
  ])('to %s changes nothing: %3$s', (_, after, nothing) => {
    const before = deck(1, [slide('a'), slide('b')], { demos: [DEMO] });
    expect(changesNothing(before, diffDeck(before, after))).toBe(nothing);
  });
});
