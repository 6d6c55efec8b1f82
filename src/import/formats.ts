// What can be imported, and how a file's format is told: by its extension, for plain
// text by what stands in it.
import { extname } from 'node:path';

export interface Format {
  readonly name: string;
  readonly extensions: readonly string[];
  /** Its name as pandoc knows it; null for what we read ourselves. */
  readonly pandoc: string | null;
}

export const FORMATS: readonly Format[] = [
  { name: 'slides', extensions: ['.txt', '.text'], pandoc: null },
  { name: 'markdown', extensions: ['.md', '.markdown', '.mkd'], pandoc: null },
  { name: 'rst', extensions: ['.rst', '.rest'], pandoc: 'rst' },
  { name: 'org', extensions: ['.org'], pandoc: 'org' },
  { name: 'docx', extensions: ['.docx'], pandoc: 'docx' },
  { name: 'odt', extensions: ['.odt'], pandoc: 'odt' },
  { name: 'ipynb', extensions: ['.ipynb'], pandoc: 'ipynb' },
  { name: 'html', extensions: ['.html', '.htm', '.xhtml'], pandoc: 'html' },
  { name: 'latex', extensions: ['.tex', '.latex', '.ltx'], pandoc: 'latex' },
  { name: 'mediawiki', extensions: ['.mediawiki', '.wiki'], pandoc: 'mediawiki' },
  { name: 'dokuwiki', extensions: ['.dokuwiki'], pandoc: 'dokuwiki' },
  { name: 'textile', extensions: ['.textile'], pandoc: 'textile' },
  { name: 'creole', extensions: ['.creole'], pandoc: 'creole' },
  { name: 'docbook', extensions: ['.dbk', '.docbook'], pandoc: 'docbook' },
  { name: 'epub', extensions: ['.epub'], pandoc: 'epub' },
  { name: 'rtf', extensions: ['.rtf'], pandoc: 'rtf' },
  { name: 'opml', extensions: ['.opml'], pandoc: 'opml' },
];

export function formatNamed(name: string): Format | null {
  return FORMATS.find((format) => format.name === name) ?? null;
}

export function formatOfFile(file: string): Format | null {
  const extension = extname(file).toLowerCase();
  return FORMATS.find(({ extensions }) => extensions.includes(extension)) ?? null;
}

/** What a text without a telling extension is written in, and what says so. */
export function formatOfText(text: string): { readonly name: 'slides' | 'markdown' | 'rst'; readonly reason: string } {
  const lines = withoutFences(text).split(/\r\n|\n|\r/);
  const at = (pattern: RegExp): number => lines.findIndex((line) => pattern.test(line)) + 1;
  const directive = at(/^\.\. (?:[\w-]+::|_[^:\n]+:|\[)/);
  if (directive > 0) return { name: 'rst', reason: `"${(lines[directive - 1] ?? '').slice(0, 30)}" on line ${directive}` };
  if (text.includes('\f')) return { name: 'slides', reason: 'form feeds between slides' };
  const signs: readonly (readonly [RegExp, string])[] = [
    [/^#{1,6} \S/, 'a heading'],
    [/^(?:class|layout|template|name): ?\S/, 'a property of remark.js'],
    [/^\?\?\?/, 'notes of remark.js'],
    [/^={3,}\s*$/, 'an underlined heading'],
    [/^(?:---|marp: true)\s*$/, 'front matter or separators'],
    [/\[[^\]]+\]\([^)\s]+\)/, 'a link'],
  ];
  for (const [pattern, what] of signs) {
    const line = at(pattern);
    if (line > 0) return { name: 'markdown', reason: `${what} on line ${line}` };
  }
  return { name: 'slides', reason: 'no marks of Markdown' };
}

function withoutFences(text: string): string {
  return text.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$/gm, (fence) => fence.replace(/[^\n]/g, ''));
}
