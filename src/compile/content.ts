// A slide's text as a content tree: Markdown with content classes and code figures
// put in, and on every node that begins behind a `--` the number of its part (in
// `data.part`), which the steps pass turns into `data-step`.
import type { Element, ElementContent, Root, Text } from 'hast';
import type { Code } from 'mdast';
import { type ClassSpan, findClasses } from '../dialects/classes.ts';
import type { Notation } from '../dialects/draft.ts';
import { EMPTY, type Fragment, literal, partAt, replace, type Spot, slice, spotAt } from '../dialects/source.ts';
import type { Severity } from '../message.ts';
import { nestLists } from './lists.ts';
import { CLOSE, OPEN, parseMarkdown } from './markdown.ts';
import { dataOf, divideText, withPart } from './parts.ts';

export interface ContentContext {
  readonly notation: Notation;
  readonly html: boolean;
  /** The definitions that a text refers to, as Markdown. */
  definitionsFor(text: string): string;
  /** Makes the figure (or whatever stands for it) of a code block. */
  code(node: Code, spot: Spot | null): ElementContent;
  /** Looks at an element that is done but for its children. */
  element(node: Element, spot: Spot | null): void;
  /** `spot` is null where nobody wrote the text. */
  tell(spot: Spot | null, severity: Severity, rule: string, reason: string): void;
}

export function buildContent(source: Fragment, context: ContentContext): Root {
  return { type: 'root', children: build(source, context, false, 0) };
}

const MAX_DEPTH = 30;

function build(source: Fragment, context: ContentContext, inline: boolean, depth: number): ElementContent[] {
  if (source.text.trim() === '') return [];
  const spans = context.notation.classes === 'none' || depth > MAX_DEPTH ? [] : classesOf(source, context);
  const replaced = replace(
    source,
    spans.map(({ start, close }, i) => ({ start, end: close + 1, by: literal(`${OPEN}${i}${CLOSE}`, partAt(source, start)) })),
  );
  const flat = context.notation.shallowLists && !inline ? nestLists(replaced) : replaced;
  const { tree, removed, codes, wideRows, shift } = parseMarkdown(flat.text, {
    html: context.html,
    definitions: context.definitionsFor(flat.text),
    inline,
  });
  for (const { offset, rule, reason } of removed)
    context.tell(offset === null ? spotAt(source, 0) : spotAt(flat, Math.max(0, offset - shift)), 'warning', rule, reason);
  for (const offset of wideRows)
    context.tell(
      spotAt(flat, Math.max(0, offset - shift)),
      'warning',
      'wide-row',
      'this table row has more cells than its head; a "|" inside a cell is written "\\|"',
    );

  const insert = (token: string): ElementContent => {
    const span = spans[Number(token)];
    const code = token.startsWith('c') ? codes[Number(token.slice(1))] : undefined;
    if (code !== undefined) {
      const at = Math.max(0, (code.position?.start.offset ?? shift) - shift);
      code.value = restore(code.value);
      return withPart(context.code(code, spotAt(flat, at)), partAt(flat, at));
    }
    return span === undefined ? { type: 'text', value: '' } : classElement(source, span, context, depth);
  };
  /** A placeholder where no element can stand becomes what the author wrote. */
  const restore = (text: string): string =>
    text.includes(OPEN)
      ? text.replace(PLACEHOLDER, (whole, token: string) => (spans[Number(token)] === undefined ? whole : raw(spans[Number(token)])))
      : text;
  const raw = (span: ClassSpan | undefined): string => (span === undefined ? '' : source.text.slice(span.start, span.close + 1));

  const known = (token: string): boolean => (token.startsWith('c') ? codes[Number(token.slice(1))] : spans[Number(token)]) !== undefined;
  const place: Place = { flat, shift, restore, insert, known, look: context.element };
  return walkChildren(tree, place, 0);
}

const PLACEHOLDER = new RegExp(`${OPEN}(c?\\d{1,6})${CLOSE}`, 'gu');

interface Place {
  readonly flat: Fragment;
  readonly shift: number;
  restore(text: string): string;
  insert(token: string): ElementContent;
  known(token: string): boolean;
  look(node: Element, spot: Spot | null): void;
}

function walkChildren(parent: Root | Element, place: Place, part: number): ElementContent[] {
  const out: ElementContent[] = [];
  for (const node of parent.children as ElementContent[]) {
    if (node.type === 'text') out.push(...walkText(node, place, part));
    else if (node.type === 'element') out.push(...walkElement(node, place, part));
  }
  return out;
}

function walkElement(node: Element, place: Place, outer: number): ElementContent[] {
  const offset = node.position?.start.offset;
  const part = offset === undefined ? outer : Math.max(outer, partAt(place.flat, Math.max(0, offset - place.shift)));
  for (const [key, value] of Object.entries(node.properties)) if (typeof value === 'string') node.properties[key] = place.restore(value);
  place.look(node, spotAt(place.flat, Math.max(0, (offset ?? place.shift) - place.shift)));
  node.children = walkChildren(node, place, part);
  delete node.position;
  withPart(node, part);
  return node.tagName === 'p' && node.children.some(isBlock) ? splitParagraph(node, part) : [node];
}

/** Blocks cannot stand in a paragraph: what is around them gets paragraphs of its own. */
function splitParagraph(p: Element, part: number): ElementContent[] {
  const out: ElementContent[] = [];
  let run: ElementContent[] = [];
  const flush = (): void => {
    if (run.some((node) => node.type !== 'text' || node.value.trim() !== ''))
      out.push(withPart({ ...p, children: run }, Math.max(part, dataOf(run.find((n) => n.type === 'element'))?.part ?? part)));
    run = [];
  };
  for (const node of p.children) {
    if (!isBlock(node)) run.push(node);
    else {
      flush();
      out.push(node);
    }
  }
  flush();
  return out;
}

/** Divides a text at its placeholders and where a `--` stood. */
function walkText(node: Text, place: Place, outer: number): ElementContent[] {
  const out: ElementContent[] = [];
  const start = Math.max(0, (node.position?.start.offset ?? place.shift) - place.shift);
  const end = Math.max(start, (node.position?.end.offset ?? place.shift) - place.shift);
  let last = 0;
  const pushText = (from: number, to: number): void => {
    if (to > from) out.push(...divideText(node.value, from, to, node.position === undefined ? null : { start, end }, place.flat, outer));
  };
  if (node.value.includes(OPEN)) {
    for (const match of node.value.matchAll(PLACEHOLDER)) {
      if (!place.known(match[1] ?? '')) continue;
      pushText(last, match.index);
      out.push(place.insert(match[1] ?? ''));
      last = match.index + match[0].length;
    }
  }
  pushText(last, node.value.length);
  return out;
}

function classesOf(source: Fragment, context: ContentContext): readonly ClassSpan[] {
  const { spans, kept } = findClasses(source.text, {
    original: context.notation.classes === 'original',
    known: context.notation.classNames,
  });
  for (const { offset, text, why } of kept) {
    const shown = text.length > 30 ? `${text.slice(0, 29)}…` : text;
    if (why === 'attached')
      context.tell(
        spotAt(source, offset),
        'info',
        'class-in-word',
        `"${shown}" is kept as text, where remark.js would take it for a content class`,
      );
    else
      context.tell(spotAt(source, offset), 'warning', 'class-unclosed', `content class "${shown.trim()}" is never closed; end it with "]"`);
  }
  return spans;
}

function classElement(source: Fragment, span: ClassSpan, context: ContentContext, depth: number): Element {
  const inner = slice(source, span.open, span.close);
  const part = partAt(source, span.start);
  const heading = /^\s*#{1,6}[ \t]/.test(inner.text);
  const inline = !inner.text.includes('\n') && !heading;
  let children = build(inline ? inner : outdent(source, span, inner), context, inline, depth + 1);
  const [only] = children;
  if (inline && children.length === 1 && only?.type === 'element' && only.tagName === 'p') {
    children = only.children;
    if (/^\s/.test(inner.text)) children.unshift({ type: 'text', value: ' ' });
    if (/\s$/.test(inner.text)) children.push({ type: 'text', value: ' ' });
  }
  const tagName = inline && !children.some(isBlock) ? 'span' : 'div';
  return withPart({ type: 'element', tagName, properties: { className: [...span.names] }, children }, part);
}

/** Inside a list the lines of a class are indented with it: that indentation is not the content's. */
function outdent(source: Fragment, span: ClassSpan, inner: Fragment): Fragment {
  const lineStart = source.text.lastIndexOf('\n', span.start) + 1;
  const indent = /^(?:[ \t]|[-*+](?=[ \t])|\d+[.)](?=[ \t]))*/.exec(source.text.slice(lineStart, span.start))?.[0].length ?? 0;
  if (indent === 0) return inner;
  const ranges: { start: number; end: number; by: Fragment }[] = [];
  for (const match of inner.text.matchAll(/\n([ \t]+)/g)) {
    const start = match.index + 1;
    ranges.push({ start, end: start + Math.min(indent, match[1]?.length ?? 0), by: EMPTY });
  }
  return replace(inner, ranges);
}

const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo br button cite code data del dfn em i iframe img input ins kbd label mark math meter output picture progress q s samp select small span strike strong sub sup svg tt u var video audio wbr font textarea time ruby rp rt canvas map area object big'.split(
    ' ',
  ),
);

/** Whether an element makes a block of its own. */
export function isBlock(node: ElementContent): boolean {
  return node.type === 'element' && !INLINE.has(node.tagName);
}
