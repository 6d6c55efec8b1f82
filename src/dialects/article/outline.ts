// The outline of a Markdown document, line by line: its headings, the lines of `---`
// between slides, and the lines before which nothing may be cut because they stand
// inside an element, a container or a formula that began further up.
import { FENCE, lineText, type Scan, TEXT, withoutCodeSpans } from '../scan.ts';

export interface Heading {
  /** Index of its first line in the scan, and of the line behind it. */
  readonly line: number;
  readonly end: number;
  /** 1..6. */
  readonly level: number;
  /** As written, without marks. */
  readonly text: string;
}

export interface Outline {
  /** In order; those inside an element, a list or a quotation are not among them. */
  readonly headings: readonly Heading[];
  /** The same by their first line. */
  readonly heads: ReadonlyMap<number, Heading>;
  /** Lines of `---` that end a slide. */
  readonly breaks: ReadonlySet<number>;
  /** 1 for each line that belongs to what began on a line before. */
  readonly inside: ArrayLike<number>;
}

/** Markers of a list item, with the white space behind. */
export const ITEM = /^([ \t]*)([-*+]|\d{1,9}[.)])(?:([ \t]+)(?=\S)|[ \t]*$)/;

/** HTML elements that hold blocks; others begin and end in a paragraph. */
const HOLDERS =
  /<(\/?)(article|aside|center|details|div|dl|fieldset|figure|footer|header|main|nav|ol|picture|section|svg|table|tbody|thead|tr|ul|video)\b[^>]*?(\/?)>/gi;

/** A longer line is not looked through for elements. */
const LONGEST = 10_000;

/** More headings than this inside one element: it wraps the document, and its headings count. */
const FEW_HEADINGS = 1;

export function outlineOf(scan: Scan): Outline {
  const all = headingsOf(scan);
  const inside = insideOf(scan, all);
  const breaks = new Set<number>();
  for (let i = 0; i < scan.starts.length; i++) {
    if (scan.kinds[i] !== TEXT || inside[i] === 1 || !/^-{3,}[ \t]*$/.test(lineText(scan, i))) continue;
    if (i === 0 || !isProse(scan, i - 1)) breaks.add(i);
  }
  const headings = all.filter(({ line }) => inside[line] === 0);
  return { headings, heads: new Map(headings.map((heading) => [heading.line, heading])), breaks, inside };
}

function headingsOf(scan: Scan): Heading[] {
  const found: Heading[] = [];
  for (let i = 0; i < scan.starts.length; i++) {
    if (scan.kinds[i] !== TEXT) continue;
    const line = lineText(scan, i);
    const atx = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line);
    if (atx !== null) {
      const text = atx[2] ?? '';
      if (text !== '' && !/^#+$/.test(text) && !inItem(scan, i)) found.push({ line: i, end: i + 1, level: (atx[1] ?? '').length, text });
      continue;
    }
    // A paragraph of one line that is underlined; of several lines it is what Markdown makes of it.
    if (scan.kinds[i + 1] !== TEXT || line.trim() === '' || !/^ {0,3}(?:=+|-+)[ \t]*$/.test(lineText(scan, i + 1))) continue;
    if (!isProse(scan, i) || /^[ \t]|^\|/.test(line) || (i > 0 && isProse(scan, i - 1))) continue;
    found.push({ line: i, end: i + 2, level: lineText(scan, i + 1).includes('=') ? 1 : 2, text: line.trim() });
  }
  return found;
}

/** Whether an indented line belongs to a list item above it. */
function inItem(scan: Scan, i: number): boolean {
  const indent = lineText(scan, i).search(/\S/);
  for (let k = i - 1; k >= 0 && indent > 0; k--) {
    const line = lineText(scan, k);
    const at = line.search(/\S/);
    if (at === -1 || at >= indent) continue;
    const item = ITEM.exec(line);
    return item !== null && indent >= (item[1] ?? '').length + (item[2] ?? '').length + 1;
  }
  return false;
}

/** Whether a line may be part of a paragraph: a `---` under it makes it a heading. */
function isProse(scan: Scan, i: number): boolean {
  if (scan.kinds[i] !== TEXT) return false;
  const line = lineText(scan, i);
  return line.trim() !== '' && !/^ {0,3}(?:#{1,6}(?:[ \t]|$)|>|(?:=+|-+)[ \t]*$|<)/.test(line) && !ITEM.test(line);
}

/** Lines inside `<div>` … `</div>`, `:::` … `:::`, `$$` … `$$`; what is never closed protects nothing. */
function insideOf(scan: Scan, headings: readonly Heading[]): Uint8Array {
  const inside = new Uint8Array(scan.starts.length);
  const open: { name: string; line: number; headings: number }[] = [];
  let passed = 0;
  const close = (name: string, line: number): void => {
    const at = open.findLastIndex((element) => element.name === name);
    const first = open[at];
    if (first === undefined) return;
    open.length = at;
    if (passed - first.headings <= FEW_HEADINGS) inside.fill(1, first.line + 1, line + 1);
  };
  for (let i = 0; i < scan.starts.length; i++) {
    if (headings[passed]?.line === i) passed++;
    if (scan.kinds[i] === FENCE || scan.kinds[i] !== TEXT) continue;
    const line = lineText(scan, i);
    const colons = /^ {0,3}:{3,}[ \t]*(\S)?/.exec(line);
    if (colons !== null) {
      if (colons[1] === undefined) close(':::', i);
      else open.push({ name: ':::', line: i, headings: passed });
    } else if (/^ {0,3}\$\$/.test(line) && (line.match(/\$\$/g) ?? []).length % 2 === 1) {
      if (open.at(-1)?.name === '$$') close('$$', i);
      else open.push({ name: '$$', line: i, headings: passed });
    } else if (line.includes('$$') && open.at(-1)?.name === '$$') close('$$', i);
    if (!line.includes('<') || line.length > LONGEST) continue;
    for (const [, slash, name = '', empty] of withoutCodeSpans(line).matchAll(HOLDERS)) {
      if (slash === '/') close(name.toLowerCase(), i);
      else if (empty !== '/') open.push({ name: name.toLowerCase(), line: i, headings: passed });
    }
  }
  return inside;
}
