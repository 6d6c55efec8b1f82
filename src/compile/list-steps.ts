// Lists that grow by `--`: the empty line before a `--` says that something follows
// later, not that the list's items are paragraphs. It is taken out between two items,
// or the whole list would stand wide apart.
import { type Fragment, literal, partAt, replace } from '../dialects/source.ts';

const ITEM = /^[ \t]*([-*+]|\d{1,9}[.)])(?=[ \t]|$)/;

interface Line {
  readonly start: number;
  /** Behind its text, before its line break. */
  readonly end: number;
  readonly blank: boolean;
  /** What its item is marked with: `-`, or `.` of `1.`; null where it begins none. */
  readonly marker: string | null;
}

export function joinListSteps(source: Fragment): Fragment {
  const begins = source.pieces.filter(({ part }, i) => part > (source.pieces[i - 1]?.part ?? 0)).map(({ at }) => at);
  if (begins.length === 0) return source;
  const ranges: { start: number; end: number; by: Fragment }[] = [];
  let next = 0;
  /** The last line with text on it, how many empty ones have followed, and the markers of its block. */
  let last: Line | null = null;
  let blanks = 0;
  let markers = new Set<string>();
  for (const line of linesOf(source.text)) {
    if (line.blank) {
      blanks++;
      continue;
    }
    let grows = false;
    for (; (begins[next] ?? Number.POSITIVE_INFINITY) <= line.start; next++) grows = true;
    if (grows && blanks > 0 && last !== null && line.marker !== null && markers.has(line.marker))
      ranges.push({ start: last.end, end: line.start, by: literal('\n', partAt(source, last.end)) });
    else if (blanks > 0) markers = new Set();
    if (line.marker !== null) markers.add(line.marker);
    blanks = 0;
    last = line;
  }
  return ranges.length === 0 ? source : replace(source, ranges);
}

function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start < text.length; ) {
    const at = text.indexOf('\n', start);
    const end = at === -1 ? text.length : at;
    const line = text.slice(start, end);
    yield { start, end, blank: line.trim() === '', marker: ITEM.exec(line)?.[1]?.at(-1) ?? null };
    start = end + 1;
  }
}
