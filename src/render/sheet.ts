// The style sheet of slides that stand in shadow roots (Marp): the talk's own, with
// its files as URLs, and before it what our code blocks, steps and captions need to
// look like a part of it. Colours of code are those of Marp's own highlighter.
import type { Sheet } from '../deck.ts';
import type { SheetData } from '../protocol.ts';

const KINDS = 'comment constant function keyword link parameter punctuation string string-expression inserted deleted changed'.split(' ');

/*
 * Nothing of the page's theme reaches the slide but whether it is seen. What is lit or
 * hidden says so by the same attributes as on every other slide.
 */
const LOOK = `:host { display: block; position: absolute; inset: 0; }
.marpit { all: initial; visibility: inherit; display: block; width: 100%; height: 100%; }
.marpit > svg { display: block; width: 100%; height: 100%; }
[data-later] { visibility: hidden; }
figure.code { display: contents !important; }
figure.code > figcaption { display: flex; justify-content: space-between; gap: 2em; margin: 0; font-size: 0.55em; opacity: 0.65; }
figure.code > figcaption + * { margin-top: 0.3em; }
.line { transition: opacity 0.2s; }
.line.marked { background: var(--marp-shiki-line-highlight, rgb(255 214 0 / 0.25)); }
[data-lit] .line:not(.lit), [data-reached] .line:not(.lit) { opacity: 0.35; }
figure.diagram { margin: 0.6em 0 !important; text-align: center; }
figure.diagram[data-drawn] > pre { display: none; }
figure.diagram svg { max-width: 100%; height: auto; }
.math.display { display: block; margin: 1em 0; text-align: center; }
.math-error { color: #c00; }
${KINDS.map((kind) => `.t-${kind} { color: var(--marp-shiki-token-${kind}, inherit); }`).join('\n')}
`;

/** As the page takes it. */
export function deckSheet(sheet: Sheet | null | undefined, fileUrl: (rootRelative: string) => string): SheetData | null {
  if (sheet == null) return null;
  return { css: `${LOOK}${withUrls(sheet.css, fileUrl)}`, fonts: withUrls(sheet.fonts, fileUrl) };
}

/** `url("talk-file:a/b.png")` with the address of that file. */
export function withUrls(css: string, fileUrl: (rootRelative: string) => string): string {
  return css.replace(/url\("talk-file:([^"]*)"\)/g, (_, path: string) => `url("${fileUrl(decodeURIComponent(path))}")`);
}
