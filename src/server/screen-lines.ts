// The cells of a terminal without a face as lines of text with their looks, for
// views that are no terminal: a printed page, a page without scripts.
import type { IBuffer, IBufferCell, Terminal } from '@xterm/headless';
import type { ScreenLine, ScreenRun } from '../demo.ts';

type Look = Omit<ScreenRun, 'text' | 'cells'>;

/** The screen itself, not what scrolled off it; neither blanks at the ends of lines nor empty lines at the end. */
export function screenLines(terminal: Terminal): ScreenLine[] {
  const { active } = terminal.buffer;
  const lines: ScreenLine[] = [];
  for (let y = 0; y < terminal.rows; y++) {
    const line = active.getLine(active.baseY + y);
    const runs: ScreenRun[] = [];
    for (let x = 0; line !== undefined && x < line.length; x++) {
      const cell = line.getCell(x);
      // A cell of no width is the second half of the one before.
      if (cell !== undefined && cell.getWidth() > 0) add(runs, cell.getChars() || ' ', cell.getWidth(), lookOf(cell));
    }
    lines.push(trimmed(runs));
  }
  while (lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

/**
 * Scrollback and screen as plain text, then the alternate screen where that is shown; a line that was wrapped is one.
 * Neither blanks at the ends of lines nor empty lines at the end.
 */
export function writtenLines(terminal: Terminal): string[] {
  const { normal, alternate, active } = terminal.buffer;
  const lines = textOf(normal);
  return active.type === 'alternate' ? [...lines, ...textOf(alternate)] : lines;
}

function textOf(buffer: IBuffer): string[] {
  const lines: string[] = [];
  for (let y = 0; y < buffer.length; y++) {
    const line = buffer.getLine(y);
    const text = line?.translateToString(false) ?? '';
    if (line?.isWrapped && lines.length > 0) lines[lines.length - 1] += text;
    else lines.push(text);
  }
  const trimmed = lines.map((line) => line.trimEnd());
  while (trimmed.at(-1) === '') trimmed.pop();
  return trimmed;
}

function add(runs: ScreenRun[], text: string, cells: number, look: Look): void {
  const last = runs.at(-1);
  // A wide letter stands alone: its place on the line is not that of its glyph.
  const joins = last !== undefined && cells === 1 && last.cells === [...last.text].length && sameLook(last, look);
  if (joins) runs[runs.length - 1] = { ...last, text: last.text + text, cells: last.cells + cells };
  else runs.push({ ...look, text, cells });
}

function lookOf(cell: IBufferCell): Look {
  const inverse = cell.isInverse() !== 0;
  const front = cell.isFgDefault() ? null : colorOf(cell.isFgRGB(), cell.getFgColor());
  const back = cell.isBgDefault() ? null : colorOf(cell.isBgRGB(), cell.getBgColor());
  return {
    color: inverse ? back : front,
    ground: inverse ? front : back,
    inverse,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    strike: cell.isStrikethrough() !== 0,
  };
}

function colorOf(rgb: boolean, value: number): number | string {
  return rgb ? `#${value.toString(16).padStart(6, '0')}` : value;
}

function sameLook(a: Look, b: Look): boolean {
  return (
    a.color === b.color &&
    a.ground === b.ground &&
    a.inverse === b.inverse &&
    a.bold === b.bold &&
    a.dim === b.dim &&
    a.italic === b.italic &&
    a.underline === b.underline &&
    a.strike === b.strike
  );
}

/** Without blanks at the end that show nothing. */
function trimmed(runs: readonly ScreenRun[]): ScreenRun[] {
  const kept = [...runs];
  for (let last = kept.at(-1); last !== undefined; last = kept.at(-1)) {
    if (last.inverse || last.ground !== null || last.underline || last.strike) break;
    const text = last.text.trimEnd();
    kept.pop();
    if (text === '') continue;
    kept.push({ ...last, text, cells: last.cells - (last.text.length - text.length) });
    break;
  }
  return kept;
}
