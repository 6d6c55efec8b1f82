// A long talk is read in two goes: some slides at once, the others sketched and read
// later. What comes of both is what one go makes.
import { describe, expect, it } from 'vitest';
import { createSlideCache } from '../../src/compile/compile.ts';
import { compiled } from './support.ts';

const TALK = [
  'class: center\n\n# One',
  'name: two\n\n# Two\n\n--\n\nmore',
  'demo: queue\n\n```ts {1|2}\na();\nb();\n```\n\n![gone](gone.png)\n\n???\n\nnotes',
].join('\n\n---\n\n');

describe('a talk of which one slide is read at first', () => {
  const cache = createSlideCache();
  const given = { demos: ['queue'], cache };
  const first = compiled(TALK, { ...given, now: (index) => index === 0 });

  it('has that slide whole, and of the others their place, name, demos and parts', () => {
    const shown = first.deck.slides.map(({ name, demos, steps, content }) => ({
      ...{ name, demos, steps: steps.length, written: content.children.length > 0 },
    }));
    expect(shown).toEqual([
      { name: null, demos: [], steps: 1, written: true },
      { name: 'two', demos: [], steps: 2, written: false },
      { name: null, demos: ['queue'], steps: 1, written: false },
    ]);
    expect(first.messages).toEqual([]);
    expect(cache.parsed).toBe(1);
  });

  it('is the same as read in one go once the rest is read, and nothing is read twice', () => {
    for (const read of first.rest) read();
    const whole = compiled(TALK, given);
    const atOnce = compiled(TALK, { demos: ['queue'] });
    expect(whole.deck).toEqual(atOnce.deck);
    expect(whole.messages.map(({ rule }) => rule)).toEqual(['missing-file']);
    expect(whole.messages).toEqual(atOnce.messages);
    expect(whole.rest).toEqual([]);
    expect(cache.parsed).toBe(3);
  });
});
