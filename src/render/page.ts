// The HTML page of a deck or presenter window: every slide has its section, but only
// those near the current one have their content in it; the client fetches the rest.
// A talk of 2000 slides therefore opens as fast as one of 40.
import type { Boot, DeckData, Look, Position, SlideData, View } from '../protocol.ts';

/** Slides on either side of the current one that come with the page. */
const NEAR = 3;

export interface PageOptions {
  readonly data: DeckData;
  readonly view: View;
  readonly position: Position;
  /** For the CSP: it stands on each script. */
  readonly nonce: string;
  readonly look: Look;
  readonly assets: PageAssets;
  readonly urls: Boot['urls'];
}

/** Addresses of what the page is made of. */
export interface PageAssets {
  readonly script: string;
  /** Modules that the script imports at once. */
  readonly modules: readonly string[];
  /** In order: the client's own, then the theme's. */
  readonly styles: readonly string[];
  /** Fonts that the first slide surely needs; may be empty. */
  readonly fonts: readonly string[];
}

/** The whole page. */
export function deckPage({ data, view, position, nonce, look, assets, urls }: PageOptions): string {
  const near = (i: number): boolean => Math.abs(i - position.slide) <= NEAR;
  // The deck adopts its sections from the page; the presenter view draws its pictures from the data.
  const inData = (i: number): boolean => view === 'presenter' && near(i);
  const slides = data.slides.map((slide, i): SlideData => (inData(i) ? slide : { ...slide, attributes: {}, html: '', notes: '' }));
  const boot: Boot = { view, position, data: { ...data, slides }, look, urls };
  const sections = view === 'presenter' ? [] : sectionsNear(data, position.slide);
  const title = view === 'presenter' ? `Presenter: ${data.title}` : data.title;
  return `<!doctype html>
<html lang="${escapeHtml(look.lang)}" dir="${direction(look.lang)}" data-view="${view}" data-theme="${escapeHtml(look.theme)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
${assets.modules.map((url) => `<link rel="modulepreload" href="${escapeHtml(url)}" nonce="${escapeHtml(nonce)}">\n`).join('')}${assets.fonts.map((url) => `<link rel="preload" href="${escapeHtml(url)}" as="font" type="font/woff2" crossorigin>\n`).join('')}${[
  ...assets.styles,
  ...(data.styles ?? []),
]
  .map((url) => `<link rel="stylesheet" href="${escapeHtml(url)}">\n`)
  .join('')}<script type="module" nonce="${escapeHtml(nonce)}" src="${escapeHtml(assets.script)}"></script>
</head>
<body>
<noscript><p>The slides of “${escapeHtml(data.title)}” are shown by a script: allow scripts for this page and load it again.</p></noscript>
<div class="slides" id="slides">
${sections.join('\n')}
</div>
<script type="application/json" id="boot" nonce="${escapeHtml(nonce)}">${json(boot)}</script>
</body>
</html>
`;
}

/** The sections of a deck in order, with the content of those near a slide. */
export function sectionsNear(data: DeckData, slide: number): string[] {
  return columns(data.slides, (one, i) => section(one, Math.abs(i - slide) <= NEAR));
}

/** The sections in order; those of slides that stand below each other share one, as reveal.js wants it. */
function columns(slides: readonly SlideData[], html: (slide: SlideData, i: number) => string): string[] {
  return slides.map((slide, i) => {
    const first = slide.v === 0 && (slides[i + 1]?.v ?? 0) > 0;
    const last = slide.v > 0 && (slides[i + 1]?.v ?? 0) === 0;
    return `${first ? '<section class="stack">' : ''}${html(slide, i)}${last ? '</section>' : ''}`;
  });
}

/** A slide's section; an empty one is filled by the client. */
function section(slide: SlideData, filled: boolean): string {
  const attributes = Object.entries(slide.attributes).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  return filled ? `<section${attributes.join('')} data-filled>${slide.html}</section>` : `<section${attributes.join('')}></section>`;
}

const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|ha-arab|he|iw|ks|ku-arab|ps|sd|syr|ug|ur|yi)(-|$)/i;

export function direction(lang: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr';
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** JSON that cannot end the script element it stands in. */
export function json(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}
