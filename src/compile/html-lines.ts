// What a line of HTML is: one tag by itself, the beginning of a wrapper, of an element,
// and where that ends. Patterns of lines, for block-starts.ts.
import { lineEnd, lineText, type Scan } from '../dialects/scan.ts';

const INLINE =
  'a|abbr|b|bdi|bdo|big|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr';
const WRAPPER = 'article|aside|blockquote|center|details|div|figure|footer|header|main|p|section';
const ATTRIBUTES = `(?:[ \\t](?:"[^"]*"|'[^']*'|[^'"<>])*)?`;
/** Lines that hold one tag and nothing else. */
export const INLINE_TAG = new RegExp(`^ {0,3}<(/?)(${INLINE})${ATTRIBUTES}/?>[ \\t]*$`, 'i');
export const EMPTY_TAG = /^(?:br|img|wbr)$/i;
export const INLINE_START = new RegExp(`^ {0,3}</?(?:${INLINE})(?=[ \\t/>])`, 'i');
const OPENING = new RegExp(`^ {0,3}<(${WRAPPER})${ATTRIBUTES}>[ \\t]*$`, 'i');
export const CLOSING = /^ {0,3}<\/([a-z]+)[ \t]*>[ \t]*$/i;
export const WRAPPER_END = new RegExp(`^ {0,3}</(?:${WRAPPER})[ \\t]*>[ \\t]*$`, 'i');
/** HTML that ends a paragraph for CommonMark too; further in, it may stand in a list's item. */
export const UNDER_TEXT = new RegExp(`^</?(?:${WRAPPER}|dl|h[1-6]|hr|iframe|ol|table|ul)(?=[ \\t/>]|$)`, 'i');
export const COMMENT_LINE = /^ {0,3}<!--.*-->/;
export const ROW = /^ {0,3}\|/;
/** What begins a block of HTML, which CommonMark has go on to the next empty line. */
export const HTML = /^ {0,3}<(?:[/!?]|([a-z][a-z0-9-]*))/i;
const VOID = /^(?:area|base|col|embed|hr|input|link|meta|param|source|track)$/i;
/** What ends with its line: the next one begins a block. */
export const ONE_LINE = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|([-*_])[ \t]*(?:\1[ \t]*){2,}$)/;

/** The name of the wrapper that begins here around Markdown: for remark.js it is HTML when an empty line is behind it, else a part of a paragraph. */
export function openedWrapper(scan: Scan, line: number, written: string, ends: Map<string, number>): string | null {
  const name = OPENING.exec(written)?.[1]?.toLowerCase();
  if (name === undefined || !isWritten(scan, line + 1) || isIndented(scan, line + 1)) return null;
  const start = scan.starts[line] ?? 0;
  const end = endTagAfter(scan.text, name, start, ends);
  if (end === Number.POSITIVE_INFINITY) return name === 'p' ? null : name;
  if (name === 'p') {
    const element = scan.text.slice(Math.max(start, end - 2000), end);
    // One end tag for the one begun here; and what holds nothing but tags stays the paragraph that it is.
    if (!/\n {0,3}<\/p>$/i.test(element) || /\n[ \t]*<p[\s>]/i.test(element) || /^(?:[ \t]*<[^\n]*>[ \t]*(?:\n|$))+$/.test(element))
      return null;
  }
  return /^[ \t]*(?:\n[ \t]*\n|\n?\s*$)/.test(scan.text.slice(end, end + 200)) ? null : name;
}

/** Offset behind the next end tag of this name; those found are kept, so that each is looked for once. */
function endTagAfter(text: string, name: string, from: number, ends: Map<string, number>): number {
  const known = ends.get(name) ?? -1;
  if (known > from) return known;
  const tag = new RegExp(`</${name}>`, 'gi');
  tag.lastIndex = from;
  const found = tag.test(text) ? tag.lastIndex : Number.POSITIVE_INFINITY;
  ends.set(name, found);
  return found;
}

/** The line that ends with the end of the element that begins this one, before any empty line. */
export function endOfElement(scan: Scan, line: number, written: string): number | null {
  const name = HTML.exec(written)?.[1];
  if (name === undefined) return null;
  if (VOID.test(name)) return /^[^<]*<[^<>]*>[ \t]*$/.test(written) ? line : null;
  const tags = new RegExp(`<(/?)${name}(?=[\\s/>])[^<>]*>`, 'gi');
  let depth = 0;
  for (let i = line; isWritten(scan, i); i++) {
    const text = lineText(scan, i);
    for (const [, slash] of text.matchAll(tags)) depth += slash === '/' ? -1 : 1;
    if (depth <= 0) return />[ \t]*$/.test(text) ? i : null;
  }
  return null;
}

export function isWritten(scan: Scan, line: number): boolean {
  return line < scan.starts.length && lineText(scan, line).trim() !== '';
}

/** As deep as code: an empty line before it would make it that. */
export function isIndented(scan: Scan, line: number): boolean {
  const start = scan.starts[line];
  return start !== undefined && /^(?: {4}| {0,3}\t)/.test(scan.text.slice(start, lineEnd(scan, line)));
}
