// What two runs of a demo are compared by: the lines that a pane printed, with what
// may differ from run to run replaced by placeholders. Declared volatile things come
// first, then what differs in every run: ports that were handed over, pids, dates.

export interface NormaliseRules {
  /**
   * Regular expressions as a demo states them. Of one with groups only what these caught is
   * replaced, else all that it matched. `^` and `$` match at every line.
   */
  readonly volatile: readonly string[];
  /** Texts that a pane handed over to others, and what stands for them: a port, `server.1`. */
  readonly handed: readonly { readonly text: string; readonly name: string }[];
}

const VOLATILE = '‹volatile›';

/** ISO 8601 with a time of day, and numbers that are called a pid. */
const EVERYWHERE: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g, name: '‹time›' },
  { pattern: /(?<=\b(?:pid|process)[ :=#]{1,3})\d{2,}\b/gi, name: '‹pid›' },
];

/** The lines of a pane, made alike. A pattern that matches a line end makes one line of two. */
export function normalise(lines: readonly string[], { volatile, handed }: NormaliseRules): string[] {
  let text = lines.join('\n');
  for (const pattern of volatile) text = replaceCaught(text, pattern);
  for (const { text: word, name } of [...handed].sort((a, b) => b.text.length - a.text.length)) {
    const escaped = word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    text = text.replace(new RegExp(`(?<![\\w.])${escaped}(?!\\w)`, 'g'), `‹${name}›`);
  }
  for (const { pattern, name } of EVERYWHERE) text = text.replace(pattern, name);
  return text === '' ? [] : text.split('\n').map((line) => line.trimEnd());
}

function replaceCaught(text: string, pattern: string): string {
  const expression = new RegExp(pattern, 'dgm');
  let out = '';
  let at = 0;
  const put = (from: number, to: number): void => {
    // Groups may lie within each other, and an empty one catches nothing.
    if (from < at || to === from) return;
    out += text.slice(at, from) + VOLATILE;
    at = to;
  };
  for (const match of text.matchAll(expression)) {
    const groups = (match.indices ?? []).slice(1).filter((range) => range !== undefined);
    if (match.length === 1) put(match.index, match.index + match[0].length);
    else for (const [from, to] of groups.sort(([a], [b]) => a - b)) put(from, to);
  }
  return out + text.slice(at);
}
