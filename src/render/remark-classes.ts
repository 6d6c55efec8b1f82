// The classes that remark.js gives to a slide and its code, so that styles written
// for it do what they do there. Nodes are copied, never changed.
import type { Element, ElementContent, Root, RootContent } from 'hast';

/** Of the slide itself, before the author's own. */
export const REMARK_SLIDE = 'remark-slide-content';

/** `line` and the like are ours and stay: the client goes by them. */
const BESIDE: Readonly<Record<string, string>> = { line: 'remark-code-line', marked: 'remark-code-line-highlighted' };

/** Content as pageContent made it, with remark.js's classes beside ours. */
export function withRemarkClasses(root: Root): Root {
  return { ...root, children: root.children.map((node) => inside(node, false)) };
}

function inside<T extends RootContent | ElementContent>(node: T, pre: boolean): T {
  if (node.type !== 'element') return node;
  const { tagName, properties } = node;
  const children = node.children.map((child) => inside(child, pre || tagName === 'pre'));
  const own = classesOf(node);
  const more = tagName === 'code' ? [pre ? 'remark-code' : 'remark-inline-code'] : own.flatMap((name) => (pre ? (BESIDE[name] ?? []) : []));
  const span = pre && tagName === 'mark' ? ['remark-code-span-highlighted'] : [];
  const className = [...own, ...more, ...span];
  return { ...node, properties: className.length === own.length ? properties : { ...properties, className }, children };
}

function classesOf({ properties: { className } }: Element): string[] {
  return Array.isArray(className) ? className.map(String) : [];
}
