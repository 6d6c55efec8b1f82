// The examples of the CommonMark specification as slides: each word that the
// specification shows, we show, whatever the dialect. What the
// page must not hold (scripts, styles, comments) is taken out of the comparison.
import spec from 'commonmark-spec';
import type { Root, RootContent } from 'hast';
import rehypeRaw from 'rehype-raw';
import { remark } from 'remark';
import remarkRehype from 'remark-rehype';
import { describe, expect, it } from 'vitest';
import { inspectDeck } from '../../src/compile/inspect.ts';
import type { Dialect } from '../../src/deck.ts';
import { compiled } from './support.ts';

/** No reader sees what stands in these. */
const UNSEEN = new Set(['script', 'style', 'textarea']);

const withHtml = remark().use(remarkRehype, { allowDangerousHtml: true }).use(rehypeRaw);

/** The letters and digits that a reader sees in the specification's HTML, word by word, as a browser parses it. */
function wordsOf(html: string): string[] {
  return seen(withHtml.runSync({ type: 'root', children: [{ type: 'html', value: html }] })).match(WORD) ?? [];
}

function seen(node: Root | RootContent): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'root') return node.children.map(seen).join('');
  return node.type === 'element' && !UNSEEN.has(node.tagName) ? node.children.map(seen).join('') : '';
}

/** What a talk in that dialect shows: the text of its slides and of their code, without anything between the words. */
function shown(markdown: string, dialect: Dialect): string {
  const { deck, messages } = compiled(markdown, { options: { dialect } });
  const texts = inspectDeck(deck, messages).slides.flatMap((slide) => [slide.text, ...slide.codeBlocks.map((code) => code.text)]);
  return (texts.join(' ').match(WORD) ?? []).join('');
}

const WORD = /[\p{L}\p{N}]+/gu;

/** remark.js takes away the indentation that all lines of a talk share, so what is code here is none there. */
const INDENTED = /^(?:[ \t]+\S.*\n|[ \t]*\n)+$/;
/** What remark.js reads as another block: a fence right behind an element (`c` is its language), a definition under a paragraph, a list item that it nests deeper. */
const OTHERWISE = new Set([161, 213, 313]);

describe('the examples of the CommonMark specification lose no word', () => {
  for (const dialect of ['article', 'reveal', 'remark'] as const) {
    it(`as a talk in the ${dialect} dialect`, () => {
      const lost = spec.tests.flatMap(({ number, markdown, html }) => {
        if (dialect === 'remark' && (INDENTED.test(markdown) || OTHERWISE.has(number))) return [];
        const ours = shown(markdown, dialect);
        const missing = wordsOf(html).filter((word) => !ours.includes(word));
        return missing.length === 0 ? [] : [{ number, markdown, missing: missing.join(' ') }];
      });
      expect(spec.tests).toHaveLength(652);
      expect(lost).toEqual([]);
    });
  }
});
