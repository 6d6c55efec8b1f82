// A head of `Key: value` lines at the very top of a document, as MultiMarkdown and the
// writers of blogs have it, in place of YAML front matter: up to the first empty line,
// a value goes on in lines that are indented. A paragraph that only looks like one stays.
import { KNOWN_PROPERTIES } from '../dialects/remark-properties.ts';

export interface HeadLine {
  /** In small letters, white space as `-`. */
  readonly key: string;
  readonly value: string;
  readonly offset: number;
}

export interface Head {
  readonly lines: readonly HeadLine[];
  /** Behind the head and its empty line. */
  readonly end: number;
}

/** Keys that documents have in common; two of them, or a title, make a head. */
const USUAL: readonly string[] = [
  'title',
  'author',
  'authors',
  'date',
  'tags',
  'category',
  'summary',
  'subtitle',
  'keywords',
  'slug',
  'lang',
];

const LINE = /^([A-Za-z][\w-]*(?: [\w-]+){0,2})[ \t]*:[ \t]+(\S.*)$/;

/** Null when the text begins with something else. */
export function readHead(text: string): Head | null {
  const lines: HeadLine[] = [];
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, end);
    if (line.trim() === '') break;
    const match = LINE.exec(line);
    const last = lines.at(-1);
    if (match !== null) lines.push({ key: keyOf(match[1] ?? ''), value: (match[2] ?? '').trim(), offset: at });
    // An empty value says nothing.
    else if (/^[A-Za-z][\w -]*:[ \t]*$/.test(line)) lines.push({ key: keyOf(line.replace(/:[ \t]*$/, '')), value: '', offset: at });
    else if (last !== undefined && /^[ \t]+\S/.test(line))
      lines[lines.length - 1] = { ...last, value: `${last.value} ${line.trim()}`.trim() };
    else return null;
    at = end + 1;
  }
  const keys = new Set(lines.map(({ key }) => key));
  const usual = USUAL.filter((key) => keys.has(key)).length;
  if (usual < 2 && !keys.has('title')) return null;
  // The properties of a slide at its top.
  if (KNOWN_PROPERTIES.some((key) => keys.has(key) && key !== 'template')) return null;
  return { lines, end: Math.min(text.length, at + 1) };
}

function keyOf(written: string): string {
  return written.trim().toLowerCase().replace(/\s+/g, '-');
}
