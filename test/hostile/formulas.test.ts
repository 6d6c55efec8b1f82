// Formulas of a stranger's: what KaTeX was made to do elsewhere. Each is set, or is an
// error with its place and the author's text; none makes markup or takes long.
import { expect, it } from 'vitest';
import { inspectDeck } from '../../src/compile/inspect.ts';
import { renderSlide } from '../../src/render/slide.ts';
import { compiled } from '../compile/support.ts';

/** Far above what any of them takes, and far below what a loop would. */
const GUARD_MS = 20_000;
const html = (tex: string, dialect: 'remark' | 'reveal' | 'article'): { page: string; messages: string[] } => {
  const { deck, messages } = compiled(`# a\n\n$$${tex}$$\n\nbehind`, { options: { dialect } });
  const page = deck.slides.map((slide) => renderSlide(slide, { tokens: () => undefined, fileUrl: (file) => file }).html).join('');
  expect(inspectDeck(deck, messages).slides.at(-1)?.text).toContain('behind');
  return { page, messages: messages.filter(({ rule }) => rule !== 'section-split').map(({ line, rule }) => `${line} ${rule}`) };
};

/** TeX, and whether it can be set. */
const FORMULAS: readonly (readonly [string, boolean])[] = [
  ['\\htmlData{x="><img src=x onerror=top.__x=1>}{a}', true],
  ['\\htmlClass{x" onclick="top.__x=1}{a}', true],
  ['\\htmlId{boot}{a}', true],
  ['\\htmlStyle{background:url(javascript:top.__x=1)}{a}', true],
  ['\\href{javascript:top.__x=1}{a}', true],
  ['\\url{javascript:top.__x=1}', true],
  ['\\includegraphics{http://127.0.0.1:9/x.png}', true],
  ['\\text{<img src=x onerror=top.x=1>}', true],
  ['\\color{red" onclick="top.__x=1}{a}', false],
  ['\\def\\a{\\a\\a}\\a', false],
  [`\\def\\a{xx}${'\\edef\\a{\\a\\a}'.repeat(40)}\\a`, false],
  [`${'x^{'.repeat(400)}x${'}'.repeat(400)}`, true],
  [`a${'²'.repeat(20_000)}`, true],
  ['\\def\\x#1{²\\x}\\x', false],
  ['\\rule{99999em}{99999em}', true],
  ['\\kern{1e9em}\\raisebox{99999em}{a}', true],
  ['\\frac{1}{', false],
  [`${'{'.repeat(5_000)}`, false],
  ['\\char"FFFFFFFF', false],
  [`\\begin{matrix}${'&'.repeat(5_000)}`, false],
  ['\\newcommand{\\__proto__}{x}\\__proto__', false],
  ['\\constructor\\toString\\hasOwnProperty', false],
];

it.each(
  FORMULAS.flatMap(([tex, sets]) =>
    (['remark', 'reveal', 'article'] as const).map((dialect) => [dialect, tex.slice(0, 60), tex, sets] as const),
  ),
)(
  'test 48: %s %s',
  (dialect, _, tex, sets) => {
    const { page, messages } = html(tex, dialect);
    // Tags and their attributes; what stands between them is text.
    const tags = page.match(/<[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>/gi) ?? [];
    for (const tag of tags) {
      const bare = tag.replace(/"[^"]*"/g, '""');
      expect(bare).not.toMatch(/^<(img|a|script|iframe|object|link|form)\b|\son|\s(href|src|id|data-x)=/i);
      // A length beyond the limit is cut to it.
      for (const [, size = ''] of tag.matchAll(/(?:width|height|bottom|top|margin-right|border-[a-z]+-width):\s*(-?[\d.]+)em/g))
        expect(Math.abs(Number(size))).toBeLessThan(1_000);
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect([page.includes('class="katex'), messages]).toEqual(sets ? [true, []] : [false, ['3 formula']]);
  },
  GUARD_MS,
);
