// The dialects, and which one a text is written in. A new dialect is one new file
// and one line in this list; the order is that of detection.
import type { Dialect } from '../deck.ts';
import { article } from './article.ts';
import type { DialectReader, TextLine } from './draft.ts';
import { marp } from './marp.ts';
import { remarkjs } from './remark.ts';
import { reveal } from './reveal.ts';
import { lineText, type Scan, TEXT } from './scan.ts';
import type { SourceFile } from './source.ts';

export const DIALECT_READERS: readonly DialectReader[] = [marp, remarkjs, reveal, article];

/** Lines; who writes slides of more? */
const LONG_SLIDE = 40;

export interface Detected {
  readonly reader: DialectReader;
  /** For people. */
  readonly reason: string;
}

export function readerOf(dialect: Dialect): DialectReader {
  return DIALECT_READERS.find((reader) => reader.name === dialect) ?? article;
}

/** Looks for marks of a dialect in the text behind the front matter. */
export function detectDialect(file: SourceFile, scan: Scan, frontMatter: ReadonlyMap<string, unknown>): Detected {
  for (const reader of DIALECT_READERS) {
    const reason = reader.detect(textLines(file, scan), frontMatter);
    if (reason !== null) return { reader, reason };
  }
  // Nothing but `---` between slides: every slide dialect reads that alike.
  let separators = 0;
  let headings = 0;
  let count = 0;
  let before = '';
  for (const { text } of textLines(file, scan)) {
    if (text === '---' && before.trim() === '') separators++;
    if (/^#{1,3} /.test(text)) headings++;
    count++;
    before = text;
  }
  // A document may have some rulers: then most headings stand between two of them, far apart.
  const ruled = headings >= 2 * (separators + 1) && count / (separators + 1) > LONG_SLIDE;
  if (separators >= 2 && !ruled) return { reader: remarkjs, reason: `"---" alone on ${separators} lines, and no mark of another dialect` };
  return { reader: article, reason: 'no mark of a slide dialect' };
}

/** The lines outside code and comments, made one by one, since most marks stand near the top. */
function* textLines(file: SourceFile, scan: Scan): Generator<TextLine> {
  const first = file.lineStarts.length - scan.starts.length + 1;
  for (let i = 0; i < scan.starts.length; i++) {
    if (scan.kinds[i] === TEXT) yield { text: lineText(scan, i), number: first + i };
  }
}
