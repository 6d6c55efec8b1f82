// The box that slides are designed for: its height is the theme's, which says it as
// `--slide-height` on the root; and an engine scales its slides as they are, or lets
// them reflow to the room that there is.
import type { Look } from '../protocol.ts';

export interface Design {
  /** Of a slide in a window of the talk's ratio, in the slide's own pixels. */
  readonly height: number;
  /** The box keeps its ratio and is scaled; else it takes the room there is, and the type its size. */
  readonly scales: boolean;
}

/** A theme of ours that says nothing. */
export const DESIGN: Design = { height: 1080, scales: false };

/** Of this page, whose style sheets are there. */
export function readDesign(engine: Look['engine']): Design {
  const height = Number(getComputedStyle(document.documentElement).getPropertyValue('--slide-height'));
  return { height: height > 0 ? height : DESIGN.height, scales: engine === 'remark' };
}
