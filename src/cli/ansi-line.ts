// A line of a terminal's screen as text for another terminal, colours and all.
import type { ScreenLine, ScreenRun } from '../demo.ts';

/** Exactly `columns` cells wide: cut, or filled with blanks. Ends in plain looks. */
export function ansiLine(line: ScreenLine, columns: number): string {
  let left = columns;
  let text = '';
  for (const run of line) {
    const part = run.cells <= left ? run : fitted(run, left);
    if (part.cells === 0) break;
    left -= part.cells;
    const look = lookOf(run);
    text += look === '' ? part.text : `\x1b[${look}m${part.text}\x1b[0m`;
  }
  return text + ' '.repeat(left);
}

/** Its beginning; a letter of several cells is left out where it does not fit. */
function fitted(run: ScreenRun, cells: number): { readonly text: string; readonly cells: number } {
  const letters = [...run.text];
  return letters.length === run.cells ? { text: letters.slice(0, cells).join(''), cells } : { text: '', cells: 0 };
}

function lookOf(run: ScreenRun): string {
  const { color, ground, inverse } = run;
  // Two colours that are the terminal's own and changed places can only be said so.
  const swapped = inverse && (color === null || ground === null);
  const codes = [
    run.bold ? '1' : '',
    run.dim ? '2' : '',
    run.italic ? '3' : '',
    run.underline ? '4' : '',
    run.strike ? '9' : '',
    swapped ? '7' : '',
    colorCode(swapped ? ground : color, 30),
    colorCode(swapped ? color : ground, 40),
  ];
  return codes.filter((code) => code !== '').join(';');
}

/** `base` is 30 for letters, 40 for the ground. */
function colorCode(color: number | string | null, base: 30 | 40): string {
  if (color === null) return '';
  if (typeof color === 'number') {
    if (color < 8) return String(base + color);
    return color < 16 ? String(base + 52 + color) : `${base + 8};5;${color}`;
  }
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `${base + 8};2;${channels.join(';')}`;
}
