// Goes through the tree that Markdown became: puts in what was taken out before, looks
// at every element, and remembers on each node the `--` part that it begins in.
import type { Element, ElementContent, Root, Text } from 'hast';
import { type Fragment, partAt, type Spot, spotAt } from '../dialects/source.ts';
import { isBlock } from './blocks.ts';
import { mendQuotation } from './callouts.ts';
import type { SlideBuild } from './content-context.ts';
import { ON_CODE, onFigure } from './elements.ts';
import { CLOSE, OPEN } from './markdown.ts';
import { dataOf, divideText, withPart } from './parts.ts';
import { mendPictures } from './pictures.ts';

export const PLACEHOLDER = new RegExp(`${OPEN}([cmf]?\\d{1,6})${CLOSE}`, 'gu');

export interface Place {
  readonly flat: Fragment;
  readonly shift: number;
  readonly context: SlideBuild;
  restore(text: string): string;
  insert(token: string): ElementContent;
  known(token: string): boolean;
}

export function walkChildren(parent: Root | Element, place: Place, part: number): ElementContent[] {
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
  const spotOf = (at: ElementContent): Spot | null =>
    spotAt(place.flat, Math.max(0, (at.position?.start.offset ?? offset ?? place.shift) - place.shift));
  mendPictures(node, {
    plainTitles: place.context.notation.classes === 'original',
    tell: (at, severity, rule, reason) => place.context.tell(spotOf(at), severity, rule, reason),
  });
  if (node.tagName === 'blockquote') mendQuotation(node);
  place.context.element(node, spotOf(node));
  node.children = walkChildren(node, place, part);
  delete node.position;
  withPart(node, part);
  if (node.properties[ON_CODE] !== undefined) return [onFigure(node)];
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
  for (const piece of out) unbreak(piece);
  return out;
}

/** Between characters of Chinese and Japanese a line break in the source is none in the text, where it would be a space. */
function unbreak(node: ElementContent): void {
  if (node.type === 'text' && node.value.includes('\n')) node.value = node.value.replace(WIDE_BREAK, '');
  else if (node.type === 'element' && node.tagName === 'span') for (const child of node.children) unbreak(child);
}

const WIDE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef]';
const WIDE_BREAK = new RegExp(`(?<=${WIDE})\\n(?=${WIDE})`, 'gu');
