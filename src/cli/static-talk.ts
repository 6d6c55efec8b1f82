// A talk as it is published: compiled, coloured to the last token, with the data of its
// pages, the recordings of its demos and the files that it names. Where these things
// come to stand, in a folder or in one page, is for others to say.
import { join, resolve, sep } from 'node:path';
import { createSlideCache } from '../compile/compile.ts';
import { inspectDeck } from '../compile/inspect.ts';
import type { Deck } from '../deck.ts';
import type { DemoSpec } from '../demo.ts';
import { didYouMean, type Message } from '../message.ts';
import type { DeckData, DemoInfo, Look, RecordedCasts } from '../protocol.ts';
import { deckData } from '../render/data.ts';
import { deckSheet } from '../render/sheet.ts';
import { renderSlide } from '../render/slide.ts';
import { loadDemos } from '../runner/catalogue.ts';
import { DEFAULT_THEME, type TalkOptions } from '../settings.ts';
import type { Assets } from './assets.ts';
import { castPaths, castTexts } from './cast-files.ts';
import { staleDemos } from './cast-info.ts';
import { compileAndColour } from './compile-and-colour.ts';
import { demoInfo, picturesOf } from './demo-info.ts';
import { inlineDemos } from './inline-demos.ts';
import { allIn } from './kept-build.ts';
import { withMarp } from './marp.ts';
import { stateFolder } from './root.ts';
import { compileInput, nameOf, type Talk } from './talk.ts';
import { type FilePlaces, talkFiles } from './talk-files.ts';

export interface StaticTalkOptions extends FilePlaces {
  readonly talk: Talk;
  readonly options: TalkOptions;
  readonly cwd: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly assets: Assets;
}

export interface StaticTalk {
  /** By which its folder, or its file, goes. */
  readonly name: string;
  readonly title: string;
  readonly author: string | null;
  /** When and where it is given; '' where the author does not say. */
  readonly when: string;
  /** Text of the first slides, for those who link to it. */
  readonly description: string;
  readonly theme: string;
  readonly look: Look;
  /** With the notes. */
  readonly data: DeckData;
  readonly casts: ReadonlyMap<string, RecordedCasts>;
  /** The talk's own files, by their name below `files/`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Addresses of what stands in the page, in the order of `lectern-file:<index>/`. */
  readonly inlined: readonly string[];
  /** All formulas as HTML. */
  readonly formulas: string;
  /** Absolute paths of all that it was made of, or would have been made of had it been there. */
  readonly inputs: readonly string[];
  readonly messages: readonly Message[];
  readonly notes: readonly string[];
}

/** Characters of the description. */
const DESCRIPTION = 200;

/** Throws a Failure when the talk cannot be read. */
export async function prepareStatic(given: StaticTalkOptions): Promise<StaticTalk> {
  const { talk, options, cwd, env, assets } = given;
  const { root } = talk;
  const catalogue = await loadDemos(root);
  const names = catalogue.demos.map(({ name }) => name);
  const asked = new Set<string>();
  const input = await withMarp(compileInput(talk, options, names, cwd, createSlideCache()));
  const noted =
    <T>(look: (path: string) => T) =>
    (path: string): T => {
      asked.add(resolve(root, path));
      return look(path);
    };
  const watched = { ...input, read: noted(input.read), exists: noted(input.exists) };
  const { deck, messages, tokens, kept } = await compileAndColour(watched, stateFolder(root, env));
  const inline = inlineDemos(deck, talk);
  const shown = new Set(deck.slides.flatMap(({ demos }) => demos));
  const specs = [...catalogue.demos, ...inline.demos].filter(({ name }) => shown.has(name));
  const paths = [...deck.files, ...picturesOf(specs)];
  const [recorded, files, stale] = await Promise.all([
    recordings(specs, root),
    talkFiles(paths, talk, given),
    staleDemos(specs, root),
    kept,
  ]);
  const ours = deck.sheet == null ? deck.theme : DEFAULT_THEME;
  const theme = assets.themes.includes(ours) ? ours : DEFAULT_THEME;
  const urlOf = (path: string): string => files.urls.get(join(root, path)) ?? MISSING;
  const data = deckData(deck, {
    version: 1,
    demos: specs.map((spec) => withoutRuns(demoInfo(spec, root, 'never'), recorded.has(spec.name), spec, root, files.urls)),
    sheet: deckSheet(deck.sheet, urlOf),
    render: (slide) => renderSlide(slide, { tokens, fileUrl: urlOf, engine: deck.engine }),
  });
  const { lang, ratio, engine, panel, reveal, title, author } = deck;
  return {
    ...{ name: nameOf(talk), title, author, theme, data, casts: recorded, files: files.named, inlined: files.inlined },
    when: [deck.event, deck.date].filter((text) => text !== undefined).join(', '),
    description: describe(deck),
    look: { lang, ratio, engine, theme, panel, ...(reveal === undefined ? {} : { reveal }) },
    formulas: deck.slides.flatMap((slide) => slide.formulas).join('\n'),
    inputs: [
      talk.file,
      ...asked,
      ...paths,
      ...specs.flatMap((spec) => [...spec.files, ...castPaths(spec, root)]),
      ...(await allIn(join(root, 'demos'))),
    ],
    messages: [...catalogue.messages, ...messages, ...inline.messages],
    notes: [
      ...(theme === ours ? [] : [`unknown theme "${deck.theme}"${didYouMean(deck.theme, assets.themes)}; published in ${theme}`]),
      ...files.notes,
      ...specs.flatMap(({ name }) =>
        recorded.has(name) ? [] : [`"${name}" has no recording to play: "lectern demo record ${name}" makes one`],
      ),
      ...[...stale].map((name) => `the recording of "${name}" is older than its code: "lectern demo record ${name}" makes a new one`),
    ],
  };
}

/** Where a file is that cannot be had: nowhere, without a request. */
const MISSING = 'data:,';

/** As a page without a server knows a demo; no path of this machine in what it says. */
function withoutRuns(info: DemoInfo, recorded: boolean, spec: DemoSpec, root: string, urls: ReadonlyMap<string, string>): DemoInfo {
  const panes = info.panes.map((pane, i) => {
    const program = spec.panes[i]?.program;
    const command = pane.command.replaceAll(root + sep, '');
    if (pane.page === undefined || program?.kind !== 'web') return { ...pane, command };
    return { ...pane, command, page: { ...pane.page, picture: program.picture === null ? null : (urls.get(program.picture) ?? null) } };
  });
  return { ...info, panes, recorded, runs: false };
}

async function recordings(specs: readonly DemoSpec[], root: string): Promise<Map<string, RecordedCasts>> {
  const found = new Map<string, RecordedCasts>();
  const texts = await Promise.all(specs.map((spec) => castTexts(spec, root)));
  for (const [i, spec] of specs.entries()) {
    const casts = texts[i] ?? null;
    if (casts !== null && casts.panes.length > 0) found.set(spec.name, casts);
  }
  return found;
}

/** The first words of the talk that are not its title. */
function describe(deck: Deck): string {
  const first = { ...deck, slides: deck.slides.slice(0, 3) };
  for (const slide of inspectDeck(first, []).slides) {
    const heading = slide.headings[0]?.[1] ?? '';
    const text = (slide.text.startsWith(heading) ? slide.text.slice(heading.length) : slide.text).trim();
    if (text !== '') return text.length <= DESCRIPTION ? text : `${text.slice(0, DESCRIPTION - 1).trimEnd()}…`;
  }
  return '';
}
