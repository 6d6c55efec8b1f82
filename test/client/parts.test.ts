// The client's pure parts: numbers of the stage, lit lines, which slide is which.
import { describe, expect, it } from 'vitest';
import { alignSlides, follow } from '../../src/client/align.ts';
import { type StageInput, stageNumbers } from '../../src/client/geometry.ts';
import { litLines } from '../../src/client/steps.ts';

describe('stageNumbers', () => {
  const stage: StageInput = { width: 1920, height: 1080, ratio: 16 / 9, panel: 'beside', side: 'right', share: 0.37, type: 1 };
  const numbers = (more: Partial<StageInput>) => {
    const { side, deck, panel, slide } = stageNumbers({ ...stage, ...more });
    return {
      side,
      deck: [deck.left, deck.top, deck.width, deck.height].map(Math.round),
      panel: panel === null ? null : [panel.left, panel.top, panel.width, panel.height].map(Math.round),
      slide: [slide.left, slide.width, slide.height].map(Math.round),
      scale: Number(slide.scale.toFixed(4)),
    };
  };

  it.each<[string, Partial<StageInput>, ReturnType<typeof numbers>]>([
    ['a panel beside', {}, { side: 'right', deck: [0, 0, 1208, 1080], panel: [1208, 0, 712, 1080], slide: [0, 1208, 1080], scale: 1 }],
    ['no panel', { panel: 'hidden' }, { side: 'right', deck: [0, 0, 1920, 1080], panel: null, slide: [0, 1920, 1080], scale: 1 }],
    [
      'the panel alone',
      { panel: 'only' },
      { side: 'right', deck: [0, 0, 1920, 1080], panel: [0, 0, 1920, 1080], slide: [0, 1920, 1080], scale: 1 },
    ],
    [
      'on the left',
      { side: 'left' },
      { side: 'left', deck: [712, 0, 1208, 1080], panel: [0, 0, 712, 1080], slide: [0, 1208, 1080], scale: 1 },
    ],
    [
      'half as large, the slide is the same',
      { width: 960, height: 540, panel: 'hidden' },
      { side: 'bottom', deck: [0, 0, 960, 540], panel: null, slide: [0, 1920, 1080], scale: 0.5 },
    ],
    [
      'a laptop',
      { width: 1366, height: 768 },
      { side: 'right', deck: [0, 0, 860, 768], panel: [860, 0, 506, 768], slide: [0, 1209, 1080], scale: 0.7111 },
    ],
    [
      'below in a narrow window',
      { width: 1024, height: 768, share: 0.44 },
      { side: 'bottom', deck: [0, 0, 1024, 427], panel: [0, 427, 1024, 341], slide: [0, 1920, 801], scale: 0.5333 },
    ],
    [
      'a 4:3 talk in a wide window is as wide as it may be',
      { ratio: 4 / 3, panel: 'hidden' },
      { side: 'right', deck: [0, 0, 1920, 1080], panel: null, slide: [240, 1440, 1080], scale: 1 },
    ],
    [
      'larger type makes a smaller slide',
      { panel: 'hidden', type: 1.25 },
      { side: 'right', deck: [0, 0, 1920, 1080], panel: null, slide: [0, 1536, 864], scale: 1.25 },
    ],
  ])('%s', (_, more, expected) => {
    expect(numbers(more)).toEqual(expected);
  });
});

describe('litLines', () => {
  it.each([
    ['[[0,"1"],[1,"3-5"]]', 0, [1]],
    ['[[0,"1"],[1,"3-5"]]', 1, [3, 4, 5]],
    ['[[0,"1"],[1,"3-5"]]', 7, [3, 4, 5]],
    ['[[1,"2"]]', 0, null],
    ['[[0,"1"],[1,"all"]]', 1, null],
    ['[[0,"1,4-5"]]', 0, [1, 4, 5]],
    ['nonsense', 0, null],
  ])('%s at step %i', (focus, step, lines) => {
    const lit = litLines(focus, step);
    expect(lit === null ? null : [...lit]).toEqual(lines);
  });
});

describe('alignSlides', () => {
  const slides = (text: string) => text.split(' ').map((word) => ({ hash: word, name: /^[A-Z]/.test(word) ? (word[0] ?? null) : null }));

  it.each([
    ['a b c', 'a b c', [0, 1, 2], 1],
    ['a b c', 'a x c', [0, 1, 2], 1],
    ['a b c', 'n a b c', [-1, 0, 1, 2], 2],
    ['a b c', 'a c', [0, 2], 1],
    ['a b', 'a', [0], 0],
    ['a B1 c d', 'a c d B2', [0, 2, 3, 1], 3],
    ['a b c d', 'a d c b', [0, 3, 2, 1], 3],
  ])('from "%s" to "%s"', (before, after, alignment, second) => {
    const found = alignSlides(slides(before), slides(after));
    expect([found, follow(1, found)]).toEqual([alignment, second]);
  });
});
