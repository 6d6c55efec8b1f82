// Whatever an author writes compiles: no throw, and no word lost in either reading
// of a slide that holds no HTML and no markup which hides text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectDeck } from '../../src/compile/inspect.ts';
import type { Dialect } from '../../src/deck.ts';
import { amount } from '../support/soak.ts';
import { compiled } from './support.ts';

const RUNS = amount(100, 2000);

const PIECES = [
  '---',
  '--',
  '???',
  '-- ',
  '--- ',
  '\n',
  '\n',
  '\n',
  '\n\n',
  ' ',
  '    ',
  '\t',
  '```',
  '~~~',
  '````',
  '```ts',
  '```js {1|2}',
  '`',
  '``',
  '<!--',
  '-->',
  '<!-- class: x -->',
  '<div>',
  '</div>',
  '<p',
  '<pre>',
  '</pre>',
  '<script>',
  '</script>',
  '<svg>',
  '<style>',
  '<table><tr>',
  '<img src=x onerror=y>',
  '.red[',
  '.a.b[',
  ']',
  '[',
  '[a]: b',
  '[a]',
  '](',
  '![',
  '\\',
  '\\.x[',
  '{{',
  '}}',
  '{{content}}',
  '{{ a }}',
  'class: a',
  'layout: true',
  'layout: false',
  'template: t',
  'name: t',
  'exclude: true',
  'count: false',
  'include: part.md',
  'demo: d',
  'a: 1',
  '# ',
  '- ',
  '* ',
  '1. ',
  '> ',
  '| a | b |',
  '|-|-|',
  '**',
  '_',
  'word',
  'ü',
  '😀',
  '&amp;',
  '&#0;',
  '\u0000',
  '\uFEFF',
  '\r\n',
  '\r',
  '\u{10FFFC}0\u{10FFFD}',
  '\u{10FFFC}c0\u{10FFFD}',
  '\uD800',
  '===',
  '$x$',
  'Note:',
  '----',
  '__proto__: x',
  '<plaintext>',
  '<textarea>',
  '<select>',
  '<math><mi>',
  '[^1]',
  '[^1]: x',
  '- [ ] ',
  '$',
  '$$',
  '\\\\(',
  '\\\\)',
  ':::note',
  ':::column',
  ':::{.a}',
  ':::nosuch',
  ':::',
  '{width=1}',
  '![:scale 50%](a)',
  '![:x](y)',
  '> [!NOTE]',
  '![](a.mp4 "b")',
  '[x](#y)',
  '```mermaid',
  '\u{10FFFC}m0\u{10FFFD}',
  '\u{10FFFC}f0\u{10FFFD}',
];
const anyText = fc
  .array(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) }),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('any text', () => {
  for (const dialect of ['remark', 'marp', 'reveal', 'article', undefined] as (Dialect | undefined)[]) {
    it(`compiles as ${dialect ?? 'whatever it is taken for'}, strictly or not`, () => {
      fc.assert(
        fc.property(anyText, fc.boolean(), (text, strict) => {
          const result = compiled(text, {
            options: { strict, ...(dialect === undefined ? {} : { dialect }) },
            files: { 'slides/part.md': text },
          });
          expect(() => JSON.stringify(inspectDeck(result.deck, result.messages))).not.toThrow();
          for (const slide of result.deck.slides) expect(slide.steps.length).toBeGreaterThan(0);
        }),
        { numRuns: RUNS },
      );
    });
  }

  it.each(['remark', 'reveal', 'article'] as const)('keeps every word of a %s talk that has no HTML', (dialect) => {
    // Of `.red[` and, where notes begin with it, of `Note:`.
    const markup = dialect === 'reveal' ? ['red', 'ote'] : ['red'];
    const words = fc.stringMatching(/^[a-z]{3,8}$/);
    const line = fc.oneof(
      fc.constantFrom(
        '---',
        '--',
        '',
        '',
        '```',
        '```ts',
        '.red[',
        ']',
        '- ',
        '    ',
        '> quoted',
        '* * *',
        '- [ ] item',
        '| a | b |\n|---|---|',
        '`',
        '~~~',
        '--- ',
        '-- ',
      ),
      fc
        .tuple(
          fc.constantFrom('', '# ', '- ', '1. ', '> ', '    ', '.red[', 'Note: ', '`', '**', 'a | b | ', '\t'),
          words,
          fc.constantFrom('', ']', '`', '**', ' .b[x]', ' | c | d', '[0]', '\\'),
        )
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const text = `# Start\n\n${lines.join('\n')}`;
        const { deck } = compiled(text, { options: { dialect } });
        // Markup between two words may go, so they are looked for anywhere.
        const shown = inspectDeck(deck, [])
          .slides.map(
            (slide) => `${slide.text} ${slide.notes} ${slide.codeBlocks.map((code) => `${code.text} ${code.lang ?? ''}`).join(' ')}`,
          )
          .join(' ');
        const lost = (text.match(/[a-z]{3,}/g) ?? []).filter((word) => !shown.includes(word) && !markup.includes(word));
        expect({ lost, text }).toEqual({ lost: [], text });
      }),
      { numRuns: 2 * RUNS },
    );
  });
});
