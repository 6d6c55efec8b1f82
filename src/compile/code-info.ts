// A fence's info string: language first, then in any order line steps or static
// lines in braces, `file=path#region`, `demo` or `demo=name`; other words are left alone.
import type { Focus } from '../deck.ts';

export type Lines = Focus['lines'];

export interface CodeInfo {
  readonly lang: string | null;
  /** One group: those lines are marked. More: each is lit one step after the other. */
  readonly groups: readonly Lines[];
  /** The number of the first line, where the lines are numbered: in Reveal's brackets, `[10: 1|3]` or `[]`. */
  readonly numbered: number | null;
  /** As written: `../x.ts#region`, `../x.ts:10-20` or the bare path. */
  readonly file: string | null;
  /** '' for an inline demo without a name. */
  readonly demo: string | null;
}

export function parseCodeInfo(lang: string | null | undefined, meta: string | null | undefined): CodeInfo {
  let rest = [lang, meta].filter(Boolean).join(' ');
  let groups: Lines[] = [];
  let numbered: number | null = null;
  rest = rest.replace(
    /([{[])(?:\s*(\d{0,6})\s*:)?([\d\s,|*-]*|[\d\s,|*-]*all[\d\s,|*al-]*)[}\]]/,
    (whole, open: string, first?: string, inside = '') => {
      const brackets = open === '[';
      if (brackets !== whole.endsWith(']') || (!brackets && (first !== undefined || inside.trim() === ''))) return whole;
      if (brackets) numbered = Number(first || 1);
      if (inside.trim() !== '') groups = inside.split('|').map(parseLines);
      return ' ';
    },
  );
  let file: string | null = null;
  let demo: string | null = null;
  let language: string | null = null;
  for (const [i, word] of rest.split(/\s+/).filter(Boolean).entries()) {
    const match = /^(file|demo)(?:=(.*))?$/.exec(word);
    const value = match?.[2]?.replace(/^(["'])(.*)\1$/, '$2');
    if (match?.[1] === 'file' && value) file = value;
    else if (match?.[1] === 'demo' && (i > 0 || value !== undefined)) demo = value ?? '';
    else if (i === 0 && !word.startsWith('{')) language = word.replace(/^\{?\.?/, '').replace(/[{},].*$/, '') || null;
  }
  if (language === null && file !== null) language = /\.([\w+-]+)(?:[#:].*)?$/.exec(file)?.[1]?.toLowerCase() ?? null;
  return { lang: language, groups, numbered, file, demo };
}

/** `3-5,8` as lines; what is no line, `all`, `*` or empty is all of them. */
function parseLines(text: string): Lines {
  const lines = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*$/.exec(part);
    if (match === null) continue;
    const from = Number(match[1]);
    const to = Math.min(Number(match[2] ?? from), from + 9999);
    for (let n = from; n <= to; n++) lines.add(n);
  }
  return lines.size === 0 ? 'all' : [...lines].sort((a, b) => a - b);
}
