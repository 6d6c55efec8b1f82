// A talk kept up with its files: reads, compiles and colours it, watches what it is
// made of, and lets a text that is still being written settle first. In one file, for
// what is read, what is watched and what waits to be read change together.
import { readFileSync } from 'node:fs';
import { type Compiled, compile, createSlideCache } from '../compile/compile.ts';
import type { Deck } from '../deck.ts';
import type { DemoSpec } from '../demo.ts';
import { createHighlighter } from '../highlight/highlighter.ts';
import { didYouMean, formatMessage, type Message } from '../message.ts';
import type { View } from '../protocol.ts';
import type { PageAssets } from '../render/page.ts';
import { loadDemos } from '../runner/catalogue.ts';
import { createSettler } from '../server/settle.ts';
import { watchFiles } from '../server/watch.ts';
import { DEFAULT_THEME, type TalkOptions } from '../settings.ts';
import { type Assets, stylesOf } from './assets.ts';
import { inBreaths } from './breaths.ts';
import { staleDemos } from './cast-info.ts';
import { inlineDemos } from './inline-demos.ts';
import { createInlineFaults } from './inline-faults.ts';
import { createKeptSources } from './kept-sources.ts';
import { createLiveSite, type LiveSite } from './live-site.ts';
import { loadMarp, mayBeMarp, withMarp } from './marp.ts';
import { rootFiles } from './root.ts';
import { compileInput, shownPath, type Talk } from './talk.ts';

/** Characters of a talk that takes noticeably long to read: some hundred slides. */
const LONG = 30_000;
/** Slides on either side of the first one shown that a long talk opens with: more than the page holds, and the presenter view shows. */
const NEAR = 5;

export interface WatchedTalkOptions {
  readonly talk: Talk;
  readonly options: TalkOptions;
  readonly cwd: string;
  readonly cacheFolder: string;
  readonly assets: Assets;
  /** The slide to open at, from 0. */
  readonly slide: number;
  /** What the compiler and the demos have to say, for the terminal. */
  note(text: string): void;
}

export interface WatchedTalk {
  readonly site: LiveSite;
  demos(): readonly DemoSpec[];
  close(): Promise<void>;
}

/** Opens a talk and keeps it current. Throws a Failure when it cannot be read. */
export async function watchTalk({ talk, options, cwd, cacheFolder, assets, slide, note }: WatchedTalkOptions): Promise<WatchedTalk> {
  const cache = createSlideCache();
  const highlighter = createHighlighter({ cacheFolder, worker: new URL('./highlight-worker.js', import.meta.url) });
  const told = new Set<string>();
  const display = (path: string): string => shownPath(path, cwd);
  const kept = createKeptSources(rootFiles(talk.root).read, display);
  const faults = createInlineFaults(display);
  /** Those that stand in the talk, by deck. */
  const inline = new WeakMap<Deck, readonly DemoSpec[]>();
  let catalogue = await freshCatalogue();
  let stale: ReadonlySet<string> = new Set();
  let closed = false;
  const first = { ...(await withMarp(compileInput(talk, options, names(), cwd, cache))), read: kept.read };
  let marp = first.marp ?? null;
  let text = first.text;
  const opening = first.text.length > LONG ? (index: number) => Math.abs(index - slide) <= NEAR : undefined;
  let compiled = compileNow(opening);
  if (compiled.deck.inlineDemos.length > 0) {
    await faults.look(compiled.deck);
    compiled = compileNow(opening);
  }
  let reading = compiled.rest.length > 0;
  tell(compiled.messages);
  stale = await staleDemos(demosOf(compiled.deck), talk.root);
  const site = createLiveSite(compiled, {
    root: talk.root,
    demos: demosOf,
    stale: (demo) => stale.has(demo),
    highlighter,
    assets: (view, theme) => pageAssets(assets, view, themeOf(theme)),
    styles: (deck) => stylesOf(assets, deck.slides).map((path) => `/assets/${path}`),
  });

  const settler = createSettler(text, (settled) => {
    text = settled;
    if (marp !== null || !mayBeMarp(text, options)) void reload();
    else
      void loadMarp().then((core) => {
        marp = core;
        return reload();
      });
  });
  const watcher = watchFiles(watched(), (paths) => {
    if (paths.includes(talk.file)) settler.changed(readTalk());
    if (paths.some((path) => path !== talk.file)) void refresh();
  });

  if (reading) void readRest(compiled.rest);

  // What was saved between the first reading and the first watching.
  void watcher.ready.then(() => {
    settler.changed(readTalk());
    return refresh();
  });

  function names(): string[] {
    return catalogue.demos.map(({ name }) => name);
  }

  /** Those of demos/ as they are, those that stand in this deck, and those that it shows and that are gone just now. */
  function demosOf(deck: Deck): readonly DemoSpec[] {
    const here = inline.get(deck) ?? inlineDemos(deck, talk).demos;
    inline.set(deck, here);
    const there = [...catalogue.demos, ...here];
    const shown = new Set(deck.slides.flatMap((slide) => slide.demos));
    const gone = catalogue.gone.filter(({ name }) => shown.has(name) && !there.some((demo) => demo.name === name));
    return [...there, ...gone];
  }

  /** Reads the slides that a long talk did not open with, a few at a time, and shows the whole. */
  async function readRest(rest: Compiled['rest']): Promise<void> {
    const stopped = (): boolean => closed;
    await inBreaths(rest, (read) => read(), stopped);
    if (!closed) await inBreaths(compileNow().deck.slides, site.draw, stopped);
    reading = false;
    if (!closed) await reload();
  }

  /** With `now`, only those slides whole. */
  function compileNow(now?: (index: number) => boolean): Compiled {
    const input = { ...compileInput(talk, options, names(), cwd, cache), text, marp, read: kept.read };
    const made = compile(now === undefined ? input : { ...input, now });
    const own = inlineDemos(made.deck, talk).messages;
    return { ...made, messages: [...made.messages, ...own, ...faults.messages(made.deck), ...kept.messages()] };
  }

  async function reload(): Promise<void> {
    // What has changed meanwhile shows when all is read.
    if (reading) return;
    let made = compileNow();
    if (made.deck.inlineDemos.length > 0) {
      await faults.look(made.deck);
      stale = await staleDemos(demosOf(made.deck), talk.root);
      // Once more: what has changed meanwhile counts, and what has not is in the cache.
      made = compileNow();
    }
    tell(made.messages);
    site.reload(made);
    watcher.update(watched());
  }

  /** A demo, a snippet or an included part has changed. */
  async function refresh(): Promise<void> {
    const before = [...catalogue.demos, ...catalogue.gone];
    const now = await freshCatalogue();
    catalogue = { ...now, gone: before.filter(({ name }) => !now.demos.some((demo) => demo.name === name)) };
    await kept.look();
    stale = await staleDemos(demosOf(site.deck), talk.root);
    await reload();
  }

  async function freshCatalogue(): Promise<{ readonly demos: readonly DemoSpec[]; readonly gone: readonly DemoSpec[] }> {
    const loaded = await loadDemos(talk.root);
    tell(loaded.messages);
    return { demos: loaded.demos, gone: [] };
  }

  /** Each message once, however often the talk is compiled. */
  function tell(messages: readonly Message[]): void {
    for (const message of messages) tellOnce(formatMessage(message));
  }

  function tellOnce(text: string): void {
    if (!told.has(text)) note(text);
    told.add(text);
  }

  function readTalk(): string | null {
    try {
      return readFileSync(talk.file, 'utf8');
    } catch {
      return null;
    }
  }

  function watched(): string[] {
    return [talk.file, ...site.sources()];
  }

  /** A theme of ours as it is; any other becomes the default, with a word on it. */
  function themeOf(name: string): string {
    if (assets.themes.includes(name)) return name;
    tellOnce(`lectern: unknown theme "${name}"${didYouMean(name, assets.themes)}; showing ${DEFAULT_THEME}`);
    return DEFAULT_THEME;
  }

  return {
    site,
    demos: () => demosOf(site.deck),
    close: async () => {
      closed = true;
      settler.close();
      site.close();
      await Promise.all([watcher.close(), highlighter.close()]);
    },
  };
}

function pageAssets(assets: Assets, view: View, theme: string): PageAssets {
  const page = (view === 'presenter' ? assets.presenter : null) ?? assets.deck;
  const url = (path: string): string => `/assets/${path}`;
  const styles = [...page.styles, assets.theme(theme).css];
  return { script: url(page.script), modules: page.preload.map(url), styles: styles.map(url), fonts: [] };
}
