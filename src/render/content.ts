// A slide's content tree as the page wants it: local files become URLs, code gets
// its tokens, and nested sections become divs, since an engine takes every section
// for a slide. Nodes are copied, never changed: the deck is frozen.
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { CodeBlock, Tokens } from '../deck.ts';
import { codeFigure } from './code.ts';
import { withUrls } from './sheet.ts';

export interface ContentOptions {
  /** The colours of a code block, or undefined while they are not known. */
  tokens(id: string): Tokens | undefined;
  /** Where the page finds a file; its path is relative to the root, with `/`. */
  fileUrl(rootRelative: string): string;
  /** Where a link to a place in the talk leads, such as `#road`; without this it stays as it is. */
  placeUrl?(href: string): string;
  /** The formulas that the content names, as HTML. */
  readonly formulas?: readonly string[];
}

/** Rewrites a content tree; `blocks` are the code blocks its figures name. */
export function pageContent(root: Root, blocks: readonly CodeBlock[], options: ContentOptions): Root {
  const waiting = [...blocks];
  let shadow = false;

  const child = <T extends RootContent | ElementContent>(node: T): T => (node.type === 'element' ? (element(node) as T) : node);

  const element = (node: Element): Element => {
    const id = property(node, 'code');
    if (id !== null) {
      // Two equal blocks of one slide may be lit differently, so each is taken once, in order.
      const at = waiting.findIndex((block) => block.id === id);
      const [block] = at === -1 ? [] : waiting.splice(at, 1);
      if (block !== undefined) return codeFigure(node, block, options.tokens(id));
    }
    const formula = options.formulas?.[Number(property(node, 'math') ?? -1)];
    if (formula !== undefined) return withFormula(node, formula);
    if (property(node, 'shadow') !== null) {
      shadow = true;
      const children = node.children.map(child);
      shadow = false;
      return { ...node, children: [shadowTemplate(children)] };
    }
    const tagName = node.tagName === 'section' && !shadow ? 'div' : node.tagName;
    const file = property(node, 'file');
    const named = file === null ? withPlace(node, options) : withUrl(node, options.fileUrl(file));
    const script = property(node, 'drawnBy');
    if (script !== null) return { ...node, properties: { ...node.properties, dataDrawnBy: options.fileUrl(script) } };
    const poster = property(node, 'poster');
    const { dataPoster: _, ...own } = poster === null ? named : { ...named, poster: options.fileUrl(poster) };
    const { style } = own;
    const properties =
      typeof style === 'string' && style.includes('talk-file:') ? { ...own, style: withUrls(style, options.fileUrl) } : own;
    const children = node.children.map(child);
    return { ...node, tagName, properties, children: tagName === 'foreignObject' ? [asHtml(children)] : children };
  };

  return { ...root, children: root.children.map(child) };
}

/** What the client puts into a shadow root: not a declarative one, of which HTML that a script puts in makes nothing. */
function shadowTemplate(children: ElementContent[]): Element {
  return {
    type: 'element',
    tagName: 'template',
    properties: {},
    children: [],
    content: { type: 'root', children },
  };
}

/** HTML in an SVG is written as HTML again: there a `<br>` has no end. */
function asHtml(children: ElementContent[]): ElementContent {
  return { type: 'raw', value: toHtml(children, { allowDangerousHtml: true }) } as unknown as ElementContent;
}

/** The formula as it was typeset: HTML of our own making, which the tree therefore takes as it is. */
function withFormula(node: Element, html: string): Element {
  const { dataMath: _, ...properties } = node.properties;
  return { ...node, properties, children: [{ type: 'raw', value: html } as unknown as ElementContent] };
}

/** The value of a `data-…` attribute, however its name is spelt in the tree. */
function property(node: Element, name: string): string | null {
  const value = node.properties[`data${name[0]?.toUpperCase()}${name.slice(1)}`] ?? node.properties[`data-${name}`];
  return typeof value === 'string' ? value : null;
}

function withUrl(node: Element, url: string): Element['properties'] {
  const { dataFile: _, 'data-file': __, ...rest } = node.properties;
  const key = ['src', 'href', 'xLinkHref'].find((name) => rest[name] !== undefined) ?? 'src';
  return { ...rest, [key]: url };
}

function withPlace(node: Element, { placeUrl }: ContentOptions): Element['properties'] {
  const { href } = node.properties;
  if (placeUrl === undefined || node.tagName !== 'a' || typeof href !== 'string' || !href.startsWith('#')) return node.properties;
  return { ...node.properties, href: placeUrl(href) };
}
