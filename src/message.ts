// A message is a problem with its place, as data: collected while a talk is
// compiled, shown in the terminal, in the deck and in `inspect --json`.
// Author mistakes become messages; only programmer mistakes throw.

/** `error` the talk is not what was meant; `warning` mended or doubtful; `info` worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** A point in a text file; line and column count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One problem: where, how bad, which rule saw it, what is wrong and the way out. */
export interface Message extends Place {
  readonly severity: Severity;
  /** Stable kebab-case name, such as `unknown-layout`. */
  readonly rule: string;
  /** One sentence in lower case, no full stop, naming the value and the way out. */
  readonly reason: string;
  /** The source line with a caret under the column, where the source is at hand. */
  readonly frame?: string;
}

/** Builds a message at a place; `text` is the line that it names, see lineOf. */
export function message(place: Place, severity: Severity, rule: string, reason: string, text?: string): Message {
  const { file, line, column } = place;
  const base = { file, line, column, severity, rule, reason };
  return text === undefined ? base : { ...base, frame: frameOf(text, line, column) };
}

/** A line of a text, from 1, without its end; empty where there is none. */
export function lineOf(source: string, line: number): string {
  return source.split(/\r\n|\n|\r/)[line - 1] ?? '';
}

/** A line's text with its number, and a caret under a column: two lines of text. */
function frameOf(text: string, line: number, column: number): string {
  const gutter = `${line} | `;
  const start = Math.max(0, Math.min(column - 60, text.length - 100));
  const shown = text.slice(start, start + 100);
  const pad = shown.slice(0, Math.max(0, column - 1 - start)).replace(/[^\t]/g, ' ');
  return `${gutter}${shown}\n${' '.repeat(gutter.length)}${pad}^`;
}

/** `file:line:column: severity: reason`, then the frame. */
export function formatMessage(m: Message): string {
  const head = `${m.file}:${m.line}:${m.column}: ${m.severity}: ${m.reason}`;
  return m.frame === undefined ? head : `${head}\n${m.frame}`;
}

/** The candidate nearest to a mistyped word, or undefined when none is near. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const d = distance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

/** `" (did you mean "x"?)"`, or nothing: to be put behind a reason. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = closest(word, candidates);
  return near === undefined ? '' : ` (did you mean "${near}"?)`;
}

/** Edit distance with swaps of neighbours counted as one; gives up at `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, (before[j - 2] ?? 0) + 1);
      next.push(d);
    }
    before = row;
    row = next;
  }
  return Math.min(limit, row[b.length] ?? limit);
}
