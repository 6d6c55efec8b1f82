// Which `--` part a node of a content tree begins in, kept on the node until the
// steps are counted; and the dividing of a text in which one part ends.
import type { ElementContent, Text } from 'hast';
import { type Fragment, partAt } from '../dialects/source.ts';

/** What the walk keeps on nodes while a slide is built. */
export interface PartData {
  part?: number;
}

/** What the walk has kept on a node. */
export function dataOf(node: ElementContent | undefined): PartData | undefined {
  return node?.data as PartData | undefined;
}

/** Remembers on a node the part it begins in. */
export function withPart<T extends ElementContent>(node: T, part: number): T {
  if (part > 0) node.data = { ...node.data, part } as NonNullable<T['data']>;
  return node;
}

/**
 * A text that goes on behind a `--`: the rest is a span of its own. A `--` stands between two lines,
 * so counting line breaks tells where, whatever escapes and entities the lines hold.
 */
export function divideText(
  value: string,
  from: number,
  to: number,
  source: { start: number; end: number } | null,
  flat: Fragment,
  outer: number,
): ElementContent[] {
  const text = (a: number, b: number): Text => ({ type: 'text', value: value.slice(a, b) });
  if (source === null) return [text(from, to)];
  const out: ElementContent[] = [];
  let begin = from;
  let part = Math.max(outer, partAt(flat, source.start));
  let lines = 0;
  let scanned = source.start;
  const push = (a: number, b: number): void => {
    if (b <= a) return;
    const node = text(a, b);
    const blank = node.value.trim() === '';
    out.push(part > outer && !blank ? withPart({ type: 'element', tagName: 'span', properties: {}, children: [node] }, part) : node);
  };
  for (const piece of flat.pieces) {
    if (piece.at <= source.start || piece.at >= source.end || piece.part <= part) continue;
    for (; scanned < piece.at; scanned++) if (flat.text[scanned] === '\n') lines++;
    const at = nthBreak(value, lines + 1);
    if (at > from) {
      push(begin, Math.min(at, to));
      begin = Math.max(begin, Math.min(at, to));
    }
    part = piece.part;
  }
  push(begin, to);
  return out;
}

/** Offset of the n-th line break, from 1; the length when there are fewer. */
function nthBreak(value: string, n: number): number {
  let at = -1;
  for (let i = 0; i < n; i++) {
    at = value.indexOf('\n', at + 1);
    if (at === -1) return value.length;
  }
  return at;
}
