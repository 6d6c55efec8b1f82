// A talk as a page to print, with the files that it names: compiled, coloured to the
// last token, and the demos' recordings with it.
import { basename, join } from 'node:path';
import { createSlideCache } from '../compile/compile.ts';
import type { Deck, Slide } from '../deck.ts';
import type { DemoSpec } from '../demo.ts';
import type { ServedFile } from '../export/print.ts';
import { didYouMean, type Message } from '../message.ts';
import { type PrintPage, printPage } from '../render/print.ts';
import type { PrintedDemo } from '../render/print-screen.ts';
import { loadDemos } from '../runner/catalogue.ts';
import { decodeName, openBelow } from '../server/paths.ts';
import { contentType } from '../server/send-file.ts';
import { DEFAULT_THEME, type TalkOptions } from '../settings.ts';
import { type Assets, readManifest, stylesOf } from './assets.ts';
import { compileAndColour } from './compile-and-colour.ts';
import { demoInfo, picturesOf } from './demo-info.ts';
import { inlineDemos } from './inline-demos.ts';
import { withMarp } from './marp.ts';
import { recordedScreens } from './recorded-screens.ts';
import { stateFolder } from './root.ts';
import { compileInput, type Talk } from './talk.ts';

export interface PrintJobOptions {
  readonly talk: Talk;
  readonly options: TalkOptions;
  readonly steps: boolean;
  /** Chooses the slides to print, and throws a Failure where it cannot; null prints all. */
  readonly pick: ((deck: Deck) => readonly Slide[]) | null;
  readonly cwd: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

export interface PreparedPrint {
  readonly deck: Deck;
  readonly page: PrintPage;
  /** What is wrong with the talk or its demos. */
  readonly messages: readonly Message[];
  /** Words on what is not as it was asked for. */
  readonly notes: readonly string[];
  /** A file by its path in the page. */
  read(path: string): Promise<ServedFile | null>;
  /** The slides that name a path, by their index. */
  slidesWith(path: string): number[];
  /** When the colours are kept for the next time. */
  readonly kept: Promise<void>;
}

/** Throws a Failure when there is no such talk. */
export async function preparePrint({ talk, options, steps, pick, cwd, env }: PrintJobOptions): Promise<PreparedPrint> {
  const { root } = talk;
  const assets = readManifest();
  const catalogue = await loadDemos(root);
  const names = catalogue.demos.map(({ name }) => name);
  const input = await withMarp(compileInput(talk, options, names, cwd, createSlideCache()));
  const { deck, messages, tokens, kept } = await compileAndColour(input, stateFolder(root, env), pick ?? undefined);
  const inline = inlineDemos(deck, talk);
  const specs = [...catalogue.demos, ...inline.demos];
  const slides = pick?.(deck) ?? deck.slides;
  const demos = await printedDemos(slides, specs, root);
  const ours = deck.sheet == null ? deck.theme : DEFAULT_THEME;
  const theme = assets.themes.includes(ours) ? ours : DEFAULT_THEME;
  const notes = theme === ours ? [] : [`unknown theme "${deck.theme}"${didYouMean(deck.theme, assets.themes)}; printed in ${theme}`];
  const page = printPage({
    ...{ deck, slides, steps, theme, demos, tokens },
    fileUrl: (path) => `/files/${path.split('/').map(encodeURIComponent).join('/')}`,
    assets: {
      script: `/assets/${assets.print.script}`,
      styles: [...assets.print.styles, assets.theme(theme).css, ...stylesOf(assets, slides)].map((path) => `/assets/${path}`),
    },
  });
  const files = new Set([...deck.files, ...picturesOf(catalogue.demos)]);
  return {
    deck,
    page,
    messages: [...catalogue.messages, ...messages, ...inline.messages],
    notes,
    read: (path) => read(path, root, files, assets),
    kept,
    slidesWith: (path) => slides.filter((slide) => namesFile(slide, path)).map(({ index }) => index),
  };
}

/** Those demos of the slides that have a recording. */
async function printedDemos(slides: readonly Slide[], demos: readonly DemoSpec[], root: string): Promise<ReadonlyMap<string, PrintedDemo>> {
  const screens = recordedScreens(root);
  const wanted = new Set(slides.flatMap((slide) => slide.demos));
  const printed = new Map<string, PrintedDemo>();
  for (const spec of demos) {
    const left = wanted.has(spec.name) ? await screens.of(spec) : null;
    if (left !== null) printed.set(spec.name, { info: demoInfo(spec, root, 'never'), screens: left });
  }
  return printed;
}

/** Only what the deck names, and our own assets. */
async function read(path: string, root: string, files: ReadonlySet<string>, assets: Assets): Promise<ServedFile | null> {
  const [, kind, encoded = ''] = /^\/(files|assets)\/(.+)$/.exec(path) ?? [];
  const name = decodeName(encoded);
  if (name === null) return null;
  const file = kind === 'files' ? await openBelow(root, name, (absolute) => files.has(absolute)) : await openBelow(assets.folder, name);
  if (file === null) return null;
  const type = contentType(file.path);
  if (file.size === 0) {
    await file.close();
    return { bytes: new Uint8Array(), type };
  }
  const parts: Buffer[] = [];
  for await (const part of file.stream(0, file.size - 1)) parts.push(part);
  return { bytes: Buffer.concat(parts), type };
}

function namesFile(slide: Slide, path: string): boolean {
  const name = decodeName(path.replace(/^\/files\//, ''));
  return name !== null && JSON.stringify([slide.content, slide.background]).includes(JSON.stringify(name).slice(1, -1));
}

/** `async-typescript.pdf` for slides/async-typescript/talk.md, `intro.pdf` for intro.md. */
export function defaultTarget(talk: Talk, format: string): string {
  const name = basename(talk.file).replace(/\.[^.]+$/, '');
  const folder = basename(join(talk.file, '..'));
  return `${name === 'talk' && folder !== '' ? folder : name}.${format}`;
}
