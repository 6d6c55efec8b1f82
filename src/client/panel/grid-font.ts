// Chooses the terminal's font so that a fixed grid fills its box: the largest
// size whose cells fit, then as much air between the lines as is left. Pure but
// for `measureFace`, which asks the browser how wide and high the face is.

/** Character cells. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** A face at 1 px: advance of a cell and height of a line, both in px. */
export interface Face {
  readonly advance: number;
  readonly height: number;
}

/** CSS px, inside the padding. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface GridFont {
  /** CSS px; a multiple of 1/8. */
  readonly size: number;
  /** Factor on the face's own line height, 1 to 1.15. */
  readonly lineHeight: number;
}

/** Percent of the face's line height above which lines fall apart, and frames drawn with characters too. */
const MOST_AIR = 115;
const STEP = 1 / 8;
const LEAST = 2;

/** The largest font, at most `most` px, in which `grid` fits `box` on a screen of `dpr` device pixels a CSS px. */
export function gridFont(grid: Grid, box: Box, face: Face, most: number, dpr: number): GridFont {
  const byWidth = box.width / (grid.columns * face.advance);
  const byHeight = box.height / (grid.rows * face.height);
  let size = Math.max(LEAST, Math.floor(Math.min(most, byWidth, byHeight) / STEP) * STEP);
  // Rounding to device pixels can cost a little more than the division promised.
  while (size > LEAST && !fits(grid, box, face, size, 1, dpr)) size -= STEP;
  let percent = MOST_AIR;
  while (percent > 100 && !fits(grid, box, face, size, percent / 100, dpr)) percent -= 1;
  return { size, lineHeight: percent / 100 };
}

function fits(grid: Grid, box: Box, face: Face, size: number, lineHeight: number, dpr: number): boolean {
  const cell = Math.floor(Math.ceil(face.height * size * dpr) * lineHeight);
  const width = Math.round(face.advance * size * grid.columns);
  return width <= box.width && Math.round((cell * grid.rows) / dpr) <= box.height;
}

/** Measures a CSS font family, as it is loaded now. */
export function measureFace(family: string): Face {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return { advance: 0.6, height: 1.32 };
  context.font = `200px ${family}`;
  const metrics = context.measureText('W');
  return { advance: metrics.width / 200, height: (metrics.fontBoundingBoxAscent + metrics.fontBoundingBoxDescent) / 200 };
}
