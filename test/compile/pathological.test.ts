// Text that makes careless parsers take quadratic time or overflow their stack: the
// shapes of cmark's and markdown-it's lists, and what our own notations add. Each
// compiles to a deck that still holds its text; a parser that blows up is caught by
// the guard, which is far above what any machine needs.
import { describe, expect, it } from 'vitest';
import { inspectDeck } from '../../src/compile/inspect.ts';
import type { Dialect } from '../../src/deck.ts';
import { amount, someOf } from '../support/soak.ts';
import { compiled } from './support.ts';

const MANY = amount(2_000, 20_000);
const GUARD_MS = 60_000;

/** Name, text, and a piece of it that must be shown; '' where HTML itself would take it for something unseen. */
const SHAPES: readonly (readonly [name: string, text: string, shown: string])[] = [
  ['nested strong and emphasis', `${'*a **a '.repeat(MANY)}b${' a** a*'.repeat(MANY)}`, 'b'],
  ['openers of emphasis that nothing closes', `${'a_ '.repeat(MANY)}end`, 'end'],
  ['closers of emphasis that nothing opens', `${'_a '.repeat(MANY)}end`, 'end'],
  ['closers of links that nothing opens', `${'a] '.repeat(MANY)}end`, 'end'],
  ['openers of links that nothing closes', `${'[a '.repeat(MANY)}end`, 'end'],
  ['emphasis of two lengths', `a**b${'c* '.repeat(MANY)}end`, 'end'],
  ['openers and closers that do not match', `${'*a_ '.repeat(MANY)}end`, 'end'],
  ['link and image openers', `[a](b) ${'![[]()'.repeat(MANY / 10)} end`, 'end'],
  ['nested brackets', `${'['.repeat(MANY)}a${']'.repeat(MANY)}`, 'a'],
  ['nested block quotes', `${'> '.repeat(500)}a`, 'a'],
  ['deeply nested lists', `${Array.from({ length: 200 }, (_, i) => `${'  '.repeat(i)}* a`).join('\n')}\n`, 'a'],
  ['backslashes', `${'\\\\'.repeat(MANY)} end`, 'end'],
  ['runs of backticks of growing length', `${Array.from({ length: 600 }, (_, i) => `e${'`'.repeat(i)}`).join('')} end`, 'end'],
  ['links with no end', `${'[a](<b'.repeat(MANY / 10)} end`, 'end'],
  ['openers of comments', `</${'<!--'.repeat(MANY)} end`, ''],
  ['openers of instructions', `${'<?'.repeat(MANY)} end`, ''],
  ['openers of declarations', `${'<!A '.repeat(MANY)} end`, ''],
  ['openers of CDATA', `${'<![CDATA['.repeat(MANY / 4)} end`, ''],
  ['reference definitions', `${Array.from({ length: MANY / 4 }, (_, i) => `[x${i}]: u\n`).join('')}\n[x1] end`, 'end'],
  ['references to one long definition', `[a]: ${'u'.repeat(MANY / 2)}\n\n${'[a] '.repeat(MANY / 10)}end`, 'end'],
  ['a table of many columns', `|${'a|'.repeat(1_000)}\n|${'-|'.repeat(1_000)}\n|${'b|'.repeat(1_000)}\nend`, 'end'],
  ['a wide table with empty rows', `|${'a|'.repeat(300)}\n|${'-|'.repeat(300)}\n${'|\n'.repeat(300)}\nend`, 'end'],
  ['footnotes that name each other', `${Array.from({ length: 300 }, (_, i) => `[^${i}]: see [^${i + 1}]\n\n`).join('')}[^0] end`, 'end'],
  ['entities', `${'&amp;'.repeat(MANY)} end`, 'end'],
  ['entities with no end', `${'&am'.repeat(MANY)} end`, 'end'],
  ['thematic breaks that are none', `${'* '.repeat(MANY)}end`, 'end'],
  ['lists that begin in each other', `${'* '.repeat(1_500)}end`, 'end'],
  ['quotations that begin in each other, with numbers', `${'> 1. '.repeat(1_500)}end`, 'end'],
  ['lists in lists, line by line', `${Array.from({ length: 600 }, (_, i) => `${'  '.repeat(i)}* a`).join('\n')} end`, 'end'],
  ['autolinks', `${'<http://a'.repeat(MANY / 4)} end`, 'end'],
  ['addresses', `${'a@b.'.repeat(MANY / 4)} end`, 'end'],
  ['tildes', `${'~a ~~b '.repeat(MANY / 4)}end`, 'end'],
  ['HTML elements that nothing closes', `${'<b>'.repeat(MANY / 10)}end`, 'end'],
  ['attributes', `<b ${'a="b" '.repeat(MANY / 4)}>end</b>`, 'end'],
  ['content classes that nothing closes', `${'.a['.repeat(MANY)} end`, 'end'],
  ['nested content classes', `${'.a['.repeat(400)}end${']'.repeat(400)}`, 'end'],
  ['macros', `${'![:x '.repeat(MANY / 4)} end`, 'end'],
  ['variables', `${'{{a'.repeat(MANY)} end`, 'end'],
  ['properties', `${Array.from({ length: MANY / 4 }, (_, i) => `p${i}: v\n`).join('')}\nend`, 'end'],
  ['one line of a million letters and more', `${'a'.repeat(MANY * 500)} end`, 'end'],
];

describe('test 50: text made to hang a parser', () => {
  for (const [name, text, shown] of SHAPES) {
    for (const dialect of someOf<Dialect>(['remark', 'reveal', 'article'], 1)) {
      it(
        `${name}, ${dialect}`,
        () => {
          const { deck, messages } = compiled(text, { options: { dialect } });
          const all = inspectDeck(deck, messages).slides.map((slide) =>
            [slide.text, ...slide.codeBlocks.map((code) => code.text)].join(' '),
          );
          expect(all.join(' ').includes(shown)).toBe(true);
        },
        GUARD_MS,
      );
    }
  }
});
