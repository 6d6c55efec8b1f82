// A rendered slide's HTML as a content tree: cleaned as the HTML of every dialect is,
// code and maths put in at their placeholders, files found, fragments made steps. What
// Marp wraps around (the SVG, backgrounds, header and footer) is marked `data-frame`:
// it is seen, but is none of the slide's words.
import type { Element, ElementContent, Root, RootContent } from 'hast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import { remark } from 'remark';
import type { Severity } from '../../message.ts';
import { SCHEMA } from '../allowed.ts';
import { removeDangers } from '../dangers.ts';
import { CLOSE, OPEN } from '../markdown.ts';
import type { RenderedSlide } from './rendered.ts';

export interface TreeContext {
  /** The figure of a code block. */
  code(code: RenderedSlide['codes'][number]): Element;
  math(math: RenderedSlide['maths'][number]): ElementContent;
  /** Looks at an element that is done but for its children; lines count from the slide's first. */
  element(node: Element, line: number): void;
  tell(line: number, severity: Severity, rule: string, reason: string): void;
}

const parser = remark().use(rehypeRaw).freeze();
// Scaled headings are custom elements of Marp's.
const wall = remark()
  .use(rehypeSanitize, { ...SCHEMA, attributes: { ...SCHEMA.attributes, '*': [...(SCHEMA.attributes?.['*'] ?? []), 'is'] } })
  .freeze();
const PLACEHOLDER = new RegExp(`${OPEN}([cm])(\\d{1,6})${CLOSE}`, 'gu');

export function slideTree(slide: RenderedSlide, context: TreeContext): Root {
  const inside = (html: string): ElementContent[] => contentOf(html, slide, context);
  const content = [...framed(inside(slide.header)), ...inside(slide.body), ...framed(inside(slide.footer))];
  const frame = parse(slide.frame).children.filter((node): node is Element => node.type === 'element');
  for (const node of frame) fill(node, content, context);
  const root: Element = { type: 'element', tagName: 'div', properties: { className: ['marpit'] }, children: frame };
  return { type: 'root', children: [{ type: 'element', tagName: 'div', properties: { dataShadow: '' }, children: [root] }] };
}

function parse(html: string): Root {
  const raw = { type: 'raw', value: html } as unknown as RootContent;
  const position = { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: html.length } };
  const tree: unknown = parser.runSync({ type: 'root', children: [Object.assign(raw, { position })], position } as never, html);
  return tree as Root;
}

/** Puts the slide's own content in at the hole; every other layer is frame. Says whether the hole was here. */
function fill(node: Element, content: ElementContent[], context: TreeContext): boolean {
  delete node.position;
  context.element(node, 0);
  let here = false;
  node.children = node.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    if (child.properties.dataHole !== undefined) {
      here = true;
      return content;
    }
    if (fill(child, content, context)) here = true;
    else if (child.tagName === 'foreignObject') child.properties.dataFrame = '';
    return [child];
  });
  return here;
}

function framed(nodes: ElementContent[]): ElementContent[] {
  for (const node of nodes) if (node.type === 'element') node.properties.dataFrame = '';
  return nodes;
}

function contentOf(html: string, slide: RenderedSlide, context: TreeContext): ElementContent[] {
  if (html.trim() === '') return [];
  const tree = parse(html);
  for (const { offset, rule, reason } of removeDangers(tree)) context.tell(lineAt(html, offset), 'warning', rule, reason);
  const clean: unknown = wall.runSync(tree as never);
  const { children } = (clean as Root).type === 'root' ? (clean as Root) : { children: [clean as ElementContent] };

  const walk = (nodes: readonly (RootContent | ElementContent)[], outer: number): ElementContent[] => {
    let line = outer;
    return nodes.flatMap((node): ElementContent[] => {
      if (node.type === 'text') return atPlaceholders(node.value, slide, context);
      if (node.type !== 'element') return [];
      const offset = node.position?.start.offset;
      line = Math.max(line, offset === undefined ? 0 : lineAt(html, offset));
      const { dataLine, dataMarpitFragment: fragment, ...rest } = node.properties;
      if (dataLine !== undefined) line = Number(dataLine);
      node.properties = fragment === undefined ? rest : { ...rest, dataMarpitFragment: fragment };
      delete node.position;
      context.element(node, line);
      node.children = walk(node.children, line);
      // A formula that is a block stands in no paragraph.
      return [node];
    });
  };
  return walk(children, 0);
}

function atPlaceholders(value: string, slide: RenderedSlide, context: TreeContext): ElementContent[] {
  if (!value.includes(OPEN)) return [{ type: 'text', value }];
  const out: ElementContent[] = [];
  let last = 0;
  for (const match of value.matchAll(PLACEHOLDER)) {
    const index = Number(match[2]);
    const code = match[1] === 'c' ? slide.codes[index] : undefined;
    const math = match[1] === 'm' ? slide.maths[index] : undefined;
    if (code === undefined && math === undefined) continue;
    if (match.index > last) out.push({ type: 'text', value: value.slice(last, match.index) });
    if (code !== undefined) out.push(context.code(code));
    if (math !== undefined) out.push(context.math(math));
    last = match.index + match[0].length;
  }
  if (last < value.length) out.push({ type: 'text', value: value.slice(last) });
  return out;
}

/** The last line that the HTML names before an offset. */
function lineAt(html: string, offset: number | null): number {
  let line = 0;
  for (const match of html.slice(0, (offset ?? 0) + 1).matchAll(/<!--@(\d+)-->|<[^<>]* data-line="(\d+)"/g))
    line = Number(match[1] ?? match[2]);
  const own = offset === null ? null : /^<[^<>]* data-line="(\d+)"/.exec(html.slice(offset, offset + 400));
  return own === null ? line : Number(own[1]);
}
