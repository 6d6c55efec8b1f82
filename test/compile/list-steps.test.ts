// Lists that grow step by step stand as close as lists that are there at once.
import { toHtml } from 'hast-util-to-html';
import { expect, it } from 'vitest';
import { compiled } from './support.ts';

const html = (text: string): string =>
  toHtml(compiled(`class: a\n\n${text}`).deck.slides[0]?.content ?? { type: 'root', children: [] }).trim();

it.each<[string, string]>([
  ['* a\n\n--\n* b\n\n--\n\n* c', '<ul>\n<li>a</li>\n<li data-step="1">b</li>\n<li data-step="2">c</li>\n</ul>'],
  ['1. a\n\n--\n1. b', '<ol>\n<li>a</li>\n<li data-step="1">b</li>\n</ol>'],
  ['* a\n\n* b\n\n--\n* c', '<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n<li data-step="1">\n<p>c</p>\n</li>\n</ul>'],
  ['* a\n\n--\n1. b', '<ul>\n<li>a</li>\n</ul>\n<ol data-step="1">\n<li>b</li>\n</ol>'],
  ['a\n\n--\n* b', '<p>a</p>\n<ul data-step="1">\n<li>b</li>\n</ul>'],
  ['* a\n  * b\n\n--\n* c', '<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li data-step="1">c</li>\n</ul>'],
])('%j', (text, expected) => {
  expect(html(text)).toBe(expected);
});
