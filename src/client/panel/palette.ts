// The face of the terminal and its colours, on the panel's near-black. Every one of them but
// black (which is there to be a background) has a contrast of 4.5 or more on it;
// what a program combines by itself is lifted by the terminal's own minimum.

/** As CSS; the first face is served with the page. */
export const TERMINAL_FACE = '"JetBrains Mono", ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace';

/** Keys as the terminal's theme names them. */
export const PALETTE = {
  background: '#131417',
  foreground: '#e8e5dc',
  cursor: '#e8e5dc',
  cursorAccent: '#131417',
  selectionBackground: '#6b4a34',
  selectionInactiveBackground: '#3d3a38',
  scrollbarSliderBackground: '#ffffff1f',
  scrollbarSliderHoverBackground: '#ffffff38',
  scrollbarSliderActiveBackground: '#ffffff52',
  black: '#26282e',
  red: '#f08a80',
  green: '#7fd19d',
  yellow: '#e9c376',
  blue: '#82b4f7',
  magenta: '#d4a4ee',
  cyan: '#74cbd0',
  white: '#cfccc4',
  brightBlack: '#8d929b',
  brightRed: '#ffaba1',
  brightGreen: '#a3e6ba',
  brightYellow: '#f7dc9f',
  brightBlue: '#abd0ff',
  brightMagenta: '#e8c6fb',
  brightCyan: '#a1e6e9',
  brightWhite: '#fbf9f3',
} as const;

/** Matches of a search, and the one that is shown; as the search takes them, opaque. */
export const FOUND = {
  matchBackground: '#4a3715',
  matchOverviewRuler: '#e9b65f',
  activeMatchBackground: '#8a5a12',
  activeMatchBorder: '#e9b65f',
  activeMatchColorOverviewRuler: '#e9b65f',
} as const;

/** Least contrast of text on its cell's background. */
export const LEAST_CONTRAST = 4.5;
