// How high the parts of a document are on a slide: estimates in px of a slide of 1080,
// its type at full size, in the column that is left beside a panel.
import type { BlockKind } from './blocks.ts';
import { type Heading, ITEM } from './outline.ts';

/** What a slide has for its content, in px. */
export const ROOM = 880;
export const LINE = 54;
export const GAP = 32;
const CODE_LINE = 39;
const ROW = 79;
/** What a line of text and a line of code hold, in letters. */
export const LETTERS = 54;
const CODE_LETTERS = 62;
/** A picture's height is not known; most are wider than high. */
const PICTURE = 460;
/** A block of more characters was written by no hand: it is measured by its length alone. */
export const LONGEST = 20_000;
/** Of a block with this text, in px. */
export function heightOf(kind: BlockKind, text: string, heading: Heading | null): number {
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
export function lettersIn(text: string): number {
  if (text.length > LONGEST) return text.length;
  const seen = text.replace(/\]\([^)]*\)|\]\[[^\]]*\]|<\/?[A-Za-z][^>]*>/g, '').replace(/\s+/g, ' ');
  return seen.length + (seen.match(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/g) ?? []).length;
}
