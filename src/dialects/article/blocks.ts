// The blocks of a section, each a run of lines that stays on one slide, and how high
// each is on it. Heights are estimates in px of a slide of 1080, its type at full
// size, in the column that is left beside a panel.
import { CODE, COMMENT, FENCE, lineText, RAW, type Scan } from '../scan.ts';
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

/** What a slide has for its content, in px. */
export const ROOM = 880;
const LINE = 54;
const GAP = 32;
const CODE_LINE = 39;
const ROW = 79;
/** What a line of text and a line of code hold, in letters. */
const LETTERS = 54;
const CODE_LETTERS = 62;
/** A picture's height is not known; most are wider than high. */
const PICTURE = 460;
/** A block of more characters was written by no hand: it is measured by its length alone. */
const LONGEST = 20_000;
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

function heightOf(kind: BlockKind, text: string, heading: Heading | null): number {
  if (text.length > LONGEST) return (text.length / LETTERS) * LINE;
  switch (kind) {
    case 'heading':
      return headingHeight(heading?.level ?? 3, heading?.text ?? text);
    case 'comment':
    case 'definition':
      return 0;
    case 'code': {
      const lines = text.split('\n');
      const widest = Math.max(...lines.map((line) => line.length));
      const shrunk = Math.min(1, Math.max(0.7, CODE_LETTERS / widest));
      return (lines.length - (/^\s*[`~]{3}/.test(text) ? 2 : 0)) * CODE_LINE * shrunk + 43 + GAP;
    }
    case 'table':
      return (text.split('\n').length - 1) * ROW + GAP;
    case 'item':
      return itemHeight(text);
    case 'quote':
      return textHeight(text.replace(/^[ \t]*>[ \t]?/gm, ''), LETTERS * 0.85, LINE * 1.12);
    case 'html':
      return /<(?:img|video|picture|svg|iframe)\b/i.test(text) ? PICTURE : textHeight(text.replace(/<[^>]*>/g, ''), LETTERS, LINE);
    case 'text':
      return textHeight(text, LETTERS, LINE);
  }
}

export function headingHeight(level: number, text: string): number {
  const em = level === 1 ? 72 : level === 2 ? 61 : level === 3 ? 42 : 36;
  const lines = Math.max(1, Math.ceil((lettersIn(text) * em * 0.5) / 1000));
  return level < 3 ? lines * em * 1.1 + em / 2 : lines * em * 1.25 + em * 1.65;
}

/** Items hold whatever a text holds: each of its lines counts, code by its own measure. */
function itemHeight(text: string): number {
  let height = 0;
  let fence = false;
  let paragraph = '';
  const close = (): void => {
    if (paragraph !== '') height += linesIn(paragraph, LETTERS - 3) * LINE + 13;
    paragraph = '';
  };
  for (const line of text.split('\n')) {
    if (/^\s*(?:[-*+]\s+|\d+[.)]\s+)*(?:```|~~~)/.test(line)) {
      close();
      fence = !fence;
      height += CODE_LINE;
    } else if (fence) height += CODE_LINE;
    else if (line.trim() === '') close();
    else if (ITEM.test(line)) {
      close();
      paragraph = line.replace(ITEM, '');
    } else paragraph += ` ${line.trim()}`;
  }
  close();
  return height;
}

function textHeight(text: string, letters: number, line: number): number {
  const words = text.replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?/g, '');
  const pictures = words === text ? 0 : PICTURE;
  const paragraphs = words.split(/\n[ \t]*\n/).filter((part) => part.trim() !== '');
  return paragraphs.reduce((sum, part) => sum + linesIn(part, letters) * line + GAP, pictures);
}

/** Lines that a paragraph takes, hard breaks counted. */
function linesIn(paragraph: string, letters: number): number {
  return paragraph.split(/ {2}\n|\\\n|<br ?\/?>/).reduce((sum, part) => sum + Math.max(1, Math.ceil(lettersIn(part) / letters)), 0);
}

/** Letters that are seen: not the addresses of links, not tags; a wide one counts twice. */
function lettersIn(text: string): number {
  if (text.length > LONGEST) return text.length;
  const seen = text.replace(/\]\([^)]*\)|\]\[[^\]]*\]|<\/?[A-Za-z][^>]*>/g, '').replace(/\s+/g, ' ');
  return seen.length + (seen.match(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/g) ?? []).length;
}
