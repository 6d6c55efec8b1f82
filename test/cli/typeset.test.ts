// Formulas as KaTeX sets them for us: HTML, or what is wrong and where; nothing in a
// formula may load or link to anything.
import { expect, it } from 'vitest';
import { createTypeset } from '../../src/cli/typeset.ts';

const typeset = createTypeset();
const html = (tex: string, display = false): string => {
  const set = typeset(tex, display);
  return 'html' in set ? set.html : `error at ${set.offset}: ${set.error}`;
};

it('sets formulas in a line and of their own, with MathML for those who listen', () => {
  expect(html('x^2')).toMatch(/^<span class="katex"><span class="katex-mathml"><math .*<msup><mi>x<\/mi><mn>2<\/mn><\/msup>/);
  expect(html('x^2', true)).toMatch(/^<span class="katex-display"><span class="katex">/);
});

it.each([
  ['a + \\nosuch', 'error at 4: undefined control sequence: \\nosuch'],
  ['\\frac{1}{', "error at 9: unexpected end of input in a macro argument, expected '}'"],
  ['\\begin{cases}', "error at 13: expected & or \\\\ or \\cr or \\end, got 'EOF' at end of input:…"],
])('says what is wrong with %j', (tex, reason) => {
  expect(html(tex).slice(0, 30)).toBe(reason.slice(0, 30));
});

it.each([
  '\\href{javascript:alert(1)}{x}',
  '\\url{http://a.example}',
  '\\includegraphics{http://a.example/x.png}',
  '\\htmlStyle{background:url(http://a.example)}{x}',
])('loads and links nothing: %s', (tex) => {
  expect(html(tex)).not.toMatch(/<a |<img|href=|src=|style="[^"]*url/);
});

it('gives up on a macro that never ends', () => {
  expect(html('\\def\\a{\\a\\a}\\a')).toMatch(/^error at \d+: too many expansions/);
});
