// The dialects, and which one a text is written in. A new dialect is one new file
// and one line in this list; the order is that of detection.
import type { Dialect } from '../deck.ts';
import { article } from './article.ts';
import type { DialectReader, TextLine } from './draft.ts';
import { marp } from './marp.ts';
import { remarkjs } from './remark.ts';
import { reveal } from './reveal.ts';
import { lineEnd, scanText, TEXT } from './scan.ts';
import type { SourceFile } from './source.ts';

export const DIALECT_READERS: readonly DialectReader[] = [marp, remarkjs, reveal, article];

export interface Detected {
  readonly reader: DialectReader;
  /** For people. */
  readonly reason: string;
}

export function readerOf(dialect: Dialect): DialectReader {
  return DIALECT_READERS.find((reader) => reader.name === dialect) ?? article;
}

/** Looks for marks of a dialect in the text behind the front matter. */
export function detectDialect(file: SourceFile, start: number, frontMatter: ReadonlyMap<string, unknown>): Detected {
  const lines = textLines(file, start);
  for (const reader of DIALECT_READERS) {
    const reason = reader.detect(lines, frontMatter);
    if (reason !== null) return { reader, reason };
  }
  // Nothing but `---` between slides: every slide dialect reads that alike.
  const separators = lines.filter(({ text }, i) => text === '---' && (lines[i - 1]?.text ?? '').trim() === '');
  if (separators.length >= 2) return { reader: remarkjs, reason: `"---" alone on ${separators.length} lines, and no mark of another dialect` };
  return { reader: article, reason: 'no mark of a slide dialect' };
}

function textLines(file: SourceFile, start: number): TextLine[] {
  const scan = scanText(file.text, start);
  const first = file.lineStarts.indexOf(start) + 1;
  const lines: TextLine[] = [];
  for (const [i, kind] of scan.kinds.entries()) {
    if (kind === TEXT) lines.push({ text: file.text.slice(scan.starts[i], lineEnd(scan, i)), number: Math.max(1, first) + i });
  }
  return lines;
}
