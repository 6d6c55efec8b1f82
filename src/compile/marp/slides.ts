// A Marp talk, rendered as a whole by marp-core, becomes slides as every other
// dialect's: put together, built, each kept by what decides it. Only the rendering is
// done anew with every edit.
import * as path from 'node:path';
import type { Sheet } from '../../deck.ts';
import type { Draft, Property } from '../../dialects/draft.ts';
import { lineStartsOf } from '../../dialects/scan.ts';
import { type Fragment, report, type SourceFile, type Spot, slice, spotAt } from '../../dialects/source.ts';
import type { Message } from '../../message.ts';
import type { SlideCache } from '../cache.ts';
import type { FileAccess } from '../files.ts';
import type { Typeset } from '../formula.ts';
import type { Composed } from '../layouts.ts';
import type { BuiltSlide } from '../slide.ts';
import { buildMarpSlide } from './build.ts';
import type { MarpCore, RenderedDeck, RenderedSlide } from './rendered.ts';
import { type MarpSourceContext, marpSource } from './source.ts';
import { ownThemes, sheetOf } from './style.ts';

export interface MarpContext extends MarpSourceContext {
  readonly core: MarpCore;
  /** False shows the author's HTML as text. */
  readonly html: boolean;
  readonly typeset: Typeset | null;
  /** Of the command line: it wins over the talk's. */
  readonly theme: string | null;
  readonly cache: SlideCache;
}

export interface MarpSlides {
  readonly composed: readonly Composed[];
  readonly built: readonly BuiltSlide[];
  readonly sheet: Sheet;
  readonly theme: string;
  readonly ratio: string;
  /** Absolute paths of what the style sheet names, and of what the talk is made of. */
  readonly files: readonly string[];
  readonly sources: readonly string[];
}

/** Null, with a message, for a talk that Marp cannot read at all. */
export function marpSlides(talk: SourceFile, context: MarpContext, messages: Message[]): MarpSlides | null {
  const { core, strict, html, theme, cache } = context;
  const { text, sources, messages: found } = marpSource(talk, context);
  messages.push(...found);
  const access: FileAccess = context;
  const files = new Set<string>();
  const folder = path.dirname(talk.path);
  const tell = (spot: Spot) => (severity: Message['severity'], rule: string, reason: string) =>
    void messages.push(report(spot, severity, rule, reason));

  const top: Spot = { file: talk, offset: 0 };
  const names = themeNames(text.text);
  const wanted = theme === null ? names.map(({ name }) => name) : [theme];
  const at = names.at(-1)?.offset;
  const named = (at === undefined ? null : spotAt(text, at)) ?? top;
  const own = ownThemes(wanted, folder, access, files, tell(named));
  const input = { text: text.text, html: html ? (strict ? 'listed' : 'kept') : 'text', themes: own.themes, theme } as const;
  let deck: RenderedDeck;
  try {
    deck = core.render(input);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    tell(named)('error', 'marp', `Marp cannot read this talk: ${reason}; it is shown plainly`);
    return null;
  }
  for (const { name, reason } of deck.broken) tell(named)('error', 'theme', `theme "${name}" is no style sheet: ${reason}`);
  const sheet = sheetOf(deck.css, folder, access, files, tell(top));

  const starts = lineStartsOf(text.text);
  const offsets = deck.slides.map(({ line }) => starts[line] ?? text.text.length);
  const composed = deck.slides.map((slide, i): Composed => {
    const from = offsets[i] ?? 0;
    return compose(slide, text, from, offsets[i + 1] ?? text.text.length, i === 0 ? context.body - context.front : 0, starts);
  });
  const total = deck.css.includes('marpit-pagination-total');
  const built = deck.slides.map((slide, i) => {
    const fragment = composed[i]?.content ?? text;
    const file = spotAt(fragment, 0)?.file ?? talk;
    const kept = total ? slide : { ...slide, frame: slide.frame.replace(/ data-marpit-pagination-total="\d+"/g, '') };
    const key = `marp\0${file.path}\0${JSON.stringify({ ...kept, line: 0 })}`;
    return cache.keep(key, access, () => buildMarpSlide(kept, fragment, path.dirname(file.path), key, access, context.typeset));
  });
  if (!strict) for (const [i, slide] of deck.slides.entries()) noteEmpty(slide, deck.slides[i + 1], composed[i], messages);
  const { width, height } = deck.size;
  const divisor = gcd(width, height);
  return {
    ...{ composed, built, sheet },
    theme: deck.theme,
    ratio: `${width / divisor}:${height / divisor}`,
    files: [...files],
    sources: [...sources, ...own.sources],
  };
}

/** Themes that the text names, known or not. */
function themeNames(text: string): { name: string; offset: number }[] {
  return [...text.matchAll(/^[ \t]*(?:<!--+\s*)?theme[ \t]*:[ \t]*(["']?)([^\n]*?)\1[ \t]*(?:--+>[ \t]*)?$/gm)].flatMap((match) => {
    const name = match[2] ?? '';
    return name === '' ? [] : [{ name, offset: match.index + match[0].indexOf(name) }];
  });
}

function compose(slide: RenderedSlide, text: Fragment, from: number, to: number, head: number, starts: readonly number[]): Composed {
  const content = slice(text, from, to);
  // The slide begins behind its ruler, the first one behind the front matter.
  const skip = slide.line > 0 && !slide.divided ? (starts[slide.line + 1] ?? to) - from : head;
  const first = content.text.slice(skip).search(/\S/);
  const spotOf = (offset: number): Spot => spotAt(content, offset) ?? spotAt(text, from) ?? spotAt(text, 0) ?? NOWHERE;
  const spot = spotOf(first === -1 ? Math.max(0, Math.min(skip, content.text.length - 1)) : skip + first);
  const demo = slide.demos.map(({ value }) => value).join(', ');
  const line = slide.demos[0]?.line ?? 0;
  const properties = new Map<string, Property>(
    demo === '' ? [] : [['demo', { value: demo, spot: spotOf((starts[slide.line + line] ?? from) - from) }]],
  );
  const { classes, counted } = slide;
  return { spot, content, notes: [], properties, name: null, classes, counts: [counted], below: false };
}

const NOWHERE: Spot = { file: { path: '', display: '', text: '', lineStarts: [0] }, offset: 0 };

/** A ruler right before a dividing heading makes a slide of nothing, as in Marp. */
function noteEmpty(slide: RenderedSlide, next: RenderedSlide | undefined, composed: Composed | undefined, messages: Message[]): void {
  if (next === undefined || !next.divided || composed === undefined || slide.body.trim() !== '' || /background-image/.test(slide.frame))
    return;
  messages.push(
    report(
      composed.spot,
      'info',
      'empty-slide',
      'this slide is empty: the heading behind the ruler begins a slide by itself; leave the ruler out',
    ),
  );
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** What the other dialects' passes get for a Marp talk. */
export const NO_DRAFT: Draft = {
  slides: [],
  notation: { classes: 'none', classNames: new Set(), templates: false, looseBlocks: false, starLines: false },
  messages: [],
};
