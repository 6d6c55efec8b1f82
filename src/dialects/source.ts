// Text that remembers where it came from. A slide is put together from pieces of
// several places (a layout, the slide itself, its `--` parts); a Fragment is that
// text with, for every character, its file, its offset there and its part.
import type { Message, Place, Severity } from '../message.ts';
import { message } from '../message.ts';
import { lineStartsOf, type Scan, scanText } from './scan.ts';

/** One of the author's files, with line ends as `\n` and no byte order mark; offsets below are into `text`. */
export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  /** As messages name it. */
  readonly display: string;
  readonly text: string;
  /** Offset at which each line begins. */
  readonly lineStarts: readonly number[];
}

/** A point in a file. */
export interface Spot {
  readonly file: SourceFile;
  readonly offset: number;
}

/** From `at` (offset in the fragment) on, the text is that of `file` from `offset` on; `file` is null for text nobody wrote. */
export interface Piece {
  readonly at: number;
  readonly file: SourceFile | null;
  readonly offset: number;
  /** Which `--` part of its slide the text belongs to, from 0. */
  readonly part: number;
}

export interface Fragment {
  readonly text: string;
  /** In order of `at`; the first begins at 0, unless the text is empty. */
  readonly pieces: readonly Piece[];
}

export const EMPTY: Fragment = { text: '', pieces: [] };

/** Takes a file in: CRLF and CR become LF, a byte order mark and NUL characters go (as CommonMark wants it, NUL becomes U+FFFD). */
export function sourceFile(path: string, display: string, raw: string): SourceFile {
  let text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  if (text.includes('\0')) text = text.replaceAll('\0', '\uFFFD');
  return { path, display, text, lineStarts: lineStartsOf(text) };
}

/** Scans a file from the start of one of its lines on; offsets are the file's. */
export function scanFile(file: SourceFile, start: number): Scan {
  if (start === 0) return scanText(file.text, 0, file.lineStarts);
  return scanText(file.text, start, file.lineStarts.slice(file.lineStarts.indexOf(start)));
}

/** Line and column, from 1, of an offset. */
export function placeOf({ file, offset }: Spot): Place {
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((file.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { file: file.display, line: low + 1, column: offset - (file.lineStarts[low] ?? 0) + 1 };
}

/** A message at a spot, with its frame. */
export function report(spot: Spot, severity: Severity, rule: string, reason: string): Message {
  const { text, lineStarts } = spot.file;
  const place = placeOf(spot);
  return message(place, severity, rule, reason, text.slice(lineStarts[place.line - 1], lineStarts[place.line]).replace(/\n$/, ''));
}

export function fragment(file: SourceFile, start: number, end: number, part = 0): Fragment {
  return end <= start ? EMPTY : { text: file.text.slice(start, end), pieces: [{ at: 0, file, offset: start, part }] };
}

/** Text that stands in no file, such as the value of a variable. */
export function literal(text: string, part = 0): Fragment {
  return text === '' ? EMPTY : { text, pieces: [{ at: 0, file: null, offset: 0, part }] };
}

export function join(fragments: readonly Fragment[]): Fragment {
  const [first] = fragments;
  if (first !== undefined && fragments.length === 1) return first;
  let text = '';
  const pieces: Piece[] = [];
  for (const f of fragments) {
    for (const p of f.pieces) pieces.push({ ...p, at: p.at + text.length });
    text += f.text;
  }
  return { text, pieces };
}

export function slice(f: Fragment, start: number, end = f.text.length): Fragment {
  if (end <= start) return EMPTY;
  if (start === 0 && end === f.text.length) return f;
  const pieces: Piece[] = [];
  for (let i = indexAt(f, start); i < f.pieces.length; i++) {
    const p = f.pieces[i];
    if (p === undefined || p.at >= end) break;
    const shift = Math.max(0, start - p.at);
    pieces.push({ at: Math.max(0, p.at - start), file: p.file, offset: p.offset + shift, part: p.part });
  }
  return { text: f.text.slice(start, end), pieces };
}

/** Replaces ranges, given in order and apart from each other. */
export function replace(f: Fragment, ranges: readonly { readonly start: number; readonly end: number; readonly by: Fragment }[]): Fragment {
  if (ranges.length === 0) return f;
  const out: Fragment[] = [];
  let last = 0;
  for (const { start, end, by } of ranges) {
    out.push(slice(f, last, start), by);
    last = end;
  }
  out.push(slice(f, last));
  return join(out);
}

/** The same text, all of it in one part. */
export function inPart(f: Fragment, part: number): Fragment {
  return { text: f.text, pieces: f.pieces.map((p) => ({ ...p, part })) };
}

/** The part a character belongs to. */
export function partAt(f: Fragment, offset: number): number {
  return f.pieces[indexAt(f, offset)]?.part ?? 0;
}

/** Where a character was written; for text nobody wrote, the nearest written before it, else after it. */
export function spotAt(f: Fragment, offset: number): Spot | null {
  const i = indexAt(f, offset);
  const here = f.pieces[i];
  if (here === undefined) return null;
  if (here.file !== null) return { file: here.file, offset: here.offset + Math.max(0, offset - here.at) };
  for (let k = i - 1; k >= 0; k--) {
    const p = f.pieces[k];
    if (p?.file) return { file: p.file, offset: p.offset + Math.max(0, (f.pieces[k + 1]?.at ?? p.at) - p.at - 1) };
  }
  for (const p of f.pieces.slice(i + 1)) if (p.file) return { file: p.file, offset: p.offset };
  return null;
}

function indexAt(f: Fragment, offset: number): number {
  let low = 0;
  let high = f.pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((f.pieces[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
