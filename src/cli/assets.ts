// Where the built files for the browser are, as scripts/build.mjs listed them in
// its manifest. Run from a build, that is the build's own folder; run from the
// sources, as tests do, the build that dist/build.json names.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Slide } from '../deck.ts';
import { didYouMean } from '../message.ts';
import { failed } from './failure.ts';

/** A page's script and styles; all paths relative to the folder, with `/`. */
export interface PageAssets {
  readonly script: string;
  readonly styles: readonly string[];
  /** Chunks that the script imports at once: worth a modulepreload. */
  readonly preload: readonly string[];
  /** Chunks that may be imported later. */
  readonly later: readonly string[];
}

/** A theme's style sheet and all fonts that it names, relative to the folder. */
export interface ThemeAssets {
  readonly css: string;
  readonly fonts: readonly string[];
}

export interface Assets {
  /** Absolute; all of it may be served. File names carry a hash of the content. */
  readonly folder: string;
  readonly deck: PageAssets;
  /** Null while there is none in the build. */
  readonly presenter: PageAssets | null;
  /** Of the page that is printed; its script is a classic one. */
  readonly print: PageAssets;
  /** Deck and presenter view in one classic script; its styles are those of these two. */
  readonly single: PageAssets;
  readonly themes: readonly string[];
  /** The style sheet that formulas need, and only they. */
  readonly math: string;
  /** A theme of ours. Throws a Failure for an unknown name. */
  theme(name: string): ThemeAssets;
}

interface Manifest {
  readonly deck?: PageAssets;
  readonly presenter?: PageAssets;
  readonly print?: PageAssets;
  readonly single?: PageAssets;
  readonly themes: Readonly<Record<string, ThemeAssets>>;
  readonly math: string;
}

/** The style sheets that these slides need besides their theme's, relative to the folder. */
export function stylesOf(assets: Assets, slides: readonly Slide[]): readonly string[] {
  return slides.some(({ formulas }) => formulas.length > 0) ? [assets.math] : [];
}

export function readManifest(): Assets {
  const folder = clientFolder();
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const { deck, print, single } = manifest;
  if (deck === undefined || print === undefined || single === undefined) throw new Error(`the build in ${folder} lacks a page`);
  const themes = Object.keys(manifest.themes);
  return {
    folder,
    deck,
    print,
    single,
    math: manifest.math,
    presenter: manifest.presenter ?? null,
    themes,
    theme: (name) => {
      const theme = manifest.themes[name];
      if (theme === undefined) throw failed(`unknown theme "${name}"${didYouMean(name, themes)}: there is ${themes.join(', ')}`);
      return theme;
    },
  };
}

function clientFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, 'client');
  if (existsSync(join(beside, 'manifest.json'))) return beside;
  const dist = join(here, '..', '..', 'dist');
  const { id } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { id: string };
  return join(dist, id, 'client');
}
