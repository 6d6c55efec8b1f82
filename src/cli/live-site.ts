// The talk as the server shows it: compiled from what is on disk, rendered slide by
// slide, and again whenever one of its files changes. Owns the deck being shown.
// Colours come later than text: code is highlighted in a worker, and the slides
// that waited for it are sent again.
import { join, relative } from 'node:path';
import type { Compiled } from '../compile/compile.ts';
import type { Deck, EngineName, Slide } from '../deck.ts';
import type { DemoSpec } from '../demo.ts';
import type { Highlighter } from '../highlight/highlighter.ts';
import type { Message } from '../message.ts';
import type { DeckData, Role, ShownMessage, SlideData, View } from '../protocol.ts';
import { changesNothing, deckData, diffDeck } from '../render/data.ts';
import { deckPage, type PageAssets } from '../render/page.ts';
import { deckSheet } from '../render/sheet.ts';
import { renderSlide } from '../render/slide.ts';
import type { Site, SiteChange } from '../server/site.ts';
import { DEFAULT_THEME } from '../settings.ts';
import { castPaths, castTexts } from './cast-files.ts';
import { demoInfo, fileUrl, picturesOf } from './demo-info.ts';

/** Where the server answers with what a page asks for; routes.ts is the other end. */
const URLS = { deck: '/deck.json', socket: '/socket', presenter: '/presenter', casts: '/casts/' };

export interface LiveSiteOptions {
  readonly root: string;
  /** Those of demos/, and those that stand in this deck. */
  demos(deck: Deck): readonly DemoSpec[];
  /** The recording of this demo is older than its code. */
  stale(demo: string): boolean;
  readonly highlighter: Highlighter;
  assets(view: View, theme: string): PageAssets;
  /** Addresses of the style sheets that this deck needs besides those. */
  styles(deck: Deck): readonly string[];
}

export interface LiveSite extends Site {
  readonly deck: Deck;
  /** Makes the HTML of a slide that a coming deck holds, so that taking the deck is quick. */
  draw(slide: Slide): void;
  /** Takes the talk as it is now, and tells the listeners what became different. */
  reload(next: Compiled): void;
  /** Absolute paths to watch. */
  sources(): readonly string[];
  close(): void;
}

/** The site of a talk that could be compiled once: `first`. */
export function createLiveSite(first: Compiled, options: LiveSiteOptions): LiveSite {
  const { root, highlighter } = options;
  const listeners = new Set<(change: SiteChange) => void>();
  const rendered = new Map<string, SlideData>();
  let shown = first;
  let newest = first;
  let version = 0;
  let data = dataOf(first.deck);
  let followed: DeckData | null = null;
  let open = true;
  let completed = (): void => {};
  const whole = new Promise<void>((resolve) => {
    completed = resolve;
  });
  if (first.rest.length === 0) completed();
  colour(first.deck);

  function dataOf(deck: Deck): DeckData {
    version += 1;
    const kept = new Set<string>();
    const made = deckData(deck, {
      version,
      demos: options.demos(deck).map((spec) => demoInfo(spec, root, deck.fallback, options.stale(spec.name))),
      styles: options.styles(deck),
      sheet: deckSheet(deck.sheet, (path) => fileUrl(relative(root, join(root, path)))),
      render: (slide) => render(slide, deck.engine, kept),
    });
    for (const key of rendered.keys()) if (!kept.has(key)) rendered.delete(key);
    return made;
  }

  function render(slide: Slide, engine: EngineName, kept: Set<string>): SlideData {
    const coloured = slide.codeBlocks.filter((block) => highlighter.get(block.id) !== undefined).length;
    const key = `${slide.hash} ${coloured} ${engine}`;
    kept.add(key);
    const known = rendered.get(key);
    if (known !== undefined) return known;
    const made = renderSlide(slide, {
      engine,
      tokens: (id) => highlighter.get(id),
      fileUrl: (path) => fileUrl(relative(root, join(root, path))),
    });
    rendered.set(key, made);
    return made;
  }

  /** Has the code of a deck highlighted, and shows it when it is. */
  function colour(deck: Deck): void {
    const blocks = deck.slides.flatMap((slide) => slide.codeBlocks).filter((block) => highlighter.get(block.id) === undefined);
    if (blocks.length === 0) return;
    void highlighter.load(blocks).then((more) => {
      if (open && more && shown.deck === deck) show(shown, newest.messages);
    });
  }

  function show(compiled: Compiled, messages: readonly Message[]): void {
    const before = data;
    const sketched = shown.rest.length > 0;
    shown = compiled;
    const after = dataOf(compiled.deck);
    const patch = diffDeck(before, after);
    // What was only looked at again is no new version.
    if (!sketched && changesNothing(before, patch)) {
      version = before.version;
      tell({ patch: null, messages: shownMessages(messages) });
      return;
    }
    data = after;
    followed = null;
    // Who has the sketched slides has none of the others yet, and fetches the whole deck once it can be had.
    tell({ patch: sketched ? { ...patch, slides: [] } : patch, messages: shownMessages(messages) });
    if (compiled.rest.length === 0) completed();
  }

  function tell(change: SiteChange): void {
    for (const listener of listeners) listener(change);
  }

  return {
    root,
    get deck() {
      return shown.deck;
    },
    draw: (slide) => void render(slide, shown.deck.engine, new Set()),
    reload: (next) => {
      newest = next;
      // What is read only now may have had its errors all the time.
      if (shown.rest.length === 0 && isBroken(next, shown)) return tell({ patch: null, messages: shownMessages(next.messages) });
      show(next, next.messages);
      colour(next.deck);
    },
    sources: () => [
      ...new Set([
        ...newest.deck.sources,
        ...shown.deck.sources,
        ...options.demos(shown.deck).flatMap((spec) => [...spec.files, ...castPaths(spec, root)]),
      ]),
    ],
    page: (view, { nonce, position }) => {
      const { lang, ratio, engine, panel, sheet, reveal } = shown.deck;
      // Slides with a look of their own leave the theme what is around them.
      const theme = sheet == null ? shown.deck.theme : DEFAULT_THEME;
      const look = { lang, ratio, engine, theme, panel, ...(reveal === undefined ? {} : { reveal }) };
      return deckPage({ data, view, position: clamp(position, data), nonce, look, assets: options.assets(view, theme), urls: URLS });
    },
    data: (role: Role) => {
      if (role === 'presenter') return data;
      followed ??= { ...data, slides: data.slides.map((slide) => ({ ...slide, notes: '' })) };
      return followed;
    },
    whole,
    recording: async (demo) => {
      const spec = options.demos(shown.deck).find(({ name }) => name === demo);
      return spec === undefined ? null : castTexts(spec, root);
    },
    files: () => new Set([...shown.deck.files, ...picturesOf(options.demos(shown.deck))]),
    messages: () => shownMessages(newest.messages),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      open = false;
      completed();
      listeners.clear();
    },
  };
}

/**
 * Whether the newest text has errors that the deck on the screen has not: then the
 * speaker is in the middle of an edit, and the last good deck stays.
 */
function isBroken(next: Compiled, shown: Compiled): boolean {
  const key = (m: Message): string => `${m.rule} ${m.reason}`;
  const known = new Set(shown.messages.filter((m) => m.severity === 'error').map(key));
  return next.messages.some((m) => m.severity === 'error' && !known.has(key(m)));
}

function shownMessages(messages: readonly Message[]): ShownMessage[] {
  return messages.map((m) => ({ severity: m.severity, at: `${m.file}:${m.line}:${m.column}`, reason: m.reason, frame: m.frame ?? '' }));
}

/** A page may be asked for with the position of a longer talk. */
function clamp(position: { slide: number; step: number }, data: DeckData): { slide: number; step: number } {
  const slide = Math.max(0, Math.min(position.slide, data.slides.length - 1));
  const steps = data.slides[slide]?.stepNumbers.length ?? 1;
  return { slide, step: slide === position.slide ? Math.max(0, Math.min(position.step, steps - 1)) : 0 };
}
