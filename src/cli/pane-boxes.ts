// Several panes side by side in a plain terminal, each in a box: which boxes stand
// where, and a frame of them as lines. Reads screens, writes nothing.

import type { ScreenLine } from '../demo.ts';
import { ansiLine } from './ansi-line.ts';
import type { Colors } from './io.ts';

export interface BoxedPane {
  readonly name: string;
  /** Of the pane's own grid. */
  readonly columns: number;
  readonly rows: number;
}

/** The panes in rows, from the top. */
export type BoxLayout = readonly (readonly BoxedPane[])[];

/** Border left and right, or above and below. */
const BORDER = 2;
/** Columns between boxes. */
const GAP = 1;

/** One below the other where that fits, else as few beside each other as do; null where nothing fits. */
export function layoutBoxes(panes: readonly BoxedPane[], columns: number, rows: number): BoxLayout | null {
  for (let across = 1; across <= panes.length; across++) {
    const layout = Array.from({ length: Math.ceil(panes.length / across) }, (_, row) => panes.slice(row * across, (row + 1) * across));
    const width = Math.max(...layout.map((row) => row.reduce((sum, pane) => sum + pane.columns + BORDER + GAP, -GAP)));
    const height = layout.reduce((sum, row) => sum + heightOf(row) + BORDER, 0);
    if (width <= columns && height <= rows) return layout;
  }
  return null;
}

/** The lines of all boxes; `paint` colours a pane's name, `note` stands beside it. */
export function drawBoxes(
  layout: BoxLayout,
  linesOf: (pane: string) => readonly ScreenLine[],
  title: (pane: string) => { readonly paint: (text: string) => string; readonly note: string },
  c: Colors,
): string[] {
  return layout.flatMap((row) => {
    const height = heightOf(row);
    const boxes = row.map((pane) => {
      const { paint, note } = title(pane.name);
      return box(pane, height, linesOf(pane.name), paint, note, c);
    });
    return Array.from({ length: height + BORDER }, (_, at) => boxes.map((lines) => lines[at] ?? '').join(' '.repeat(GAP)));
  });
}

function box(
  { name, columns }: BoxedPane,
  height: number,
  lines: readonly ScreenLine[],
  paint: (text: string) => string,
  note: string,
  c: Colors,
): string[] {
  const label = ` ${name.slice(0, Math.max(0, columns - 3))} `;
  const beside = note === '' || label.length + note.length + 2 > columns ? '' : `${note} `;
  const rule = '─'.repeat(Math.max(0, columns - 1 - label.length - beside.length));
  const side = c.dim('│');
  return [
    `${c.dim('┌─')}${paint(label)}${c.dim(`${beside}${rule}┐`)}`,
    ...Array.from({ length: height }, (_, at) => `${side}${ansiLine(lines[at] ?? [], columns)}${side}`),
    c.dim(`└${'─'.repeat(columns)}┘`),
  ];
}

function heightOf(row: readonly BoxedPane[]): number {
  return Math.max(...row.map((pane) => pane.rows));
}
