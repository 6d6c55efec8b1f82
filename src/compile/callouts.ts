// Callouts: a passage set off from the text, with a word above it that says what it
// is. Written `:::note` in the manner of directives, or `> [!NOTE]` as on GitHub.
import type { Element, ElementContent } from 'hast';
import { CALLOUTS } from './directives.ts';

/** A callout around what stands in it; without a title of its own it is named after its kind. */
export function callout(kind: string, title: readonly ElementContent[], children: readonly ElementContent[]): Element {
  const words: ElementContent[] =
    title.length > 0 ? [...title] : [{ type: 'text', value: `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)}` }];
  return {
    type: 'element',
    tagName: 'div',
    properties: { className: ['callout', kind], role: 'note' },
    children: [{ type: 'element', tagName: 'p', properties: { className: ['callout-title'] }, children: words }, ...children],
  };
}

/** Makes a quotation that begins with `[!NOTE]` a callout, in place, before its children are looked at. */
export function mendQuotation(quote: Element): void {
  const first = quote.children.find((node): node is Element => node.type === 'element');
  const text = first?.tagName === 'p' ? first.children[0] : undefined;
  if (first === undefined || text?.type !== 'text') return;
  const match = /^\[!([A-Za-z]+)\][+-]?[ \t]*([^\n]*)(?:\n|$)/.exec(text.value);
  const kind = CALLOUTS.get((match?.[1] ?? '').toLowerCase());
  if (match === null || kind === undefined) return;
  text.value = text.value.slice(match[0].length);
  if (text.position?.start.offset !== undefined) text.position.start.offset += match[0].length;
  const [, next] = first.children;
  if (text.value === '' && next?.type === 'element' && next.tagName === 'br') first.children.splice(0, 2);
  const empty = first.children.every((node) => node.type === 'text' && node.value.trim() === '');
  const title: ElementContent[] = match[2] ? [{ type: 'text', value: match[2] }] : [];
  const made = callout(kind, title, empty ? quote.children.filter((node) => node !== first) : quote.children);
  quote.tagName = made.tagName;
  quote.properties = made.properties;
  quote.children = made.children;
}
