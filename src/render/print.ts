// The deck as one static page to print: every slide, or every step, is a page of
// exact size, with the frame that the stage shows around it and the last recorded
// screen of its demo beside it. Notes are not in it, nor is anything that is still
// hidden at the step shown. Its script only measures: geometry and type.
import type { Deck, Slide } from '../deck.ts';
import type { ContentOptions } from './content.ts';
import { direction, escapeHtml, json } from './page.ts';
import { type PrintedDemo, printedPanel } from './print-screen.ts';
import { deckSheet } from './sheet.ts';
import { isPictured, isShadowed, renderSlide } from './slide.ts';
import { slideTitle } from './titles.ts';

export interface PrintOptions extends Omit<ContentOptions, 'placeUrl'> {
  readonly deck: Deck;
  /** Those to print, in order. */
  readonly slides: readonly Slide[];
  /** A page for each step, instead of one a slide at its last step. */
  readonly steps: boolean;
  readonly theme: string;
  /** The demos of which there is a recording. */
  readonly demos: ReadonlyMap<string, PrintedDemo>;
  /** Addresses: the script of src/client/print.ts, and styles in order. */
  readonly assets: { readonly script: string; readonly styles: readonly string[] };
}

export interface PrintPage {
  readonly html: string;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  /** What is on each page, in order; step from 0. */
  readonly pages: readonly { readonly slide: Slide; readonly step: number }[];
  /** One a slide: its title, its first page (from 0), and whether it stands below another in the deck's grid. */
  readonly outline: readonly OutlineEntry[];
}

export interface OutlineEntry {
  readonly title: string;
  readonly page: number;
  readonly level: 0 | 1;
}

const LOGICAL_HEIGHT = 1080;

/** What the page may load: its own files and nothing else. Sent as a header and stands in the page as well. */
export const PRINT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "media-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The whole page. */
export function printPage(options: PrintOptions): PrintPage {
  const { deck, slides, steps, theme, assets } = options;
  const [across = 16, down = 9] = deck.ratio.split(':').map(Number);
  const width = Math.round((LOGICAL_HEIGHT * across) / down);
  const pages = slides.flatMap((slide) => {
    const last = slide.steps.length - 1;
    return steps ? slide.steps.map((_, step) => ({ slide, step })) : [{ slide, step: last }];
  });
  const total = deck.slides.reduce((most, slide) => Math.max(most, ...slide.steps.map(({ number }) => number)), 0);
  const placeUrl = placeFinder(deck, new Set(slides));
  const rendered = new Map(slides.map((slide) => [slide, renderSlide(slide, { ...options, placeUrl, engine: deck.engine })]));
  const sheets = pages.map(({ slide, step }, i) => {
    const { attributes = {}, html = '' } = rendered.get(slide) ?? {};
    const first = pages[i - 1]?.slide !== slide;
    const all = { ...attributes, ...(slide.index === 0 ? { 'data-opening': '' } : {}), 'data-still': '' };
    const demos = slide.demos.flatMap((name) => options.demos.get(name) ?? []);
    return `<article class="sheet"${first ? ` id="${anchor(slide)}"` : ''} data-slide="${slide.index}" data-step-shown="${step}"><section${attributeText(all)}>${html}${frame(deck, slide, step, total)}</section>${demos.length === 0 ? '' : printedPanel(demos)}</article>`;
  });
  const sheet = deckSheet(deck.sheet, options.fileUrl);
  const html = `<!doctype html>
<html lang="${escapeHtml(deck.lang)}" dir="${direction(deck.lang)}" data-view="print" data-theme="${escapeHtml(theme)}" data-engine="${deck.engine}" data-ratio="${across / down}" data-side="${deck.panel.side}" data-share="${deck.panel.size}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(PRINT_POLICY)}">
<title>${escapeHtml(deck.title)}</title>
<link rel="icon" href="data:,">
<script src="${escapeHtml(assets.script)}"></script>
${assets.styles.map((url) => `<link rel="stylesheet" href="${escapeHtml(url)}">`).join('\n')}
<style>@page { size: ${width}px ${LOGICAL_HEIGHT}px; margin: 0 } .sheet { width: ${width}px; height: ${LOGICAL_HEIGHT}px }</style>
</head>
<body>
${sheets.join('\n')}
${sheet === null ? '' : `<script type="application/json" id="sheet">${json(sheet)}</script>\n`}</body>
</html>
`;
  return { html, width, height: LOGICAL_HEIGHT, pages, outline: outlineOf(slides, pages) };
}

/** Title of the talk and number of the slide, as on the stage; no part of what the page says, so not for screen readers. */
function frame(deck: Deck, slide: Slide, step: number, total: number): string {
  if (isPictured(slide) || isShadowed(slide)) return '';
  const talk = slide.index === 0 ? '' : escapeHtml(deck.title);
  const number = slide.steps[step]?.number ?? slide.number;
  return `<footer class="frame" aria-hidden="true"><span class="talk">${talk}</span><span class="number">${number} / ${total}</span></footer>`;
}

function outlineOf(slides: readonly Slide[], pages: PrintPage['pages']): OutlineEntry[] {
  return slides.map((slide, i) => ({
    title: slideTitle(slide),
    page: pages.findIndex((page) => page.slide === slide),
    // A slide of a stack whose first one is not printed stands by itself.
    level: slide.v > 0 && slides[i - 1]?.h === slide.h ? 1 : 0,
  }));
}

/** Links to slides lead to their pages; those to slides that are not printed lead nowhere, and stay as they are. */
function placeFinder(deck: Deck, printed: ReadonlySet<Slide>): (href: string) => string {
  const byName = new Map(deck.slides.flatMap((slide) => (slide.name === null ? [] : [[slide.name, slide] as const])));
  const byAnchor = new Map(deck.slides.flatMap((slide) => (slide.anchors ?? []).map((name) => [name, slide] as const)));
  const byNumber = new Map([...deck.slides].reverse().map((slide) => [slide.number, slide] as const));
  const find = (place: string): Slide | undefined => {
    if (byName.has(place)) return byName.get(place);
    if (/^\d+$/.test(place)) return byNumber.get(Number(place));
    const grid = /^\/(\d+)\/(\d+)$/.exec(place);
    if (grid !== null) return deck.slides.find(({ h, v }) => h === Number(grid[1]) && v === Number(grid[2]));
    const order = /^\/(\d+)$/.exec(place);
    return order === null ? byAnchor.get(place) : deck.slides[Number(order[1]) - 1];
  };
  return (href) => {
    const place = decode(href.slice(1));
    const slide = find(place) ?? find(place.replace(/\.\d+$/, ''));
    return slide === undefined || !printed.has(slide) ? href : `#${anchor(slide)}`;
  };
}

/** No id that an author would choose. */
function anchor(slide: Slide): string {
  return `lectern-${slide.index + 1}`;
}

function attributeText(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
