// Where blocks begin in remark.js's Markdown and not in CommonMark: what stands under
// `<br>`, `<img …>` or a wrapper such as `<div>` is Markdown, and a link definition ends
// a paragraph. An empty line at each such place makes both agree.
import { lineEnd, lineText, type Scan, scanText, TEXT } from '../dialects/scan.ts';
import { type Fragment, literal, partAt, replace } from '../dialects/source.ts';
import { definedLabel } from './definitions.ts';

const INLINE =
  'a|abbr|b|bdi|bdo|big|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr';
const WRAPPER = 'article|aside|blockquote|center|details|div|figure|footer|header|main|p|section';
const ATTRIBUTES = `(?:[ \\t](?:"[^"]*"|'[^']*'|[^'"<>])*)?`;
/** Lines that hold one tag and nothing else. */
const INLINE_TAG = new RegExp(`^ {0,3}<(/?)(${INLINE})${ATTRIBUTES}/?>[ \\t]*$`, 'i');
const EMPTY_TAG = /^(?:br|img|wbr)$/i;
const INLINE_START = new RegExp(`^ {0,3}</?(?:${INLINE})(?=[ \\t/>])`, 'i');
const OPENING = new RegExp(`^ {0,3}<(${WRAPPER})${ATTRIBUTES}>[ \\t]*$`, 'i');
const CLOSING = /^ {0,3}<\/([a-z]+)[ \t]*>[ \t]*$/i;
/** What begins a block of HTML, which CommonMark has go on to the next empty line. */
const HTML = /^ {0,3}<(?:[/!?]|([a-z][a-z0-9-]*))/i;
const VOID = /^(?:area|base|col|embed|hr|input|link|meta|param|source|track)$/i;
/** What ends with its line: the next one begins a block. */
const ONE_LINE = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|([-*_])[ \t]*(?:\1[ \t]*){2,}$)/;
/** Places in one slide; a text with more was written by no hand. */
const MOST = 500;

export function startBlocks(source: Fragment): Fragment {
  const { text } = source;
  if (!/<[a-z]/i.test(text) && !text.includes(']:')) return source;
  const scan = scanText(text);
  const ranges: { start: number; end: number; by: Fragment }[] = [];
  let cut = -1;
  const apart = (line: number): void => {
    const at = scan.starts[line];
    if (at === undefined || line === cut || ranges.length === MOST || !isWritten(scan, line)) return;
    cut = line;
    ranges.push({ start: at, end: at, by: literal('\n', partAt(source, at)) });
  };
  /** Elements that stand open with Markdown in them. */
  const open: string[] = [];
  const ends = new Map<string, number>();
  let htmlEnd = 0;
  let state: 'start' | 'paragraph' | 'definition' | 'html' = 'start';
  for (let i = 0; i < scan.starts.length; i++) {
    const line = lineText(scan, i);
    if (scan.kinds[i] !== TEXT || line.trim() === '') {
      state = 'start';
      continue;
    }
    const closing = open.lastIndexOf(CLOSING.exec(line)?.[1]?.toLowerCase() ?? '');
    const tag = INLINE_TAG.exec(line);
    if (closing !== -1) {
      open.length = closing;
      if (state !== 'start') apart(i);
      apart(i + 1);
      state = 'start';
    } else if (state === 'html' && i <= htmlEnd) continue;
    else if (definedLabel(line) !== undefined) {
      if (state === 'paragraph') apart(i);
      state = 'definition';
    } else if (state === 'paragraph') {
      if (ONE_LINE.test(line)) state = 'start';
    } else if (tag !== null && !isIndented(scan, i + 1)) {
      if (tag[1] === '' && !EMPTY_TAG.test(tag[2] ?? '')) open.push((tag[2] ?? '').toLowerCase());
      apart(i + 1);
      state = 'start';
    } else if (opensMarkdown(scan, i, line, ends)) {
      open.push(OPENING.exec(line)?.[1]?.toLowerCase() ?? '');
      apart(i + 1);
      state = 'start';
    } else if (HTML.test(line) && (tag !== null || !INLINE_START.test(line))) {
      state = 'html';
      const end = endOfElement(scan, i, line);
      const more = end !== null && isWritten(scan, end + 1) && !isIndented(scan, end + 1) && !HTML.test(lineText(scan, end + 1));
      htmlEnd = more ? end : scan.starts.length;
      if (more) apart(end + 1);
    } else state = ONE_LINE.test(line) ? 'start' : 'paragraph';
  }
  return replace(source, ranges);
}

/** For remark.js an element is HTML when an empty line is behind it, else a part of a paragraph. */
function opensMarkdown(scan: Scan, line: number, written: string, ends: Map<string, number>): boolean {
  const name = OPENING.exec(written)?.[1]?.toLowerCase();
  if (name === undefined || !isWritten(scan, line + 1) || isIndented(scan, line + 1)) return false;
  const end = endTagAfter(scan.text, name, scan.starts[line] ?? 0, ends);
  return end !== Number.POSITIVE_INFINITY && !/^[ \t]*(?:\n[ \t]*\n|\n?\s*$)/.test(scan.text.slice(end, end + 200));
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
function endOfElement(scan: Scan, line: number, written: string): number | null {
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

function isWritten(scan: Scan, line: number): boolean {
  return line < scan.starts.length && lineText(scan, line).trim() !== '';
}

/** As deep as code: an empty line before it would make it that. */
function isIndented(scan: Scan, line: number): boolean {
  const start = scan.starts[line];
  return start !== undefined && /^(?: {4}| {0,3}\t)/.test(scan.text.slice(start, lineEnd(scan, line)));
}
