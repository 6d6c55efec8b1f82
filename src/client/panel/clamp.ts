// Takes the sting out of control sequences whose count makes a terminal loop for
// a minute (`CSI 1000000000 b`): a count is cut to what can matter in the grid.
// Works on a stream: a sequence split over chunks is held back until it is whole.
// All other text passes untouched, and so do the numbers of modes (`?2026h`).
import type { Grid } from './grid-font.ts';

/** More than any grid has lines or columns: for counts that depend on neither alone. */
const MOST = 500;
/** No sequence that means anything is longer; such a one is left out whole. */
const LONGEST = 256;
/** C0 controls and DEL, which a terminal obeys in the middle of a sequence; CAN, SUB and ESC end it and are not among them. */
const CONTROLS = /[\x00-\x17\x19\x1c-\x1f\x7f]/g;
/** A control sequence introducer, with controls in its middle. */
const INTRODUCER = /\x1b[\x00-\x17\x19\x1c-\x1f\x7f]*(?:\[|$)|\x9b/;

/** A filter for one stream of terminal output. */
export interface Clamp {
  /** The chunk, with what was held back before it and without what is held back now. */
  filter(chunk: string): string;
  /** Forgets what was held back. */
  reset(): void;
}

/** A filter for output of a program that runs in `grid`. */
export function createClamp(grid: Grid): Clamp {
  let held = '';
  let skipping = false;
  return {
    filter(chunk) {
      if (held === '' && !skipping && !/[\x1b\x9b]/.test(chunk)) return chunk;
      const text = held + chunk;
      const parts: string[] = [];
      held = '';
      let from = 0;
      if (skipping) {
        from = endOf(text, 0);
        skipping = from < 0;
        if (skipping) return '';
      }
      const introducer = new RegExp(INTRODUCER, 'g');
      introducer.lastIndex = from;
      for (let start = introducer.exec(text); start !== null; start = introducer.exec(text)) {
        const body = start.index + start[0].length;
        const end = start[0].endsWith('[') || start[0] === '\x9b' ? endOf(text, body) : -1;
        if (end >= 0) {
          parts.push(text.slice(from, body), cut(text.slice(body, end), grid));
          from = end;
          introducer.lastIndex = end;
          continue;
        }
        parts.push(text.slice(from, start.index));
        skipping = text.length - start.index > LONGEST;
        if (!skipping) held = text.slice(start.index);
        return parts.join('');
      }
      parts.push(text.slice(from));
      return parts.join('');
    },
    reset() {
      held = '';
      skipping = false;
    },
  };
}

/** Just behind the final byte of a sequence whose parameters begin at `body`, -1 where it does not end. Another introducer ends it too and is left to begin anew. */
function endOf(text: string, body: number): number {
  for (let i = body; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x1b || code === 0x9b) return i;
    if (code === 0x18 || code === 0x1a || (code >= 0x40 && code !== 0x7f)) return i + 1;
  }
  return -1;
}

/** Parameters and final byte with every count cut. Controls inside go first: the terminal obeys them at once, wherever they stand. */
function cut(sequence: string, grid: Grid): string {
  const plain = sequence.replace(CONTROLS, '');
  if (!/\d{3}/.test(plain)) return sequence;
  const most = mostOf(plain, grid);
  const clamped = plain.replace(/\d+/g, (digits) => (most === null ? digits.slice(0, 5) : String(Math.min(most, Number(digits)))));
  return (sequence.match(CONTROLS)?.join('') ?? '') + clamped;
}

/** The highest count that differs from a higher one; null for private sequences, whose numbers are names. */
function mostOf(sequence: string, grid: Grid): number | null {
  if (/^[<=>?]/.test(sequence)) return null;
  const final = sequence.at(-1) ?? '';
  if ('LMST'.includes(final)) return grid.rows;
  return '@PXIZ'.includes(final) ? grid.columns : MOST;
}
