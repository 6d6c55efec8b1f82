// A Marp talk, rendered as a whole by marp-core, becomes slides as every other
// dialect's: put together, built, each kept by what decides it. Only the rendering is
// done anew with every edit.
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import type { Element, ElementContent, Root } from 'hast';
import type { Code } from 'mdast';
import type { Sheet } from '../../deck.ts';
import type { Draft, Property } from '../../dialects/draft.ts';
import { lineStartsOf } from '../../dialects/scan.ts';
import { type Fragment, report, type SourceFile, type Spot, slice, spotAt } from '../../dialects/source.ts';
import type { Message } from '../../message.ts';
import type { SlideCache } from '../cache.ts';
import { type CodeDraft, draftCode } from '../code.ts';
import { type FileAccess, looking } from '../files.ts';
import { brokenFormula, formulaElement, type Typeset } from '../formula.ts';
import type { InlineDraft } from '../inline-demos.ts';
import type { Composed } from '../layouts.ts';
import { findSnippet, nameFiles } from '../named-files.ts';
import type { BuiltSlide, SlideMessage } from '../slide.ts';
import type { MarpCore, RenderedSlide } from './rendered.ts';
import { type MarpSourceContext, marpSource } from './source.ts';
import { countMarpSteps } from './steps.ts';
import { localUrls, ownThemes, sheetOf } from './style.ts';
import { slideTree } from './tree.ts';

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
  readonly messages: readonly Message[];
}

export function marpSlides(talk: SourceFile, context: MarpContext): MarpSlides {
  const { core, strict, html, theme, cache } = context;
  const { text, sources, messages: found } = marpSource(talk, context);
  const messages = [...found];
  const access: FileAccess = context;
  const files = new Set<string>();
  const folder = path.dirname(talk.path);
  const tell = (spot: Spot) => (severity: Message['severity'], rule: string, reason: string) =>
    void messages.push(report(spot, severity, rule, reason));

  const top: Spot = { file: talk, offset: 0 };
  const named = themeNames(text.text);
  const wanted = theme === null ? named.map(({ name }) => name) : [theme];
  const at = named.at(-1)?.offset;
  const own = ownThemes(wanted, folder, access, files, tell((at === undefined ? null : spotAt(text, at)) ?? top));
  const deck = core.render({
    text: text.text,
    html: html ? (strict ? 'listed' : 'kept') : 'text',
    themes: own.themes,
    theme,
  });
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
    return cache.keep(key, access, () => build(kept, fragment, path.dirname(file.path), key, access, context.typeset));
  });
  if (!strict) for (const [i, slide] of deck.slides.entries()) noteEmpty(slide, deck.slides[i + 1], composed[i], messages);
  const { width, height } = deck.size;
  const divisor = gcd(width, height);
  return {
    ...{ composed, built, sheet, messages },
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

function build(slide: RenderedSlide, text: Fragment, folder: string, key: string, access: FileAccess, typeset: Typeset | null): BuiltSlide {
  const look = looking(access);
  const messages: SlideMessage[] = [];
  const files = new Set<string>();
  const sources = new Set<string>();
  const codes = new Map<Element, CodeDraft>();
  const inlineDemos: { draft: InlineDraft; offset: number }[] = [];
  const formulas: string[] = [];
  const lines = lineStartsOf(text.text);
  const offsetOf = (line: number): number => {
    const start = lines[line] ?? 0;
    return start + Math.max(0, text.text.slice(start).search(/\S/));
  };
  const tell = (line: number, severity: Message['severity'], rule: string, reason: string): void =>
    void messages.push({ where: { in: 'content', offset: offsetOf(line) }, severity, rule, reason });

  const content = slideTree(slide, {
    tell,
    code({ info, text: value, line, scales }) {
      const [, lang = '', meta = ''] = /^(\S*)\s*(.*)$/s.exec(info) ?? [];
      const node: Code = { type: 'code', lang: lang || null, meta: meta || null, value };
      const { code, figure } = draftCode(node, {
        starLines: 'off',
        snippet: (written) => findSnippet(written, folder, look, sources, (reason) => tell(line, 'error', 'snippet', reason)),
        inlineDemo(draft) {
          if (typeof draft === 'string') tell(line, 'error', 'inline-demo', draft);
          else inlineDemos.push({ draft, offset: offsetOf(line) });
        },
        starKept: () => undefined,
      });
      const pre = figure.children.at(-1);
      if (scales && pre?.type === 'element') Object.assign(pre.properties, { is: 'marp-pre', dataAutoScaling: 'downscale-only' });
      codes.set(figure, code);
      return figure;
    },
    math({ tex, display, line }) {
      const set = typeset?.(tex, display) ?? null;
      if (set !== null && 'error' in set) {
        tell(line, 'error', 'formula', `this formula cannot be set: ${set.error}`);
        return brokenFormula(tex);
      }
      if (set !== null) formulas.push(set.html);
      return formulaElement(tex, display, set === null ? -1 : formulas.length - 1);
    },
    element(node, line) {
      nameFiles(node, folder, look, files, (severity, rule, reason) => tell(line, severity, rule, reason));
      const { style } = node.properties;
      if (typeof style === 'string')
        node.properties.style = localUrls(style, folder, look, files, (severity, rule, reason) => tell(line, severity, rule, reason));
    },
  });
  const { codeBlocks, extra } = countMarpSteps(content, codes);
  const hash = createHash('sha1').update(key);
  for (const { id, source, marks } of codeBlocks) hash.update(`\0${id}${source?.file ?? ''}${source?.line ?? ''}${JSON.stringify(marks)}`);
  for (const [file, there] of look.seen.there) hash.update(`\0${file}${there}`);
  return {
    hash: hash.digest('hex').slice(0, 20),
    content,
    notes: notesOf(slide),
    codeBlocks,
    formulas,
    inlineDemos,
    extra: [extra],
    background: null,
    files: [...files],
    sources: [...sources],
    messages,
    seen: look.seen,
  };
}

/** Plain text, as Marp shows it: paragraphs, and lines as they are. */
function notesOf({ notes }: RenderedSlide): Root {
  const children = notes
    .flatMap(({ text }) => text.split(/\n[ \t]*\n/))
    .filter((text) => text.trim() !== '')
    .map((text): Element => {
      const lines = text.trim().split('\n');
      const inner = lines.flatMap((line, i): ElementContent[] => [
        ...(i === 0 ? [] : [{ type: 'element', tagName: 'br', properties: {}, children: [] } as Element]),
        { type: 'text', value: line },
      ]);
      return { type: 'element', tagName: 'p', properties: {}, children: inner };
    });
  return { type: 'root', children };
}

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
  notation: { classes: 'none', classNames: new Set(), templates: false, shallowLists: false, starLines: false },
  messages: [],
};
