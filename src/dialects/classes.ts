// Content classes, `.a.b[ … ]`: where they stand in a text. Brackets inside code
// do not count, and nothing inside code, a tag or a link's address is a class.
// In the original's manner any bracket counts and a class may stand anywhere.
import { CODE, COMMENT, FENCE, lineEnd, RAW, scanText, TEXT } from './scan.ts';

export interface ClassSpan {
  /** Offset of the first dot. */
  readonly start: number;
  /** Offset behind the opening bracket. */
  readonly open: number;
  /** Offset of the closing bracket. */
  readonly close: number;
  readonly names: readonly string[];
}

export interface ClassScan {
  /** The outermost ones, in order. */
  readonly spans: readonly ClassSpan[];
  /** Offsets of backslashes that keep a class from being one. */
  readonly escapes: readonly number[];
  /** Looks like a class and was left as text: `attached` to a word, or `unclosed`. */
  readonly kept: readonly { readonly offset: number; readonly text: string; readonly why: 'attached' | 'unclosed' }[];
}

export interface ClassOptions {
  readonly original: boolean;
  /** Names that may also stand close to a word. */
  readonly known: ReadonlySet<string>;
}

const CLASS = /(\\?)((?:\.[A-Za-z_-][\w-]*)+)\[/g;
const NONE: ClassScan = { spans: [], escapes: [], kept: [] };

/** Whether a look is worth it. */
export function mayHoldClasses(text: string): boolean {
  return text.includes('[') && /\.[A-Za-z_-][\w-]*\[/.test(text);
}

/** The content classes of a text. */
export function findClasses(text: string, options: ClassOptions): ClassScan {
  if (!mayHoldClasses(text)) return NONE;
  const masked = options.original ? maskOriginal(text) : mask(text);
  const closes = matchBrackets(options.original ? text : masked);
  const spans: ClassSpan[] = [];
  const escapes: number[] = [];
  const kept: { offset: number; text: string; why: 'attached' | 'unclosed' }[] = [];
  let inside = 0; // end of the last span
  for (const match of masked.matchAll(CLASS)) {
    const [whole, backslash = '', dotted = ''] = match;
    const start = match.index + backslash.length;
    if (match.index < inside) continue;
    if (backslash !== '') {
      escapes.push(match.index);
      continue;
    }
    const open = match.index + whole.length;
    const close = closes.get(open - 1);
    if (close === undefined) {
      if (text[open] === '\n') kept.push({ offset: start, text: `${dotted}[`, why: 'unclosed' });
      continue;
    }
    const names = dotted.slice(1).split('.');
    const free = start === 0 || start === inside || !/[\p{L}\p{N}_$)\]]/u.test(text[start - 1] ?? '');
    if (!free && !options.original && !mayAttach(names, text.slice(open, close), options.known)) {
      kept.push({ offset: start, text: text.slice(start, close + 1), why: 'attached' });
      continue;
    }
    spans.push({ start, open, close, names });
    inside = close + 1;
  }
  return { spans, escapes, kept };
}

/** The class names that stand apart from any word, nested ones included. */
export function freeClassNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (!mayHoldClasses(text)) return names;
  for (const match of mask(text).matchAll(CLASS)) {
    if (match[1] === '' && !/[\p{L}\p{N}_$)\]]/u.test(text[match.index - 1] ?? ' '))
      for (const name of (match[2] ?? '').slice(1).split('.')) names.add(name);
  }
  return names;
}

/** `H.sub[2]O` is a class, `list.items[0]` is prose about code. */
function mayAttach(names: readonly string[], content: string, known: ReadonlySet<string>): boolean {
  if (names.every((name) => known.has(name) || name === 'sub' || name === 'sup')) return true;
  return /\s/.test(content.trim());
}

/** The same length, with blanks where nothing can be a class or one of its brackets. */
function mask(text: string): string {
  const scan = scanText(text);
  let out = text;
  const kinds = Array.from(scan.kinds);
  if (kinds.some((kind) => kind !== TEXT)) {
    const lines: string[] = [];
    for (let i = 0; i < scan.starts.length; i++) {
      const kind = scan.kinds[i];
      const line = text.slice(scan.starts[i], lineEnd(scan, i));
      // A raw-text element may be <pre>, in which classes are meant; styles and scripts are cut below.
      lines.push(kind === FENCE || kind === CODE || kind === COMMENT ? lastBracket(line, kind === FENCE) : line);
    }
    out = lines.join('\n');
    if (kinds.includes(RAW)) out = out.replace(/<(script|style|textarea)(?=[\s>])[\s\S]*?<\/\1\s*>/gi, blank);
  }
  if (out.includes('`')) out = out.replace(/(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\1(?!`)/g, blank);
  if (out.includes('<')) out = out.replace(/<!--[\s\S]*?-->/g, blank).replace(/<\/?[A-Za-z][^<>]*>/g, blank);
  if (out.includes(']('))
    out = out.replace(/(\]\()([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)/g, (_, open: string, rest: string) => open + blank(rest));
  return out;
}

/** A fence that is closed by "```]" keeps the bracket, which is not the fence's. */
function lastBracket(line: string, fence: boolean): string {
  const tail = fence ? /^[ \t>]*(?:`{3,}|~{3,})([\s\]]*\][\s\]]*)$/.exec(line)?.[1] : undefined;
  return tail === undefined ? blank(line) : blank(line.slice(0, -tail.length)) + tail;
}

function maskOriginal(text: string): string {
  return text.replace(/(?:^|\n\n)(?: {4}[^\n]+\n*)+|`(?:[^`].*?)`|(?:^|\n) *(`{3,}|~{3,}) *\S* *\n[\s\S]+?\s*\1 *(?:\n+|$)/g, blank);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** For each opening bracket that is closed, where. */
function matchBrackets(text: string): ReadonlyMap<number, number> {
  const closes = new Map<number, number>();
  const open: number[] = [];
  for (const match of text.matchAll(/[[\]]/g)) {
    if (match[0] === '[') open.push(match.index);
    else {
      const at = open.pop();
      if (at !== undefined) closes.set(at, match.index);
    }
  }
  return closes;
}
