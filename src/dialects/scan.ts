// The one scanner: tells for every line of a text whether it is the author's
// Markdown or lies inside something that no separator, property or class may
// touch: a fence, indented code, an HTML comment, a raw-text element. What is
// never closed protects nothing, so that one slip does not swallow a talk.

export const TEXT = 0;
export const FENCE = 1;
export const CODE = 2;
export const COMMENT = 3;
export const RAW = 4;
export type LineKind = typeof TEXT | typeof FENCE | typeof CODE | typeof COMMENT | typeof RAW;

export interface Scan {
  readonly text: string;
  /** Offset at which each line begins. */
  readonly starts: readonly number[];
  readonly kinds: ArrayLike<number>;
  /** Offsets of what was opened and never closed. */
  readonly unclosed: readonly { readonly offset: number; readonly what: 'fence' | 'comment' }[];
}

/** Markers of list items and quotations at the start of a line. */
const MARKER = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]?)+/;

/** End of a line, before its newline. */
export function lineEnd(scan: Scan, line: number): number {
  const next = scan.starts[line + 1];
  return next === undefined ? scan.text.length : next - 1;
}

export function lineText(scan: Scan, line: number): string {
  return scan.text.slice(scan.starts[line], lineEnd(scan, line));
}

/** Offset at which each line of a text begins, from `from` on. */
export function lineStartsOf(text: string, from = 0): number[] {
  const starts = [from];
  for (let i = text.indexOf('\n', from); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

/** Scans a text, or of a longer one the part from `from` on; lines before it are not listed. */
export function scanText(text: string, from = 0, starts: readonly number[] = lineStartsOf(text, from)): Scan {
  // Bytes, since a long talk is scanned again at every save.
  const kinds = new Uint8Array(starts.length);
  const unclosed: { offset: number; what: 'fence' | 'comment' }[] = [];
  const endOf = (line: number): number => (starts[line + 1] ?? text.length + 1) - 1;
  const textOf = (line: number): string => text.slice(starts[line], endOf(line));
  const lastClose = text.lastIndexOf('-->');
  let nextComment = indexOr(text, '<!--', from);
  const fences = fenceFinder(textOf, starts.length);

  let blank = true; // the line before is blank
  let item = 0; // column at which the content of the open list item begins; 0 = none
  let line = 0;
  while (line < starts.length) {
    const start = starts[line] ?? 0;
    const end = endOf(line);
    const { offset, column } = indentOf(text, start, end);
    if (offset === end) {
      blank = true;
      line++;
      continue;
    }
    const c = text.charCodeAt(offset);
    const marker = isMarker(c) ? MARKER.exec(text.slice(offset, Math.min(end, offset + 200))) : null;
    if (marker === null && column < item && (blank || c === 35 || c === 45)) item = 0;
    if (column - item >= 4 && (blank || (line > 0 && kinds[line - 1] === CODE))) {
      // Where a fence is meant, a list item usually is its reason; what is no list is code.
      kinds[line++] = CODE;
      continue;
    }
    let at = offset;
    if (marker !== null) {
      at = offset + marker[0].length;
      item = column + Math.min(marker[0].length, marker[0].trimEnd().length + 4);
    }
    const first = text.charCodeAt(at);
    if (first === 96 || first === 126) {
      const last = fences.closeOf(text.slice(at, end), line, column + at - offset);
      if (last === -1) unclosed.push({ offset: at, what: 'fence' });
      if (last !== null && last !== -1) {
        for (; line <= last; line++) kinds[line] = FENCE;
        blank = false;
        continue;
      }
    }
    blank = false;
    const rawName =
      first === 60 && offset - start < 4
        ? /^<(pre|script|style|textarea)(?=[\s>])/i.exec(text.slice(at, Math.min(end, at + 12)))?.[1]
        : undefined;
    if (rawName !== undefined) {
      const close = new RegExp(`</${rawName}\\s*>`, 'gi');
      close.lastIndex = at;
      const match = close.exec(text);
      if (match !== null) {
        line = markTo(match.index, line, RAW);
        continue;
      }
    }
    const open = commentOn(line);
    if (open !== -1) {
      const close = lastClose < open ? -1 : text.indexOf('-->', open + 4);
      if (close === -1) unclosed.push({ offset: open, what: 'comment' });
      else if (close > end) {
        line = markTo(close, line, COMMENT);
        continue;
      }
    }
    line++;
  }
  return { text, starts, kinds, unclosed };

  /** Marks from `line` to the line that holds `offset`; gives the line after it. */
  function markTo(offset: number, from: number, kind: LineKind): number {
    let k = from;
    while (k < starts.length && (starts[k] ?? 0) <= offset) kinds[k++] = kind;
    return k;
  }

  /** Offset of a comment that opens on the line, outside code spans, and does not end there; -1 when none. */
  function commentOn(k: number): number {
    const start = starts[k] ?? 0;
    const end = endOf(k);
    if (nextComment < start) nextComment = indexOr(text, '<!--', start);
    let open = nextComment;
    if (open >= end) return -1;
    const bare = withoutCodeSpans(text.slice(start, end));
    for (let i = bare.indexOf('<!--'); i !== -1; i = bare.indexOf('<!--', open - start)) {
      const close = bare.indexOf('-->', i + 4);
      if (close === -1) return start + i;
      open = start + close + 3;
    }
    return -1;
  }
}

/** Like indexOf, past the end when there is none. */
function indexOr(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at === -1 ? Number.POSITIVE_INFINITY : at;
}

/** A text of the same length in which the code spans that close on their line are blanked out. */
export function withoutCodeSpans(text: string): string {
  return text.includes('`') ? text.replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, (span) => ' '.repeat(span.length)) : text;
}

/** Finds the line that closes a fence; remembers what has no close, so that a thousand open fences cost no more than one. */
function fenceFinder(
  textOf: (line: number) => string,
  count: number,
): { closeOf(opening: string, line: number, column: number): number | null } {
  const hopeless = new Map<string, number>();
  return {
    /** null: no fence; -1: never closed. */
    closeOf(opening, line, column) {
      const run = /^(`{3,}(?=[^`]*$)|~{3,})/.exec(opening)?.[1];
      if (run === undefined) return null;
      const known = hopeless.get(run);
      if (known !== undefined && known <= line) return -1;
      const mark = run[0] ?? '`';
      let separated = false;
      for (let k = line + 1; k < count; k++) {
        const text = textOf(k);
        if (text === '---') separated = true;
        const at = text.search(/[^ \t>]/);
        if (at === -1 || text[at] !== mark || (at > column + 3 && !text.startsWith('\t'))) continue;
        const other = /^(`{3,}|~{3,})[ \t]*(.*)$/.exec(text.slice(at));
        if (other === null || (other[1] ?? '').length < run.length) continue;
        // In a content class the closing bracket may follow at once.
        if (/^[\s\]]*$/.test(other[2] ?? '')) return k;
        // A new fence opens on a later slide: this one was left open.
        if (separated && /^[\w{]/.test(other[2] ?? '') && !(other[2] ?? '').includes('`')) return -1;
      }
      hopeless.set(run, line);
      return -1;
    },
  };
}

function indentOf(text: string, start: number, end: number): { offset: number; column: number } {
  let offset = start;
  let column = 0;
  for (; offset < end; offset++) {
    const c = text.charCodeAt(offset);
    if (c === 32) column++;
    else if (c === 9) column += 4 - (column % 4);
    else break;
  }
  return { offset, column };
}

/** Could begin a list item or a quotation. */
function isMarker(c: number): boolean {
  return c === 42 || c === 43 || c === 45 || c === 62 || (c >= 48 && c <= 57);
}
