// The classes that styles written for remark.js go by.
import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { expect, it } from 'vitest';
import { withRemarkClasses } from '../../src/render/remark-classes.ts';

const node = (tagName: string, className: readonly string[], ...children: readonly (ElementContent | string)[]): ElementContent => ({
  type: 'element',
  tagName,
  properties: className.length === 0 ? {} : { className: [...className] },
  children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
});
const classed = (child: ElementContent): string => toHtml(withRemarkClasses({ type: 'root', children: [child] } satisfies Root));

it.each<[ElementContent, string]>([
  [node('p', [], 'a ', node('code', [], 'b')), '<p>a <code class="remark-inline-code">b</code></p>'],
  [
    node(
      'pre',
      [],
      node('code', ['language-js'], node('span', ['line', 'marked'], 'a ', node('mark', [], 'b')), node('span', ['line'], 'c')),
    ),
    '<pre><code class="language-js remark-code"><span class="line marked remark-code-line remark-code-line-highlighted">a <mark class="remark-code-span-highlighted">b</mark></span><span class="line remark-code-line">c</span></code></pre>',
  ],
  [node('p', ['line'], node('mark', [], 'a')), '<p class="line"><mark>a</mark></p>'],
])('%#', (given, expected) => {
  expect(classed(given)).toBe(expected);
});
