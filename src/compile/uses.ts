// How much an SVG draws: `<use>` draws a shape again, also one that is itself made of
// `<use>`, so that a few lines can come to a million shapes, which no browser gets
// done. Counts without drawing; the text of a picture's file as well as a slide's tree.
import type { Element, Root } from 'hast';

/** Shapes that `<use>` may come to, in a slide or a file; ten thousand take a browser a second. */
export const MOST_USED = 4_000;
/** What a shape counts that is defined elsewhere, such as on another slide. */
const ELSEWHERE = 20;

interface Shape {
  readonly id: string | null;
  /** Of a `<use>`: the id that it names. */
  readonly target: string | null;
  readonly children: Shape[];
}

/** Shapes that the `<use>` elements of a tree come to; at most about `MOST_USED` squared. */
export function usedInTree(root: Root | Element): number {
  return holdsUse(root) ? used(shapesOf(root)) : 0;
}

function holdsUse({ children }: Root | Element): boolean {
  return children.some((child) => child.type === 'element' && (child.tagName === 'use' || holdsUse(child)));
}

/** The same for the text of an SVG file. Linear in its length. */
export function usedInText(svg: string): number {
  if (!/<(?:\w+:)?use\b/.test(svg)) return 0;
  const root: Shape = { id: null, target: null, children: [] };
  const open = [root];
  for (const piece of withoutComments(svg).split('<')) {
    const name = /^\/?[A-Za-z_][\w:.-]*/.exec(piece)?.[0];
    if (name === undefined) continue;
    if (name.startsWith('/')) {
      if (open.length > 1) open.pop();
      continue;
    }
    const isUse = /^(?:[\w.-]+:)?use$/.test(name);
    const shape = { id: attribute(piece, 'id'), target: isUse ? named(attribute(piece, 'href')) : null, children: [] };
    open.at(-1)?.children.push(shape);
    const bare = piece.replace(/"[^"]*"|'[^']*'/g, '');
    if (!/^[^>]*\/>/.test(bare)) open.push(shape);
  }
  return used(root);
}

function used(root: Shape): number {
  const byId = new Map<string, Shape>();
  const uses: Shape[] = [];
  const waiting = [root];
  for (let shape = waiting.pop(); shape !== undefined; shape = waiting.pop()) {
    if (shape.id !== null && !byId.has(shape.id)) byId.set(shape.id, shape);
    if (shape.target !== null) uses.push(shape);
    for (const child of shape.children) waiting.push(child);
  }
  const known = new Map<Shape, number>();
  const weigh = (shape: Shape, depth: number): number => {
    const before = known.get(shape);
    if (before !== undefined) return before;
    // One that names itself draws nothing; nor does anybody nest so deep.
    if (depth > 200) return MOST_USED;
    known.set(shape, 0);
    let weight = 1;
    for (const child of shape.children) weight += weigh(child, depth + 1);
    if (shape.target !== null) {
      const target = byId.get(shape.target);
      weight += target === undefined ? ELSEWHERE : weigh(target, depth + 1);
    }
    weight = Math.min(weight, MOST_USED);
    known.set(shape, weight);
    return weight;
  };
  return uses.reduce((sum, use) => sum + weigh(use, 0) - 1, 0);
}

function shapesOf(node: Root | Element): Shape {
  const children = node.children.flatMap((child) => (child.type === 'element' ? shapesOf(child) : []));
  if (node.type === 'root') return { id: null, target: null, children };
  const { id, href, xLinkHref } = node.properties;
  const target = node.tagName === 'use' ? named(String(href ?? xLinkHref ?? '')) : null;
  return { id: typeof id === 'string' ? id : null, target, children };
}

/** `#a` as `a`; what names no shape of the page draws none. */
function named(href: string | null): string | null {
  return href?.trim().startsWith('#') === true ? href.trim().slice(1) : null;
}

function attribute(piece: string, name: 'id' | 'href'): string | null {
  const found = (name === 'id' ? /[\s"']id\s*=\s*(?:"([^"]*)"|'([^']*)')/ : /[\s:"']href\s*=\s*(?:"([^"]*)"|'([^']*)')/).exec(piece);
  if (found === null) return null;
  const value = found[1] ?? found[2] ?? '';
  return value.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, digits?: string) => {
    const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function withoutComments(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let from = text.indexOf('<!--'); from !== -1; from = text.indexOf('<!--', at)) {
    parts.push(text.slice(at, from));
    const end = text.indexOf('-->', from + 4);
    at = end === -1 ? text.length : end + 3;
  }
  return parts.join('') + text.slice(at);
}
