// What reveal.js sees in a slide's HTML besides attributes: code in `<pre><code>`, with
// the lines that `data-line-numbers` names; notes in `<aside class="notes">`; links to
// slides by column and row.
import type { Element, ElementContent, Root } from 'hast';
import type { Code } from 'mdast';
import { ON_CODE } from './elements.ts';

/** Makes code blocks of `<pre><code>`, which join `codes`; `placeholder` is the text that stands for one. In place. */
export function takeHtmlCode(root: Root, codes: Code[], placeholder: (n: number) => string): void {
  const visit = (parent: Root | Element): void => {
    for (const [i, node] of parent.children.entries()) {
      if (node.type !== 'element') continue;
      const code = node.tagName === 'pre' ? codeIn(node) : null;
      if (code === null) {
        visit(node);
        continue;
      }
      codes.push(code);
      const { className, ...rest } = node.properties;
      const properties = { ...rest, className: className ?? [], [ON_CODE]: '' };
      parent.children[i] = {
        type: 'element',
        tagName: 'div',
        properties,
        children: [{ type: 'text', value: placeholder(codes.length - 1) }],
        ...(node.position === undefined ? {} : { position: node.position }),
      };
    }
  };
  visit(root);
}

/** The code of a `<pre>` that holds nothing else. */
function codeIn(pre: Element): Code | null {
  const [code, ...others] = pre.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  if (code?.type !== 'element' || code.tagName !== 'code' || others.length > 0) return null;
  if (!code.children.every((child) => child.type === 'text')) return null;
  const text = code.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
  const { dataLineNumbers: lines, dataLnStartFrom: first } = code.properties;
  const meta =
    lines === undefined && first === undefined ? null : `[${first === undefined ? '' : `${String(first)}: `}${String(lines ?? '')}]`;
  const position = pre.position === undefined ? {} : { position: pre.position };
  return { type: 'code', lang: langOf(code), meta, value: text.replace(/^(?:[ \t]*\n)+/, '').trimEnd(), ...position };
}

function langOf({ properties: { className } }: Element): string | null {
  for (const name of Array.isArray(className) ? className.map(String) : []) {
    const lang = /^(?:lang(?:uage)?-)?([\w+#-]+)$/.exec(name)?.[1];
    if (lang !== undefined && !/^(hljs|nohighlight|fragment|visible|stretch|r-stretch)$/.test(lang)) return lang;
  }
  return null;
}

/** `#/2` is the third column for reveal.js, where it is the second slide for us; `#/name` is `#name`. In place. */
export function mendSlideLinks(node: Root | Element): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    const { href } = child.properties;
    if (child.tagName === 'a' && typeof href === 'string' && href.startsWith('#/'))
      child.properties.href = /^#\/\d+$/.test(href) ? `${href}/0` : href.replace(/^#\/(?=[^\d/])/, '#');
    mendSlideLinks(child);
  }
}

/** Takes the notes out of a slide's content; gives what they hold. */
export function takeAsides(root: Root): ElementContent[] {
  const taken: ElementContent[] = [];
  const visit = (parent: Root | Element): void => {
    const kept: ElementContent[] = [];
    for (const node of parent.children as ElementContent[]) {
      const classes = node.type === 'element' && node.tagName === 'aside' ? node.properties.className : undefined;
      if (node.type === 'element' && Array.isArray(classes) && classes.includes('notes')) {
        taken.push({ ...node, tagName: 'div', properties: {} });
        continue;
      }
      if (node.type === 'element') visit(node);
      kept.push(node);
    }
    parent.children = kept;
  };
  visit(root);
  return taken;
}
