// A talk kept up with its files: reads, compiles and colours it, watches what it is
// made of, and lets a text that is still being written settle first.
import { readFileSync } from 'node:fs';
import { type Compiled, compile, createSlideCache } from '../compile/compile.ts';
import type { DemoSpec } from '../demo.ts';
import { createHighlighter } from '../highlight/highlighter.ts';
import { didYouMean, formatMessage, type Message } from '../message.ts';
import type { View } from '../protocol.ts';
import type { PageAssets } from '../render/page.ts';
import { loadDemos } from '../runner/catalogue.ts';
import { createSettler } from '../server/settle.ts';
import { watchFiles } from '../server/watch.ts';
import { DEFAULT_THEME, type TalkOptions } from '../settings.ts';
import type { Assets } from './assets.ts';
import { staleDemos } from './cast-info.ts';
import { createLiveSite, type LiveSite } from './live-site.ts';
import { loadMarp, mayBeMarp, withMarp } from './marp.ts';
import { compileInput, type Talk } from './talk.ts';

export interface WatchedTalkOptions {
  readonly talk: Talk;
  readonly options: TalkOptions;
  readonly cwd: string;
  readonly cacheFolder: string;
  readonly assets: Assets;
  /** What the compiler and the demos have to say, for the terminal. */
  note(text: string): void;
}

export interface WatchedTalk {
  readonly site: LiveSite;
  demos(): readonly DemoSpec[];
  close(): Promise<void>;
}

/** Opens a talk and keeps it current. Throws a Failure when it cannot be read. */
export async function watchTalk({ talk, options, cwd, cacheFolder, assets, note }: WatchedTalkOptions): Promise<WatchedTalk> {
  const cache = createSlideCache();
  const highlighter = createHighlighter({ cacheFolder, worker: new URL('./highlight-worker.js', import.meta.url) });
  const told = new Set<string>();
  let { demos, stale } = await freshDemos();
  const first = await withMarp(compileInput(talk, options, names(), cwd, cache));
  let marp = first.marp ?? null;
  let text = first.text;
  const compiled = compile(first);
  tell(compiled.messages);
  const site = createLiveSite(compiled, {
    root: talk.root,
    compile: compileNow,
    demos: () => demos,
    stale: (demo) => stale.has(demo),
    highlighter,
    assets: (view, theme) => pageAssets(assets, view, themeOf(theme)),
  });

  const settler = createSettler(text, (settled) => {
    text = settled;
    if (marp !== null || !mayBeMarp(text, options)) reload();
    else
      void loadMarp().then((core) => {
        marp = core;
        reload();
      });
  });
  const watcher = watchFiles(watched(), (paths) => {
    if (paths.includes(talk.file)) settler.changed(readTalk());
    if (paths.some((path) => path !== talk.file)) void refresh();
  });

  // What was saved between the first reading and the first watching.
  void watcher.ready.then(() => settler.changed(readTalk()));

  function names(): string[] {
    return demos.map(({ name }) => name);
  }

  function compileNow(): Compiled {
    const made = compile({ ...compileInput(talk, options, names(), cwd, cache), text, marp });
    tell(made.messages);
    return made;
  }

  function reload(): void {
    site.reload();
    watcher.update(watched());
  }

  /** A demo, a snippet or an included part has changed. */
  async function refresh(): Promise<void> {
    ({ demos, stale } = await freshDemos());
    reload();
  }

  async function freshDemos(): Promise<{ readonly demos: readonly DemoSpec[]; readonly stale: ReadonlySet<string> }> {
    const loaded = await loadDemos(talk.root);
    tell(loaded.messages);
    return { demos: loaded.demos, stale: await staleDemos(loaded.demos, talk.root) };
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
    demos: () => demos,
    close: async () => {
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
