// The blocks of a section, each a run of lines that stays on one slide, and how high
// each is on it (heights.ts).
import { CODE, COMMENT, FENCE, lineText, RAW, type Scan } from '../scan.ts';
import { GAP, heightOf, LETTERS, LINE, LONGEST, lettersIn, ROOM } from './heights.ts';
import { type Heading, ITEM, type Outline } from './outline.ts';
import { sentenceStarts } from './sentences.ts';

export type BlockKind = 'heading' | 'text' | 'item' | 'quote' | 'code' | 'table' | 'html' | 'comment' | 'definition';

export interface Block {
  readonly kind: BlockKind;
  /** Offsets into the scan's text; white space behind is not part of it. */
  readonly start: number;
  readonly end: number;
  readonly height: number;
  /** Of a heading. */
  readonly heading: Heading | null;
  /** A further sentence of the paragraph before it. */
  readonly inner: boolean;
  /** Of an item of an ordered list: what counting from its first item gives. */
  readonly number: number | null;
}

/** A paragraph higher than this may be cut between sentences. */
const LONG_TEXT = ROOM * 0.8;

/** Blocks of the lines from `from` to `to` (exclusive) of a scan. */
export function blocksOf(scan: Scan, { heads, inside }: Outline, from: number, to: number): Block[] {
  const out: Block[] = [];
  let kind: BlockKind | null = null;
  let first = from;
  let last = from;
  let column = 0; // at which the text of the open list item begins; 0 = none
  let count = 0;
  const flush = (): void => {
    if (kind === null) return;
    const start = scan.starts[first] ?? 0;
    const end = start + scan.text.slice(start, (scan.starts[last + 1] ?? scan.text.length + 1) - 1).trimEnd().length;
    const text = scan.text.slice(start, end);
    const ordered = kind === 'item' ? /^\s*(\d{1,9})[.)]/.exec(text)?.[1] : undefined;
    count = ordered === undefined ? 0 : count === 0 ? Number(ordered) : count + 1;
    const base = { kind: kindOf(kind, text), start, end, heading: heads.get(first) ?? null, inner: false };
    const block: Block = { ...base, height: heightOf(base.kind, text, base.heading), number: ordered === undefined ? null : count };
    if (block.kind === 'text' && block.height > LONG_TEXT && text.length <= LONGEST) out.push(...sentencesOf(block, text));
    else out.push(block);
  };
  let blank = true;
  for (let i = from; i < to; i++) {
    const line = lineText(scan, i);
    const lineKind = scan.kinds[i];
    if (line.trim() === '' && lineKind !== FENCE) {
      blank = true;
      continue;
    }
    const begins = beginning(i, line, lineKind ?? 0);
    if (begins !== null) {
      flush();
      kind = begins;
      first = i;
      if (begins !== 'item') column = 0;
    }
    last = i;
    blank = false;
    const head = heads.get(i);
    if (head !== undefined) {
      last = head.end - 1;
      i = last;
    }
  }
  flush();
  return out;

  /** The kind of block that begins with this line; null when it belongs to the one before. */
  function beginning(i: number, line: string, lineKind: number): BlockKind | null {
    if (kind !== null && inside[i] === 1) return null;
    const indent = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0;
    if (column > 0 && indent >= column) return null;
    if (heads.has(i)) return 'heading';
    const before = i > from ? scan.kinds[i - 1] : -1;
    if (lineKind === FENCE) return before === FENCE && !blank && kind === 'code' ? null : 'code';
    if (lineKind === CODE) return kind === 'code' && before !== FENCE ? null : 'code';
    if (lineKind === COMMENT || lineKind === RAW) return before === lineKind && !blank ? null : lineKind === RAW ? 'html' : 'comment';
    const item = ITEM.exec(line);
    if (item !== null && (blank || kind !== 'text' || /^[-*+]|^1[.)]/.test(item[2] ?? ''))) {
      column = indent + (item[2] ?? '').length + Math.min(4, Math.max(1, (item[3] ?? ' ').length));
      return 'item';
    }
    if (/^ {0,3}>/.test(line)) return kind === 'quote' && !blank ? null : 'quote';
    if (/^ {0,3}<!--/.test(line)) return 'comment';
    const goesOn = kind !== null && kind !== 'code' && kind !== 'heading' && kind !== 'comment';
    if (!blank && goesOn) return null;
    if (/^ {0,3}\[[^\]\s][^\]]*\]:/.test(line)) return 'definition';
    // What is indented under a footnote belongs to it.
    if (kind === 'definition' && indent >= 2) return null;
    return /^ {0,3}<[A-Za-z/]/.test(line) ? 'html' : 'text';
  }
}

/** Knowing all of its text. */
function kindOf(kind: BlockKind, text: string): BlockKind {
  if (kind === 'text' && text.slice(0, text.indexOf('\n')).includes('|')) {
    const [, second = ''] = text.split('\n', 2);
    if (/^[\s|:-]*-[\s|:-]*$/.test(second)) return 'table';
  }
  return kind === 'comment' && !/-->\s*$/.test(text) ? 'html' : kind;
}

/** The paragraph in sentences, so that it may be cut between them. */
function sentencesOf(block: Block, text: string): Block[] {
  const starts = [0, ...sentenceStarts(text)];
  return starts.map((at, i) => {
    const end = starts[i + 1] ?? text.length;
    const height = (lettersIn(text.slice(at, end)) / LETTERS) * LINE + (end === text.length ? GAP : 0);
    return { ...block, start: block.start + at, end: block.start + text.slice(0, end).trimEnd().length, height, inner: i > 0 };
  });
}
