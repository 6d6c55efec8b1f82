// Footnotes: `[^a]` in the text, `[^a]: words` on a line of its own, anywhere in the
// talk. A slide shows, at its foot, the notes that it refers to, numbered by itself.
import { proseOf } from '../dialects/prose.ts';
import { lineEnd, scanText, TEXT } from '../dialects/scan.ts';
import { EMPTY, type Fragment, replace, slice } from '../dialects/source.ts';
import type { Composed } from './layouts.ts';

const DEFINITION = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*/;

/** A slide's text without the notes in it, and these by label. */
export function takeFootnotes(source: Fragment): { readonly rest: Fragment; readonly notes: ReadonlyMap<string, Fragment> } {
  const notes = new Map<string, Fragment>();
  if (!source.text.includes('[^')) return { rest: source, notes };
  const ranges = findDefinitions(source.text);
  for (const { label, inner, end } of ranges) notes.set(label, outdented(slice(source, inner, end)));
  return {
    rest: replace(
      source,
      ranges.map(({ start, end }) => ({ start, end, by: EMPTY })),
    ),
    notes,
  };
}

/** Where the notes of a text stand: from the line that begins one to the end of its last line. */
function findDefinitions(text: string): { label: string; start: number; inner: number; end: number }[] {
  const scan = scanText(text);
  const found: { label: string; start: number; inner: number; end: number }[] = [];
  let open: (typeof found)[number] | null = null;
  let blank = false;
  for (let i = 0; i < scan.starts.length; i++) {
    const start = scan.starts[i] ?? 0;
    const end = lineEnd(scan, i);
    const line = text.slice(start, end);
    const match = scan.kinds[i] === TEXT ? DEFINITION.exec(line) : null;
    if (match !== null) {
      open = { label: labelOf(match[1] ?? ''), start, inner: start + match[0].length, end };
      found.push(open);
      blank = false;
    } else if (open !== null) {
      if (line.trim() === '') blank = true;
      // Behind a blank line only what is indented goes on with the note; before one, any line of prose.
      else if (blank ? /^(?: {2,}|\t)/.test(line) : !/^ {0,3}(?:[-*+>#|]|`{3}|~{3}|:{3}|\d+[.)] |<)/.test(line)) {
        open.end = end;
        blank = false;
      } else open = null;
    }
  }
  return found;
}

/** The lines behind the first without the indentation that says they belong to it. */
function outdented(note: Fragment): Fragment {
  const ranges = [...note.text.matchAll(/\n( {1,4}|\t)/g)].map((match) => ({
    start: match.index + 1,
    end: match.index + match[0].length,
    by: EMPTY,
  }));
  return replace(note, ranges);
}

export function labelOf(written: string): string {
  return written.toLowerCase();
}

/** The references in a text of which code and tags are blanked out. */
export function findReferences(prose: string): readonly { readonly start: number; readonly end: number; readonly label: string }[] {
  if (!prose.includes('[^')) return [];
  return [...prose.matchAll(/(?<!\\)\[\^([^\]\s]+)\](?!:)/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label: labelOf(match[1] ?? ''),
  }));
}

/** All notes of a talk; the first of a label wins. */
export function collectFootnotes(slides: readonly Composed[]): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const { content, notes } of slides)
    for (const fragment of [content, ...notes])
      for (const [label, note] of takeFootnotes(fragment).notes) if (!all.has(label)) all.set(label, note.text);
  return all;
}

/** Those of them that a text refers to, as one text. */
export function footnotesFor(text: string, all: ReadonlyMap<string, string>): string {
  const used = findReferences(text.includes('[^') ? proseOf(text) : '').map(({ label }) => label);
  return [...new Set(used)].map((label) => `${label}: ${all.get(label) ?? ''}`).join('\n');
}
