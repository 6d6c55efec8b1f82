// Where the slides and notes of a Reveal talk begin: at lines of `---`, `----` and
// `Note:`, or at the expressions that front matter gives instead. Code and comments
// hide them; in the original's manner nothing does.
import { boundedPattern } from './bounded-pattern.ts';
import { COMMENT, lineEnd, type Scan, TEXT, withoutCodeSpans } from './scan.ts';

/** A separator: content ends at `start` and goes on at `end`. */
export interface Mark {
  readonly kind: 'slide' | 'below' | 'notes';
  readonly start: number;
  readonly end: number;
}

/** Null stands for the dialect's own lines. */
export interface Separators {
  readonly slide: RegExp | null;
  readonly below: RegExp | null;
  readonly notes: RegExp | null;
}

export type Tell = (offset: number, rule: string, reason: string, severity?: 'info' | 'warning') => void;

/** The separators that front matter gives; one that cannot be used is told, and the dialect's own stays. */
export function readSeparators(frontMatter: ReadonlyMap<string, unknown>, tell: (key: string, reason: string) => void): Separators {
  const read = (key: string, flags: string): RegExp | null => {
    const value = frontMatter.get(key);
    if (value === undefined || value === null || value === '') return null;
    const bounded = typeof value === 'string' ? boundedPattern(value, flags) : 'is not text';
    if (typeof bounded !== 'string') return bounded;
    const shown = String(value);
    tell(key, `${key} "${shown.length > 60 ? `${shown.slice(0, 59)}…` : shown}" ${bounded}; the usual one is used`);
    return null;
  };
  return { slide: read('separator', ''), below: read('verticalSeparator', ''), notes: read('notesSeparator', 'i') };
}

/** The separators of a text from `from` on, those in code and comments left out and told. */
export function findMarks(scan: Scan, from: number, separators: Separators, tell: Tell): Mark[] {
  const lines =
    separators.slide !== null && separators.below !== null && separators.notes !== null ? [] : lineMarks(scan, separators, tell);
  const all: Mark[] = [...lines];
  for (const kind of ['slide', 'below', 'notes'] as const) {
    const pattern = separators[kind];
    if (pattern !== null) all.push(...patternMarks(scan, from, kind, pattern, tell));
  }
  all.sort((a, b) => a.start - b.start || a.end - b.end);
  // What begins inside another one is part of it; only the newline between two lines may be shared.
  let last = from;
  return all.filter(({ start, end }) => {
    if (start + 1 < last || (start < last && end <= last)) return false;
    last = end;
    return true;
  });
}

/** Lines of `---`, `----` and `Note:`, where front matter has no expression for them. */
function lineMarks(scan: Scan, separators: Separators, tell: Tell): Mark[] {
  const marks: Mark[] = [];
  let behind = -1; // the line behind the last separator
  let before = '';
  let inList = false; // what is indented may belong to a list item
  for (let line = 0; line < scan.starts.length; line++) {
    const start = scan.starts[line] ?? 0;
    const first = scan.text.charCodeAt(start);
    const end = lineEnd(scan, line);
    // Dashes, an `n` in either case, or white space before one.
    if (first !== 45 && first !== 78 && first !== 110 && first !== 32 && first !== 9) {
      before = end > start ? 'x' : '';
      if (end > start) inList = first === 42 || first === 43 || (first >= 48 && first <= 57);
      continue;
    }
    const written = scan.text.slice(start, end);
    const bare = written.trimEnd();
    const above = before;
    before = bare;
    if (bare !== '' && first !== 32 && first !== 9) inList = /^-[ \t]/.test(bare);
    const kind = bare === '---' && separators.slide === null ? 'slide' : bare === '----' && separators.below === null ? 'below' : null;
    if (kind !== null) {
      if (scan.kinds[line] !== TEXT) {
        const where = scan.kinds[line] === COMMENT ? 'a comment' : 'code';
        if (written === bare) tell(start, 'separator-in-code', `"${bare}" inside ${where} is kept, where reveal.js would split the slide`);
        continue;
      }
      if (written !== bare)
        tell(start, 'separator-trailing-space', `white space behind "${bare}" is ignored, where reveal.js would not see a separator`);
      if (line === 0 && start === 0) {
        tell(start, 'separator-first', `"${bare}" on the first line separates nothing, and is left out`);
        marks.push({ kind: 'slide', start: -1, end: Math.min(end + 1, scan.text.length) });
      } else if (line === behind) {
        tell(
          start,
          'separator-twice',
          `a second "${bare}" right below a separator is left out; reveal.js would draw a line across the slide`,
        );
        const last = marks.pop();
        if (last !== undefined) marks.push({ ...last, end: Math.min(end + 1, scan.text.length) });
      } else marks.push({ kind, start: Math.max(0, start - 1), end: Math.min(end + 1, scan.text.length) });
      behind = line + 1;
      continue;
    }
    const note = separators.notes === null ? /^([ \t]{0,3})(notes?:)/i.exec(written) : null;
    if (note === null) continue;
    const [whole, indent = '', word = ''] = note;
    if (scan.kinds[line] !== TEXT) {
      if (indent === '') tell(start, 'notes-in-code', `"${word}" inside code is kept, where reveal.js would take it for notes`);
      continue;
    }
    if (indent !== '') {
      if (above !== '' || inList) continue;
      tell(start, 'notes-indented', `"${word}" is indented and begins the notes all the same, where reveal.js would show it`);
    }
    marks.push({ kind: 'notes', start, end: start + whole.length });
  }
  return marks;
}

function patternMarks(scan: Scan, from: number, kind: Mark['kind'], pattern: RegExp, tell: Tell): Mark[] {
  const marks: Mark[] = [];
  let line = 0;
  for (const match of scan.text.slice(from).matchAll(pattern)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (end === start) continue;
    const at = start + Math.max(0, match[0].search(/\S/));
    while ((scan.starts[line + 1] ?? Number.POSITIVE_INFINITY) <= at) line++;
    const begin = scan.starts[line] ?? 0;
    const hidden = scan.kinds[line] !== TEXT || withoutCodeSpans(scan.text.slice(begin, lineEnd(scan, line)))[at - begin] !== scan.text[at];
    if (hidden) {
      const where = scan.kinds[line] === COMMENT ? 'a comment' : 'code';
      const what = kind === 'notes' ? 'take it for notes' : 'split the slide';
      tell(at, 'separator-in-code', `"${match[0].trim()}" inside ${where} is kept, where reveal.js would ${what}`);
    } else marks.push({ kind, start, end });
  }
  return marks;
}

/** The separators that reveal.js itself would see: slides first, then in each slide the notes, of which there must be one. */
export function marksOfOriginal(text: string, from: number, separators: Separators): Mark[] {
  const slide = separators.slide?.source ?? '\\n---\\n';
  const below = separators.below?.source ?? '\\n----\\n';
  const notes = separators.notes ?? /^s*notes?:/gim;
  const body = text.slice(from);
  const horizontal = new RegExp(slide);
  const cuts: Mark[] = [];
  for (const match of body.matchAll(new RegExp(`${slide}|${below}`, 'gm'))) {
    if (match[0] === '') continue;
    cuts.push({
      kind: horizontal.test(match[0]) ? 'slide' : 'below',
      start: from + match.index,
      end: from + match.index + match[0].length,
    });
  }
  const marks: Mark[] = [];
  let last = from;
  for (const cut of [...cuts, null]) {
    const end = cut?.start ?? text.length;
    const [only, second] = text.slice(last, end).matchAll(notes);
    if (only !== undefined && second === undefined)
      marks.push({ kind: 'notes', start: last + only.index, end: last + only.index + only[0].length });
    if (cut !== null) marks.push(cut);
    last = cut?.end ?? end;
  }
  return marks;
}
