// The numbers of the stage: where deck and panel lie in a window and how large a
// slide's own pixel is. Type keeps its size when the panel opens; the slide gets
// narrower instead. Pure; all in window pixels unless said otherwise.
import type { SlideSize } from './engine.ts';

export type Side = 'right' | 'left' | 'bottom';

export interface StageInput {
  readonly width: number;
  readonly height: number;
  /** Of the talk: 16/9 = 1.78. */
  readonly ratio: number;
  readonly panel: 'hidden' | 'beside' | 'only';
  readonly side: Side;
  /** Of the window's width that the panel takes, or of its height when it lies below. */
  readonly share: number;
  /** Factor on the size of type, 1 = as designed. */
  readonly type: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface StageNumbers {
  /** Where the panel really is: below in a narrow window. */
  readonly side: Side;
  readonly deck: Box;
  readonly panel: Box | null;
  /** The slide within the deck's box: narrower than it only where the window is wider than the talk. */
  readonly slide: SlideSize & { readonly left: number };
  /** Window pixels for one designed pixel, without the factor on type: for the chrome. */
  readonly unit: number;
}

const LOGICAL_HEIGHT = 1080;
/** Below this width of window two columns are too narrow for both. */
const NARROW = 1280;
/** Below this scale body text would be less than 14 px. */
const LEAST_UNIT = 0.4;

/** Whether the panel goes below in a window of this width, whatever side was chosen. */
export function sideFor(width: number, side: Side): Side {
  return width < NARROW ? 'bottom' : side;
}

export function stageNumbers(input: StageInput): StageNumbers {
  const { width, height, ratio, panel: mode, share, type } = input;
  const side = sideFor(width, input.side);
  const designWidth = LOGICAL_HEIGHT * ratio;
  const unit = Math.max(LEAST_UNIT, Math.min(width / designWidth, height / LOGICAL_HEIGHT));
  const [deck, panel] = boxes({ width, height, mode, side, share, unit });
  const scale = unit * type;
  const widest = designWidth * unit;
  const slideWidth = Math.min(deck.width, widest);
  return {
    side,
    deck,
    panel,
    slide: { width: slideWidth / scale, height: deck.height / scale, scale, left: (deck.width - slideWidth) / 2 },
    unit,
  };
}

interface BoxInput {
  readonly width: number;
  readonly height: number;
  readonly mode: StageInput['panel'];
  readonly side: Side;
  readonly share: number;
  readonly unit: number;
}

function boxes({ width, height, mode, side, share, unit }: BoxInput): [deck: Box, panel: Box | null] {
  const whole: Box = { left: 0, top: 0, width, height };
  if (mode === 'hidden') return [whole, null];
  if (mode === 'only') return [whole, whole];
  // In steps of eight designed pixels, so that a dragged divider meets the same widths again.
  const grid = 8 * unit;
  const length = side === 'bottom' ? height : width;
  const size = Math.min(length, Math.round(Math.ceil((length * share) / grid - 1e-6) * grid));
  const rest = length - size;
  if (side === 'bottom')
    return [
      { ...whole, height: rest },
      { ...whole, top: rest, height: size },
    ];
  if (side === 'left')
    return [
      { ...whole, left: size, width: rest },
      { ...whole, width: size },
    ];
  return [
    { ...whole, width: rest },
    { ...whole, left: rest, width: size },
  ];
}
