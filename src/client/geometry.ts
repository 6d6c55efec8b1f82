// The numbers of the stage: where deck and panel lie in a window and how large a
// slide's own pixel is. Type keeps its size when the panel opens; the slide gets
// narrower instead, or as a whole smaller where its engine scales it. Pure; all in
// window pixels unless said otherwise.
import { DESIGN, type Design } from './design.ts';
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
  /** Factor on the size of type, 1 = as designed; of no effect where slides are scaled. */
  readonly type: number;
  readonly design?: Design;
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
  readonly slide: SlideSize;
  /** Window pixels for one designed pixel, without the factor on type: for the chrome. */
  readonly unit: number;
}

const LOGICAL_HEIGHT = 1080;
/** Of remark.js's slides. */
export const REMARK_HEIGHT = 681;
/** Below this width of window two columns are too narrow for both. */
const NARROW = 1280;
/** Below this scale body text would be less than 14 px. */
const LEAST_UNIT = 0.4;

/** Whether the panel goes below in a window of this width, whatever side was chosen. */
export function sideFor(width: number, side: Side): Side {
  return width < NARROW ? 'bottom' : side;
}

export function stageNumbers(input: StageInput): StageNumbers {
  const { width, height, ratio, panel: mode, share, type, design = DESIGN } = input;
  const side = sideFor(width, input.side);
  const designWidth = LOGICAL_HEIGHT * ratio;
  const unit = Math.max(LEAST_UNIT, Math.min(width / designWidth, height / LOGICAL_HEIGHT));
  const [deck, panel] = boxes({ width, height, mode, side, share, unit });
  const scale = (unit * type * LOGICAL_HEIGHT) / design.height;
  const slide = design.scales ? scaled(deck, fixedBox(ratio, design.height)) : reflowed(deck, designWidth * unit, scale);
  return { side, deck, panel, slide, unit };
}

/** Narrower than the deck's box only where the window is wider than the talk. */
function reflowed(deck: Box, widest: number, scale: number): SlideSize {
  const width = Math.min(deck.width, widest);
  return { width: width / scale, height: deck.height / scale, scale, left: (deck.width - width) / 2, top: 0 };
}

/** In the middle of the deck's box, as large as it can be whole. */
function scaled(deck: Box, { width, height }: { readonly width: number; readonly height: number }): SlideSize {
  const scale = Math.min(deck.width / width, deck.height / height);
  return {
    width,
    height,
    scale,
    left: Math.max(0, (deck.width - width * scale) / 2),
    top: Math.max(0, (deck.height - height * scale) / 2),
  };
}

/** Of a slide that is scaled, in its own pixels: remark.js's box, which is 681 high and of whole pixels, or a multiple of it. */
export function fixedBox(ratio: number, height: number): { readonly width: number; readonly height: number } {
  return { width: (Math.floor(REMARK_HEIGHT * ratio + 1e-6) * height) / REMARK_HEIGHT, height };
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
