// A piece of a source file: a `// #region name`, a range of lines or all of it, as
// it is shown on a slide: without region lines and `@mark` comments, dedented.

export interface Snippet {
  readonly text: string;
  /** First and last line in the file, from 1. */
  readonly from: number;
  readonly to: number;
  /** Each `@mark`, and the line of `text` (from 1) that it stands before or on. */
  readonly marks: readonly SnippetMark[];
}

export interface SnippetMark {
  readonly label: string;
  readonly line: number;
}

export interface SnippetAddress {
  readonly path: string;
  readonly region: string | null;
  readonly lines: { readonly from: number; readonly to: number } | null;
}

/** `a/b.ts#region`, `a/b.ts:10-20`, `a/b.ts:10` or `a/b.ts`. */
export function parseSnippetAddress(written: string): SnippetAddress {
  const region = /^(.*?)#([^#]+)$/.exec(written);
  if (region !== null) return { path: region[1] ?? '', region: region[2] ?? '', lines: null };
  const lines = /^(.*?):(\d+)(?:-(\d+))?$/.exec(written);
  if (lines !== null) {
    const from = Number(lines[2]);
    return { path: lines[1] ?? '', region: null, lines: { from, to: Number(lines[3] ?? from) } };
  }
  return { path: written, region: null, lines: null };
}

/** Region markers as editors know them, in the comment signs of many languages. */
const REGION = /^\s*(?:\/\/|#|--|\/\*|<!--|;|%)?\s*#?(region|endregion)\b\s*([^*]*?)\s*(?:\*\/|-->)?\s*$/;
const MARK_LABEL = /@mark[ \t]+(\S.*?)[ \t]*(?:\*\/.*)?$/;
const MARK = /(?:\/\/|#|--|;)\s*@mark\b.*$|\/\*\s*@mark\b.*?\*\//;

/** The names of a file's regions. */
export function regionNames(source: string): readonly string[] {
  return source.split('\n').flatMap((line) => {
    const match = regionLine(line);
    return match?.kind === 'region' && match.name !== '' ? [match.name] : [];
  });
}

/** Cuts the snippet out, or says why it cannot. */
export function cutSnippet(source: string, address: SnippetAddress): Snippet | 'no-region' | 'no-lines' {
  const lines = source.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  let from = 1;
  let to = lines.length;
  if (address.lines !== null) {
    ({ from, to } = address.lines);
    if (from < 1 || to < from || from > lines.length) return 'no-lines';
    to = Math.min(to, lines.length);
  } else if (address.region !== null) {
    const start = lines.findIndex((line) => {
      const match = regionLine(line);
      return match?.kind === 'region' && match.name === address.region;
    });
    if (start === -1) return 'no-region';
    from = start + 2;
    to = endOfRegion(lines, start);
  }
  const shown: string[] = [];
  const marks: SnippetMark[] = marksAbove(lines, from).map((label) => ({ label, line: 1 }));
  for (const line of lines.slice(from - 1, to)) {
    if (regionLine(line) !== null) continue;
    const label = labelOf(line);
    const code = line.replace(MARK, '').trimEnd();
    if (label !== null) marks.push({ label, line: shown.length + 1 });
    if (!MARK.test(line)) shown.push(line);
    else if (code.trim() !== '') shown.push(code);
  }
  let cut = 0;
  while (shown[0]?.trim() === '') {
    shown.shift();
    cut++;
  }
  from += cut;
  while (shown.at(-1)?.trim() === '') {
    shown.pop();
    to--;
  }
  const indent = Math.min(...shown.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0));
  const text = Number.isFinite(indent) ? shown.map((line) => line.slice(indent)).join('\n') : '';
  return { text, from, to: Math.max(from, to), marks: marks.map((mark) => ({ ...mark, line: lineOf(mark.line - cut, shown) })) };
}

/** The label of a line's mark comment; null where there is none. */
function labelOf(line: string): string | null {
  return MARK.test(line) ? (MARK_LABEL.exec(line)?.[1]?.slice(0, 200) ?? null) : null;
}

/** Labels of the marks that stand right above line `from`, with nothing but region lines between. */
function marksAbove(lines: readonly string[], from: number): string[] {
  const labels: string[] = [];
  for (let i = from - 2; i >= 0; i--) {
    const line = lines[i] ?? '';
    const label = labelOf(line);
    const alone = label !== null && line.replace(MARK, '').trim() === '';
    if (alone) labels.unshift(label);
    else if (regionLine(line)?.kind !== 'region') break;
  }
  return labels;
}

/** A mark points at the next line that has something on it; behind the last one, at that. */
function lineOf(line: number, shown: readonly string[]): number {
  const start = Math.max(1, line);
  const next = shown.findIndex((text, i) => i >= start - 1 && text.trim() !== '');
  return next === -1 ? Math.max(1, shown.length) : next + 1;
}

function regionLine(line: string): { kind: 'region' | 'endregion'; name: string } | null {
  if (!line.includes('region')) return null;
  const match = REGION.exec(line);
  if (match === null || !/#\s*(end)?region|#(end)?region/.test(line)) return null;
  return { kind: match[1] === 'region' ? 'region' : 'endregion', name: (match[2] ?? '').trim() };
}

/** Line number (from 1) of the last line inside the region that begins at index `start`; regions nest. */
function endOfRegion(lines: readonly string[], start: number): number {
  let depth = 0;
  for (let i = start; i < lines.length; i++) {
    const kind = regionLine(lines[i] ?? '')?.kind;
    if (kind === 'region') depth++;
    else if (kind === 'endregion' && --depth === 0) return i;
  }
  return lines.length;
}
