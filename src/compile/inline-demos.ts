// A fence with `demo` in its info string is a demo: its text is the program, shown
// without what only the program needs. Here its language is looked at, what is shown
// of it is cut, and the demos of a talk get their names.
import * as path from 'node:path';
import type { Root } from 'hast';
import type { InlineDemo } from '../deck.ts';
import { placeOf, report, type Spot, spotAt } from '../dialects/source.ts';
import { didYouMean, type Message } from '../message.ts';
import type { CodeInfo } from './code-info.ts';
import type { Composed } from './layouts.ts';
import type { BuiltSlide } from './slide.ts';
import { cutSnippet, type Snippet } from './snippet.ts';
import { elements, visibleText } from './text.ts';

/** An inline demo as its fence has it. */
export interface InlineDraft {
  /** '' where none is written. */
  readonly name: string;
  readonly lang: InlineDemo['lang'];
  readonly text: string;
}

const LANGUAGES: Readonly<Record<string, InlineDemo['lang']>> = {
  ...{ ts: 'ts', typescript: 'ts', mts: 'ts', cts: 'ts' },
  ...{ js: 'js', javascript: 'js', mjs: 'js', cjs: 'js' },
};
const NAME = /^[A-Za-z0-9][\w-]*$/;

/** What a fence states as a demo, or in one line why it is none. */
export function inlineDraft({ lang, file, demo }: CodeInfo, text: string): InlineDraft | string {
  if (file !== null) return `"${file}" is a file already: name its demo on the slide, and leave "demo" out here`;
  const known = Object.hasOwn(LANGUAGES, lang ?? '') ? LANGUAGES[lang ?? ''] : LANGUAGES[(lang ?? '').toLowerCase()];
  if (known === undefined) {
    const what =
      lang === null ? 'an inline demo without a language' : `an inline demo in "${lang}"${didYouMean(lang, Object.keys(LANGUAGES))}`;
    return `${what} cannot be run: it is ts or js, or a folder below demos/`;
  }
  if (demo !== null && demo !== '' && !NAME.test(demo)) return `"${demo}" is no name for a demo: letters, digits, - and _ make one`;
  return { name: demo ?? '', lang: known, text };
}

const TAG = /^\s*\/\/\s*@(title|summary|size|timeout|keys|onLeave|fallback|volatile)\b/;

/** What a slide shows of a program: all but the tags at its top, marks and region lines. */
export function shownPart(program: string): Pick<Snippet, 'text' | 'marks'> {
  const lines = program.split('\n');
  const top = lines.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('//'));
  const kept = lines.filter((line, i) => (top !== -1 && i >= top) || !TAG.test(line));
  const cut = cutSnippet(kept.join('\n'), { path: '', region: null, lines: null });
  return typeof cut === 'string' ? { text: program, marks: [] } : cut;
}

export interface NamedDemos {
  readonly demos: readonly InlineDemo[];
  /** Names by slide. */
  readonly bySlide: readonly (readonly string[])[];
}

/**
 * Names the inline demos of a talk: as they say; else after the slide's name, its heading, or the talk. A fence on
 * several slides, by way of a layout, is one demo.
 * @param file the talk, absolute
 * @param taken the demos of demos/
 */
export function nameInlineDemos(
  composed: readonly Composed[],
  built: readonly BuiltSlide[],
  file: string,
  taken: readonly string[],
  messages: Message[],
): NamedDemos {
  const slides = composed.map(({ name, content }, i) => ({
    name: () => slug(name ?? '') || slug(headingOf(built[i]?.content)),
    drafts: (built[i]?.inlineDemos ?? []).flatMap(({ draft, offset }) => {
      const spot = spotAt(content, offset);
      return spot === null ? [] : [{ draft, spot }];
    }),
  }));
  const names = new Map<string, string>();
  const used = new Set(taken);
  const keyOf = ({ file, offset }: Spot): string => `${offset} ${file.path}`;
  const refused = new Set<string>();
  for (const { draft, spot } of slides.flatMap(({ drafts }) => drafts)) {
    const key = keyOf(spot);
    if (draft.name === '' || names.has(key) || refused.has(key)) continue;
    if (!used.has(draft.name)) names.set(key, draft.name);
    else {
      refused.add(key);
      const where = taken.includes(draft.name) ? 'in demos/' : 'in this talk';
      messages.push(report(spot, 'error', 'inline-demo', `there is a demo "${draft.name}" ${where} already: give this one another name`));
    }
    used.add(draft.name);
  }
  const demos = new Map<string, InlineDemo>();
  const bySlide = slides.map(({ drafts, name: ofSlide }) => {
    const here: string[] = [];
    for (const { draft, spot } of drafts) {
      const key = keyOf(spot);
      if (refused.has(key)) continue;
      const name = names.get(key) ?? freeName(ofSlide(), file, used);
      names.set(key, name);
      used.add(name);
      if (!here.includes(name)) here.push(name);
      if (!demos.has(name))
        demos.set(name, { name, lang: draft.lang, text: draft.text, file: spot.file.path, line: placeOf(spot).line + 1 });
    }
    return here;
  });
  return { demos: [...demos.values()], bySlide };
}

/** `own`, of its slide, or with the first number from 2 that is free; without it the talk's with one from 1. */
function freeName(own: string, file: string, used: ReadonlySet<string>): string {
  if (own !== '' && !used.has(own)) return own;
  const base = own || slug(nameOf(file)) || 'demo';
  for (let number = own === '' ? 1 : 2; ; number++) if (!used.has(`${base}-${number}`)) return `${base}-${number}`;
}

/** What a talk goes by: its folder for a talk.md, else its file. */
function nameOf(file: string): string {
  const name = path.basename(file).replace(/\.[^.]*$/, '');
  return name === 'talk' ? path.basename(path.dirname(file)) : name;
}

function headingOf(content: Root | undefined): string {
  for (const node of content === undefined ? [] : elements(content)) if (/^h[1-6]$/.test(node.tagName)) return visibleText(node);
  return '';
}

/** At most 40 letters, digits and `-`. */
function slug(text: string): string {
  // ß and its like become two letters in capitals.
  const plain = text
    .toUpperCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');
  const words = plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words.length <= 40
    ? words
    : words
        .slice(0, 41)
        .replace(/-[^-]*$/, '')
        .slice(0, 40);
}
