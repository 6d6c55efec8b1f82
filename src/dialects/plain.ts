// Slides of plain Markdown, for dialects that have no reader of their own yet: cut
// at given lines outside code and comments, notes behind a `Note:` line where the
// dialect has it. One message says that the rest of the dialect is not read.
import type { Dialect } from '../deck.ts';
import type { Draft, DraftSlide, Property } from './draft.ts';
import { readComments } from './remark-properties.ts';
import { lineEnd, type Scan, TEXT } from './scan.ts';
import { fragment, report, type SourceFile } from './source.ts';

export interface PlainRules {
  readonly dialect: Dialect;
  /** Whether a slide begins at this line (`at`) or behind it (`behind`); `below` puts it under the slide before it. */
  cut(line: string, next: string, before: string): 'at' | 'behind' | 'below' | null;
  /** A line of this kind begins the notes; the first group is their first words. */
  readonly notes: RegExp | null;
  /** What is not read yet, for people; null when nothing is missing. */
  readonly missing: string | null;
}

/** Lectern's own, in every dialect. */
const DIRECTIVES: readonly string[] = ['demo', 'include'];

export function readPlainly(file: SourceFile, start: number, scan: Scan, rules: PlainRules): Draft {
  const lineOf = (i: number): string => (scan.starts[i] === undefined ? '' : file.text.slice(scan.starts[i], lineEnd(scan, i)));
  const slides: DraftSlide[] = [];
  let from = start;
  let notesFrom = -1;
  let notesAt = -1;
  let below = false;
  const close = (end: number): void => {
    const first = file.text.slice(from, end).search(/\S/);
    const spot = { file, offset: Math.min(from + Math.max(0, first), Math.max(0, file.text.length - 1)) };
    const properties = new Map<string, Property>();
    const content = readComments(fragment(file, from, notesFrom === -1 ? end : notesFrom), (key) => DIRECTIVES.includes(key), properties);
    const notes = notesFrom === -1 ? [] : [fragment(file, notesAt, end)];
    slides.push({ spot, parts: [{ spot, properties, content, notes }], below });
    notesFrom = -1;
  };
  let before = '';
  for (let i = 0; i < scan.starts.length; i++) {
    const at = scan.starts[i] ?? 0;
    const line = lineOf(i);
    const cut = scan.kinds[i] === TEXT ? rules.cut(line, scan.kinds[i + 1] === TEXT ? lineOf(i + 1) : '', before) : null;
    if (cut !== null) {
      // What stands before the first heading is a slide only when there is something.
      if (cut !== 'at' || file.text.slice(from, at).trim() !== '') close(at);
      from = cut === 'at' ? at : Math.min(file.text.length, lineEnd(scan, i) + 1);
      below = cut === 'below';
    } else if (notesFrom === -1 && rules.notes !== null && scan.kinds[i] === TEXT) {
      const match = rules.notes.exec(line);
      if (match !== null) {
        notesFrom = at;
        notesAt = at + match[0].length;
      }
    }
    before = line;
  }
  close(file.text.length);
  const messages =
    rules.missing === null
      ? []
      : [report({ file, offset: start }, 'info', 'dialect-in-part', `the ${rules.dialect} dialect is read in part: ${rules.missing}`)];
  return {
    slides,
    notation: { classes: 'none', classNames: new Set(), templates: false, looseBlocks: false, starLines: false },
    messages,
  };
}
