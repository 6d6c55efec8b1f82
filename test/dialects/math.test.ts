// What is a formula and what is money, by the text around the dollars.
import { describe, expect, it } from 'vitest';
import { findMath, type MathNotation } from '../../src/dialects/math.ts';

const found = (text: string, notation: MathNotation = 'plain'): string[] =>
  findMath(text, notation).map(({ tex, display, start, end }) => `${display ? 'display' : 'inline'} ${tex} ${start}-${end}`);

describe('formulas', () => {
  it.each([
    ['$x$', ['inline x 0-3']],
    ['a $x_1,\nx_2$.', ['inline x_1,\nx_2 2-12']],
    ['$$x^2$$', ['display x^2 0-7']],
    ['$$\na\n\nb\n$$', ['display a\n\nb 0-10']],
    ['\\\\(x\\\\) and \\\\[y\\\\]', ['inline x 0-7', 'display y 12-19']],
    ['H$_2$O, 3$\\sigma$, $n$th, $k$-means', ['inline _2 1-5', 'inline \\sigma 9-17', 'inline n 19-22', 'inline k 26-29']],
    ['$a<b$ and $c>d$', ['inline a<b 0-5', 'inline c>d 10-15']],
    ['$|V|$ | $w \\in V$', ['inline |V| 0-5', 'inline w \\in V 8-17']],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('no formulas', () => {
  it.each([
    '$5 and $6',
    'from $5, or US$6',
    '10$ or 20$',
    '(10$) or (20$)',
    '$HOME and $PATH:$HOME/$x',
    '$(this) and $(that)',
    '${a}${b}',
    'process $$ and $$',
    '\\$x\\$',
    'x $ y $ z',
    '$a\n\nb$',
    '`$a$`',
    '```\n$a$\n```',
    '    $a$',
    '<a title="$a$">',
    '[a](b$c$)',
    '<!-- $a$ -->',
    '\\(x\\)',
  ])('%j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('TeX that Markdown is to see first', () => {
  it.each([
    ['$w\\_i$', 'w_i'],
    ['$a \\\\\\\\ b$', 'a \\\\ b'],
    ['$a \\\\ b$', 'a \\\\ b'],
    ['$\\\\{x\\\\}$', '\\{x\\}'],
    ['$\\text{a\\\\\\_b}$', '\\text{a\\_b}'],
  ])('%j', (text, tex) => {
    expect(findMath(text, 'escaped').map((span) => span.tex)).toEqual([tex]);
  });

  it('stays as it is elsewhere', () => {
    expect(found('$w\\_i$')).toEqual(['inline w\\_i 0-6']);
  });

  it('may stand in a code span, as reveal.js has it', () => {
    expect(found('`$$ J $$` and `$x`', 'ticked')).toEqual(['display J 0-9']);
  });
});
