// The words of a content tree: what a reader sees at a step, with white space folded.
import type { Element, ElementContent, Root } from 'hast';
import { isBlock } from './blocks.ts';

const UNSEEN: ReadonlySet<string> = new Set(['style', 'script', 'template', 'title', 'datalist']);

/** The visible text at a step; all of it when no step is given. */
export function visibleText(node: Root | ElementContent, step = Number.POSITIVE_INFINITY): string {
  return rawText(node, step).replace(/\s+/g, ' ').trim();
}

/** Elements of a tree that are visible at a step, in document order. */
export function* elements(node: Root | ElementContent, step = Number.POSITIVE_INFINITY): Generator<Element> {
  if (node.type === 'element') {
    if (!visibleAt(node, step) || isFrame(node)) return;
    yield node;
  }
  if ('children' in node) for (const child of node.children) yield* elements(child as ElementContent, step);
}

function rawText(node: Root | ElementContent, step: number): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'comment' || node.type === undefined || !('children' in node)) return '';
  if (node.type === 'element') {
    if (UNSEEN.has(node.tagName) || !visibleAt(node, step) || goneAt(node, step) || isFrame(node)) return '';
    if (node.tagName === 'br') return '\n';
  }
  let text = '';
  for (const child of node.children) text += rawText(child as ElementContent, step);
  return node.type === 'element' && isBlock(node) ? `\n${text}\n` : text;
}

function visibleAt(node: Element, step: number): boolean {
  const from = node.properties.dataStep;
  return from === undefined || from === null || Number(from) <= step;
}

/** Behind `data-until` an element's words are not seen, but what it names is still the slide's. */
function goneAt({ properties: { dataUntil } }: Element, step: number): boolean {
  return dataUntil !== undefined && dataUntil !== null && Number(dataUntil) <= step;
}

/** Header, footer and backgrounds of a Marp slide. */
function isFrame({ properties: { dataFrame } }: Element): boolean {
  return dataFrame !== undefined;
}
