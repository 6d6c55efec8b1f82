// A talk's text becomes a Deck: the list of passes, in order. Synchronous and pure:
// it reads files only through what it is given, and never throws on what an author
// wrote; each problem is a message with its place. In one file, so that the passes and
// what each takes from the ones before can be read in their order.
import * as path from 'node:path';
import type { Deck, Dialect, Slide } from '../deck.ts';
import type { Draft } from '../dialects/draft.ts';
import { detectDialect, readerOf } from '../dialects/index.ts';
import type { Scan } from '../dialects/scan.ts';
import { placeOf, report, type SourceFile, type Spot, scanFile, sourceFile, spotAt } from '../dialects/source.ts';
import type { Message } from '../message.ts';
import { DEFAULT_FALLBACK, DEFAULT_PANEL, DEFAULT_THEMES, type FrontMatter, type TalkOptions } from '../settings.ts';
import { anchorsOf } from './anchors.ts';
import { attributesOf } from './attributes.ts';
import type { SlideCache } from './cache.ts';
import { collectDefinitions } from './definitions.ts';
import { attachDemos } from './demos.ts';
import { DIAGRAM_SCRIPT, NO_DIAGRAMS } from './diagrams.ts';
import { engineMessages } from './engine-limits.ts';
import { collectFootnotes } from './footnotes.ts';
import type { Typeset } from './formula.ts';
import { readFrontMatter, unknownKeys } from './front-matter.ts';
import { includeParts } from './include.ts';
import { nameInlineDemos } from './inline-demos.ts';
import { type Composed, composeSlides } from './layouts.ts';
import type { MarpCore } from './marp/rendered.ts';
import { marpSlides, NO_DRAFT } from './marp/slides.ts';
import { lateFrontMatter } from './marp/source.ts';
import { numberSlides } from './numbers.ts';
import { type RemarkOptions, readRemarkOptions } from './remark-options.ts';
import { readRevealOptions } from './reveal-options.ts';
import { sketchSlide } from './sketch.ts';
import { type BuiltSlide, joinNotes } from './slide.ts';
import { elements, visibleText } from './text.ts';

export { createSlideCache, type SlideCache } from './cache.ts';

export interface CompileInput {
  /** Absolute path of the talk. */
  readonly file: string;
  /** Absolute; nothing outside is read. */
  readonly root: string;
  readonly text: string;
  readonly options: TalkOptions;
  /** Text of a file by absolute path; undefined when it is missing or may not be read. */
  read(path: string): string | undefined;
  exists(path: string): boolean;
  readonly demoNames: readonly string[];
  readonly cache: SlideCache;
  /** Sets formulas; without it they stay as they are written. */
  readonly typeset?: Typeset;
  /** Marp's own compiler, which only Marp talks need (see mayBeMarp); without it they are read plainly. */
  readonly marp?: MarpCore | null;
  /** Which slides to read now, by their index; the others are sketched, and `rest` reads them. Without it, all. Marp talks are read whole. */
  now?(index: number): boolean;
  /** A path as messages show it. */
  display(path: string): string;
}

export interface Compiled {
  readonly deck: Deck;
  /** None as long as slides are sketched: what is said of one slide may hang on another. */
  readonly messages: readonly Message[];
  /** Each reads one of the slides that were sketched into the cache; when all have been called, another compilation is whole, and quick. */
  readonly rest: readonly (() => void)[];
}

export function compile(input: CompileInput): Compiled {
  const messages: Message[] = [];
  const talk = sourceFile(input.file, input.display(input.file), input.text);

  // 1. Front matter
  const late = input.options.strict === true ? 0 : lateFrontMatter(talk.text, input.options.dialect === 'marp');
  const frontMatter = readFrontMatter(talk, late);
  const { settings, all, bodyStart } = frontMatter;
  messages.push(...frontMatter.messages);
  const strict = input.options.strict ?? settings.strict ?? false;

  // 2. Dialect: text to draft slides
  const scan = scanFile(talk, bodyStart);
  const { dialect, reason } = chooseDialect(talk, scan, input.options, settings, all);
  messages.push(...unknownKeys(frontMatter, dialect));
  const ofReveal = dialect === 'reveal' ? readRevealOptions(frontMatter) : null;
  messages.push(...(ofReveal?.messages ?? []));
  const reader = readerOf(dialect);
  const marp =
    dialect === 'marp' && input.marp != null
      ? marpSlides(
          talk,
          {
            ...{ core: input.marp, root: input.root, cache: input.cache, typeset: input.typeset ?? null, strict },
            ...{ read: input.read, exists: input.exists, display: input.display },
            ...{ front: late, body: bodyStart, mark: input.text.startsWith('\uFEFF') },
            ...{ html: settings.html ?? true, theme: input.options.theme ?? null },
          },
          messages,
        )
      : null;
  const readOptions = { strict, frontMatter: all };
  const draft = marp === null ? reader.read(talk, bodyStart, scan, readOptions) : NO_DRAFT;
  messages.push(...draft.messages);

  // 3. Includes
  const { read, display, root } = input;
  const included = includeParts(draft.slides, talk, { root, read, display, reader, options: readOptions });
  messages.push(...included.messages);

  // 4. Layouts, templates, variables, parts
  const remark = readRemarkOptions(settings.remark ?? {}, frontMatter.spots.get('remark') ?? null, messages);
  const composed = marp?.composed ?? composeSlides(included.slides, draft, { strict, ...remark }, messages);

  // 5. Content, notes, code, pictures: each slide alone, or from the cache
  const context = {
    root,
    read,
    exists: input.exists,
    notation: draft.notation,
    html: settings.html ?? true,
    starLines: starLines(draft, remark),
    markSpans: dialect === 'remark' ? remark.spans : null,
    language: dialect === 'remark' ? remark.language : null,
    definitions: collectDefinitions(composed),
    footnotes: collectFootnotes(composed),
    typeset: input.typeset ?? null,
    diagrams: input.exists(path.join(input.root, DIAGRAM_SCRIPT)) ? DIAGRAM_SCRIPT : null,
    folder: path.dirname(input.file),
  } as const;
  const sketched = (i: number): boolean => marp === null && input.now?.(i) === false;
  const built = marp?.built ?? composed.map((slide, i) => (sketched(i) ? sketchSlide(i) : input.cache.take(slide, context)));
  const rest = composed.flatMap((slide, i) => (sketched(i) ? [() => void input.cache.take(slide, context)] : []));
  input.cache.turn();
  for (const [i, slide] of built.entries()) if (slide.messages.length > 0) messages.push(...placed(slide, composed[i], talk));

  // 6. Demos
  const inline = nameInlineDemos(composed, built, input.file, input.demoNames, messages);
  const names = [...input.demoNames, ...inline.demos.map(({ name }) => name)];
  const demos = composed.map((slide, i) => attachDemos(slide, inline.bySlide[i] ?? [], names, messages));

  // 7. Links within the talk
  const anchors = anchorsOf(composed.map(({ name, content: source }, i) => ({ name, source, content: (built[i] as BuiltSlide).content })));
  for (const { slide, reason } of anchors.dead)
    messages.push(report(composed[slide]?.spot ?? { file: talk, offset: 0 }, 'warning', 'dead-link', reason));

  // 8. Numbers and steps
  const numbered = numberSlides(composed, built);
  const { options } = input;
  const engine = options.engine ?? settings.engine ?? 'reveal';
  const flat = engine === 'remark';

  const slides = composed.map((slide, i): Slide => {
    const { hash, content, notes, codeBlocks, formulas, background } = built[i] as BuiltSlide;
    const { number, steps, h, v } = numbered[i] as (typeof numbered)[number];
    return {
      index: i,
      number,
      name: slide.name,
      anchors: anchors.bySlide[i] ?? [],
      classes: slide.classes,
      counted: slide.counts[0] ?? true,
      h: flat ? i : h,
      v: flat ? 0 : v,
      content,
      notes,
      steps,
      codeBlocks,
      formulas: formulas ?? [],
      background,
      attributes: draft.notation.elements === undefined ? {} : attributesOf(slide.properties),
      demos: demos[i] ?? [],
      place: { line: placeOf(slide.spot).line },
      hash,
    };
  });

  // 9. What the engine lacks
  const optionsSpot = frontMatter.spots.get('revealOptions') ?? frontMatter.spots.get('reveal') ?? null;
  const demands = composed.map(({ spot, properties }, i) => ({ spot, properties, below: (numbered[i]?.v ?? 0) > 0 }));
  messages.push(...engineMessages({ engine, talk, options: ofReveal?.options ?? {}, optionsSpot, slides: demands }));

  const deck: Deck = {
    title: settings.title ?? firstHeading(slides) ?? path.basename(input.file).replace(/\.[^.]*$/, ''),
    author: settings.author ?? null,
    ...(settings.date === undefined ? {} : { date: settings.date }),
    ...(settings.event === undefined ? {} : { event: settings.event }),
    dialect,
    dialectReason: reason,
    engine,
    theme: marp?.theme ?? options.theme ?? settings.theme ?? DEFAULT_THEMES[engine],
    lang: settings.lang ?? 'en',
    ratio: marp?.ratio ?? settings.ratio ?? remark.ratio ?? ofReveal?.ratio ?? '16:9',
    sheet: marp?.sheet ?? null,
    panel: { ...DEFAULT_PANEL, ...defined(settings.panel ?? {}) },
    fallback: settings.fallback ?? DEFAULT_FALLBACK,
    slides,
    ...(ofReveal === null || Object.keys(ofReveal.options).length === 0 ? {} : { reveal: ofReveal.options }),
    inlineDemos: inline.demos,
    files: [...new Set([...(marp?.files ?? []), ...built.flatMap((slide) => slide.files)])],
    sources: [...new Set([input.file, ...included.sources, ...(marp?.sources ?? []), ...built.flatMap((slide) => slide.sources)])],
  };
  return { deck: Object.freeze(deck), messages: rest.length > 0 ? [] : sorted(messages, talk.display), rest };
}

function chooseDialect(
  talk: SourceFile,
  scan: Scan,
  options: TalkOptions,
  settings: FrontMatter,
  all: ReadonlyMap<string, unknown>,
): { dialect: Dialect; reason: string } {
  if (options.dialect !== undefined) return { dialect: options.dialect, reason: 'stated on the command line' };
  if (settings.dialect !== undefined) return { dialect: settings.dialect, reason: 'stated in front matter' };
  const { reader, reason } = detectDialect(talk, scan, all);
  return { dialect: reader.name, reason };
}

function starLines(draft: Draft, { highlightLines }: RemarkOptions): 'off' | 'languages' | 'all' {
  if (!draft.notation.starLines || highlightLines === false) return 'off';
  return highlightLines === true ? 'all' : 'languages';
}

/** A slide's messages, where its text now stands. */
function placed(built: BuiltSlide, slide: Composed | undefined, talk: SourceFile): Message[] {
  if (slide === undefined) return [];
  const notes = joinNotes(slide.notes);
  return built.messages.map(({ where, severity, rule, reason }) => {
    const spot: Spot | null =
      where.in === 'property'
        ? (slide.properties.get(where.name)?.spot ?? null)
        : spotAt(where.in === 'content' ? slide.content : notes, where.offset);
    return report(spot ?? slide.spot ?? { file: talk, offset: 0 }, severity, rule, reason);
  });
}

function firstHeading(slides: readonly Slide[]): string | null {
  for (const slide of slides) {
    for (const { tagName, ...node } of elements(slide.content)) {
      const text = /^h[1-6]$/.test(tagName) ? visibleText({ tagName, ...node }) : '';
      if (text !== '') return text;
    }
  }
  return null;
}

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** The talk's own first, then by line; the same message at the same place once (a layout is parsed with each slide on it). */
function sorted(messages: readonly Message[], first: string): readonly Message[] {
  const seen = new Set<string>();
  return messages
    .filter((m) => {
      // One word on diagrams is enough.
      const key = m.rule === NO_DIAGRAMS.rule ? m.rule : `${m.file}\0${m.line}\0${m.column}\0${m.rule}\0${m.reason}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort(
      (a, b) =>
        Number(a.file !== first) - Number(b.file !== first) ||
        (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column),
    );
}
