// Places the panes of a demo and chooses their font. The grid is the demo's and
// never changes; what may change is how panes stand (under or beside each other)
// and where the panel's head stands (above, or at the side of a low wide panel).
// Each way is tried on the page itself and the one with the largest type is kept.
import { type Box, type Face, type Grid, type GridFont, gridFont } from './grid-font.ts';

/** Largest terminal type at 1080p, CSS px. */
const MOST_PX = 26;
/** A less usual way must make the type so much larger. */
const WORTH = 1.08;

export interface LayoutTarget {
  /** Takes `data-chrome`: `top` or `side`. */
  readonly root: HTMLElement;
  /** Takes `--columns`. */
  readonly body: HTMLElement;
  /** Those with a terminal. */
  readonly panes: readonly { box(): Box; drawnSize(): Box; setFont(font: GridFont): void }[];
  /** How many more panes stand among them, of any size. */
  readonly pages: number;
  readonly grid: Grid;
  readonly face: Face;
}

/** Lays out what is visible; leaves a hidden panel as it is. Returns the font, or null when hidden. */
export function layOut(target: LayoutTarget): GridFont | null {
  const { root, body, panes } = target;
  if (root.clientWidth === 0 || root.clientHeight === 0) return null;
  const scale = Number.parseFloat(getComputedStyle(root).getPropertyValue('--k')) || 1;
  const low = root.clientWidth > 1.8 * root.clientHeight;
  const count = panes.length + target.pages;
  let best: Way | null = null;
  for (const chrome of low ? ['top', 'side'] : ['top']) {
    for (let columns = 1; columns <= Math.max(1, count); columns++) {
      apply(root, body, chrome, columns);
      const font = gridFont(target.grid, smallest(panes), target.face, MOST_PX * scale, devicePixelRatio);
      const page = target.pages === 0 ? 0 : pageSize(body, columns, Math.ceil(count / columns));
      const way = { chrome, columns, font, page };
      if (best === null || isBetter(way, best)) best = way;
    }
  }
  if (best === null) return null;
  apply(root, body, best.chrome, best.columns);
  return settle(panes, best.font);
}

interface Way {
  readonly chrome: string;
  readonly columns: number;
  readonly font: GridFont;
  readonly page: number;
}

/** Type goes first; among ways with the same, the room for a page. */
function isBetter(way: Way, best: Way): boolean {
  if (way.font.size > best.font.size * WORTH) return true;
  return way.font.size >= best.font.size && way.page > best.page * WORTH;
}

/** How large a page of the usual shape, 4 wide and 3 high, would be in one of the places. */
function pageSize(body: HTMLElement, columns: number, rows: number): number {
  return Math.min(body.clientWidth / columns / 4, body.clientHeight / rows / 3);
}

/** Sets the font, then makes it smaller while the terminal, measured, is larger than its box. */
function settle(panes: LayoutTarget['panes'], wanted: GridFont): GridFont {
  let font = wanted;
  for (let tries = 0; tries < 12; tries++) {
    for (const pane of panes) pane.setFont(font);
    const over = panes.some((pane) => {
      const box = pane.box();
      const drawn = pane.drawnSize();
      return drawn.width > box.width + 0.5 || drawn.height > box.height + 0.5;
    });
    if (!over || font.size <= 2) break;
    font = font.lineHeight > 1 ? { ...font, lineHeight: 1 } : { ...font, size: font.size - 1 / 8 };
  }
  return font;
}

function apply(root: HTMLElement, body: HTMLElement, chrome: string, columns: number): void {
  if (root.dataset.chrome !== chrome) root.dataset.chrome = chrome;
  const text = String(columns);
  if (body.style.getPropertyValue('--columns') !== text) body.style.setProperty('--columns', text);
}

function smallest(panes: LayoutTarget['panes']): Box {
  const boxes = panes.map((pane) => pane.box());
  return { width: Math.min(...boxes.map((box) => box.width)), height: Math.min(...boxes.map((box) => box.height)) };
}
