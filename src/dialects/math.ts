// Formulas in a text: `$x$`, `$$x$$`, and `\\(x\\)`, `\\[x\\]`, which talks made for
// MathJax have. A dollar is money more often than not, so a single one opens a
// formula only where it cannot be a price or the name of a variable.
import { proseOf } from './prose.ts';

export interface MathSpan {
  readonly start: number;
  readonly end: number;
  readonly tex: string;
  readonly display: boolean;
  /** Offset of the TeX. */
  readonly inner: number;
}

/**
 * What stands between the dollars: `plain` TeX; `escaped`, TeX that a Markdown parser is to see before
 * TeX does, as remark.js and reveal.js have it (`\_` means `_`); `ticked`, that or in a code span.
 */
export type MathNotation = 'plain' | 'escaped' | 'ticked';

/** Whether a look is worth it. */
export function mayHoldMath(text: string): boolean {
  return text.includes('$') || text.includes('\\\\(') || text.includes('\\\\[');
}

/** An escape, a code span's ticks, or what may open a formula. */
const OPENING = /\\[\s\S](?:[([])?|`+|\$\$?/g;

/** The formulas of a text, in order. */
export function findMath(text: string, notation: MathNotation): readonly MathSpan[] {
  if (!mayHoldMath(text)) return [];
  const prose = proseOf(text);
  const spans: MathSpan[] = [];
  const add = (start: number, inner: number, close: number, end: number, display: boolean): void => {
    spans.push({ start, end, inner, display, tex: teX(text.slice(inner, close), notation) });
  };
  if (notation === 'ticked') ticked(text, add);
  const opening = new RegExp(OPENING);
  for (let match = opening.exec(prose); match !== null; match = opening.exec(prose)) {
    const [sign] = match;
    const start = match.index;
    if (sign === '$$') {
      const close = displayEnd(prose, start + 2);
      if (close !== -1) add(start, start + 2, close, close + 2, true);
      opening.lastIndex = close === -1 ? start + 2 : close + 2;
    } else if (sign === '$') {
      const close = inlineEnd(prose, start);
      if (close !== -1) add(start, start + 1, close, close + 1, false);
      opening.lastIndex = close === -1 ? start + 1 : close + 1;
    } else if (sign === '\\\\(' || sign === '\\\\[') {
      const close = prose.indexOf(sign === '\\\\(' ? '\\\\)' : '\\\\]', start + 3);
      const found = close !== -1 && !/\n[ \t]*\n/.test(prose.slice(start, close)) && prose.slice(start + 3, close).trim() !== '';
      if (found) add(start, start + 3, close, close + 3, sign === '\\\\[');
      opening.lastIndex = found ? close + 3 : start + 3;
    } else if (sign.startsWith('\\') && sign.length === 3) opening.lastIndex = start + 2;
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** Where `$$` closes, or -1: in the same paragraph, unless both stand alone on their lines. */
function displayEnd(prose: string, from: number): number {
  const close = prose.indexOf('$$', from);
  if (close === -1) return -1;
  const inside = prose.slice(from, close);
  if (inside.trim() === '') return -1;
  if (/\n[ \t]*\n/.test(inside))
    return /^[ \t]*\n/.test(inside) && /\n[ \t]*$/.test(inside) && !/\n[ \t]*(?:---|#{1,6} )/.test(inside) ? close : -1;
  // `$$` is also the number of a shell's process.
  return /[\n\\^_=+{}<>|]/.test(inside) || !/\s/.test(inside) || inside.trim().length === 1 ? close : -1;
}

/** Where the formula that opens at `at` closes, or -1. */
function inlineEnd(prose: string, at: number): number {
  const first = prose[at + 1] ?? '';
  if (first === '' || /\s/.test(first)) return -1;
  // `5$` is a price, `H$_2$O` and `3$\sigma$` are not.
  if (/[\p{L}\p{N}]/u.test(prose[at - 1] ?? '') && !/[\\^_{]/.test(first)) return -1;
  let close = at + 1;
  for (; close < prose.length && prose[close] !== '$'; close++) {
    if (prose[close] === '\\') close++;
    else if (prose[close] === '\n' && /^[ \t]*(?:\n|$)/.test(prose.slice(close + 1, close + 200))) return -1;
  }
  if (prose[close] !== '$') return -1;
  const inside = prose.slice(at + 1, close);
  if (inside === '' || /\s$/.test(inside)) return -1;
  // `${a}` is a place in a template.
  if (first === '{' && !/[\\^_]/.test(inside)) return -1;
  const next = prose[close + 1] ?? '';
  if (/[$\p{N}]/u.test(next)) return -1;
  // `$A/$B` are two variables.
  return /\p{L}/u.test(next) && inside.length > 1 && !/[\\^_]/.test(inside) ? -1 : close;
}

/** Formulas in code spans, as reveal.js's documentation has them. */
function ticked(text: string, add: (start: number, inner: number, close: number, end: number, display: boolean) => void): void {
  const prose = proseOf(text, true);
  for (const match of prose.matchAll(/(?<![`\\$])`(\$\$?)([^`$\n]+)\1`(?!`)/g)) {
    const sign = match[1] ?? '$';
    const inner = match.index + 1 + sign.length;
    add(match.index, inner, inner + (match[2] ?? '').length, match.index + match[0].length, sign === '$$');
  }
}

/** TeX as the author means it. */
function teX(written: string, notation: MathNotation): string {
  if (notation === 'plain') return written.trim();
  // A Markdown parser would have taken these backslashes; in TeX hardly anybody means them.
  return written
    .replace(/\\\\\\([_*])|(\\\\)\\\\|\\([_*])|\\\\(?=[{},;:!|%&#])/g, (_, escaped?: string, row?: string, bare?: string) =>
      escaped !== undefined ? `\\${escaped}` : (row ?? bare ?? '\\'),
    )
    .trim();
}
