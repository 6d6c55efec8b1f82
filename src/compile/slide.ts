// Pass 5: one slide's text becomes its content tree, notes, code blocks and steps.
// Depends on nothing but its key and the files it looked at, so the result is kept;
// its messages hold places in the slide's own text, which stay right when the slide moves.
// In one file, for whatever the result depends on has to be in its key.
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import type { Element, ElementContent, Root } from 'hast';
import type { Background, CodeBlock } from '../deck.ts';
import type { Notation } from '../dialects/draft.ts';
import { EMPTY, type Fragment, join, literal, partAt, type SourceFile, type Spot, spotAt } from '../dialects/source.ts';
import type { Severity } from '../message.ts';
import { attributesOf } from './attributes.ts';
import { BACKGROUND, backgroundOf } from './background.ts';
import { type CodeDraft, type CodeOptions, draftCode } from './code.ts';
import { buildContent } from './content.ts';
import type { ContentContext } from './content-context.ts';
import { type Definitions, definitionsFor } from './definitions.ts';
import { diagramElement, isDiagram, NO_DIAGRAMS } from './diagrams.ts';
import { type FileAccess, looking, type Seen } from './files.ts';
import { footnotesFor } from './footnotes.ts';
import { brokenFormula, formulaElement, type Typeset } from './formula.ts';
import type { InlineDraft } from './inline-demos.ts';
import type { Composed } from './layouts.ts';
import { findSnippet, nameFiles } from './named-files.ts';
import { takeAsides } from './reveal-html.ts';
import { countSteps } from './steps.ts';

export interface SlideContext extends FileAccess {
  readonly notation: Notation;
  readonly html: boolean;
  readonly starLines: CodeOptions['starLines'];
  readonly markSpans: RegExp | null;
  readonly language: string | null;
  readonly definitions: Definitions;
  /** The footnotes of the whole talk, by label. */
  readonly footnotes: ReadonlyMap<string, string>;
  /** Sets formulas; without it they stay as they are written. */
  readonly typeset: Typeset | null;
  /** The script that draws diagrams, below the root; null where there is none. */
  readonly diagrams: string | null;
  /** Folder of the talk, for text that nobody wrote. */
  readonly folder: string;
}

/** A problem inside a slide; the offset is into its content or notes, or the name is that of a property. */
export interface SlideMessage {
  readonly where: { readonly in: 'content' | 'notes'; readonly offset: number } | { readonly in: 'property'; readonly name: string };
  readonly severity: Severity;
  readonly rule: string;
  readonly reason: string;
}

/** What is kept of a slide. */
export interface BuiltSlide {
  readonly hash: string;
  readonly content: Root;
  readonly notes: Root;
  readonly codeBlocks: readonly CodeBlock[];
  /** The typeset formulas, as HTML. */
  readonly formulas?: readonly string[];
  /** The fences that are demos; offsets are into the content. */
  readonly inlineDemos: readonly { readonly draft: InlineDraft; readonly offset: number }[];
  /** For each part: how many steps it has beyond its first. */
  readonly extra: readonly number[];
  readonly background: Background | null;
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly sources: readonly string[];
  readonly messages: readonly SlideMessage[];
  readonly seen: Seen;
}

/** Notes of several places, a paragraph apart. */
export function joinNotes(notes: readonly Fragment[]): Fragment {
  const [first] = notes;
  if (first === undefined) return EMPTY;
  if (notes.length === 1) return first;
  const written = notes.filter((part) => /\S/.test(part.text));
  return join(written.flatMap((part, i) => (i === 0 ? [part] : [literal('\n\n'), part])));
}

/** What decides how a slide comes out, besides the files it looks at. */
export interface SlideKey {
  readonly content: string;
  readonly notes: string;
  /** All the rest. */
  readonly rest: string;
}

export function keyOf(slide: Composed, notes: Fragment, context: SlideContext): SlideKey {
  const content = slide.content.text;
  let rest = `${context.notation.classes} ${context.html} ${context.starLines} ${context.diagrams !== null} ${context.markSpans?.source ?? ''} ${context.language ?? ''} ${slide.counts.length} ${slide.classes.join(' ')}`;
  let path: string | undefined;
  let part = 0;
  for (const list of [slide.content.pieces, notes.pieces]) {
    for (const piece of list) {
      if (piece.file !== null && piece.file.path !== path) {
        path = piece.file.path;
        rest += `\0${path}`;
      }
      if (piece.part !== part) {
        part = piece.part;
        rest += `\0${part}@${piece.at}`;
      }
    }
  }
  for (const name of BACKGROUND) {
    const property = slide.properties.get(`background-${name}`);
    if (property !== undefined) rest += `\0${name}: ${property.value}`;
  }
  if (context.notation.elements !== undefined) rest += `\0${context.notation.elements} ${JSON.stringify(attributesOf(slide.properties))}`;
  const { definitions, footnotes, notation } = context;
  if (definitions.size > 0) rest += `\0${definitionsFor(`${content}\n${notes.text}`, definitions)}`;
  if (footnotes.size > 0) rest += `\0${footnotesFor(`${content}\n${notes.text}`, footnotes)}`;
  if (notation.classNames.size > 0 && /[\p{L}\p{N}_$)\]]\.[\w-]+\[/u.test(`${content}\n${notes.text}`))
    rest += `\0${[...notation.classNames].sort().join(' ')}`;
  return { content, notes: notes.text, rest };
}

export function buildSlide(slide: Composed, notes: Fragment, key: SlideKey, context: SlideContext): BuiltSlide {
  const access = looking(context);
  const messages: SlideMessage[] = [];
  const files = new Set<string>();
  const sources = new Set<string>();
  const codes = new Map<Element, CodeDraft>();
  const formulas: string[] = [];
  const inlineDemos: { draft: InlineDraft; offset: number }[] = [];

  const contextFor = (where: 'content' | 'notes', real: Fragment): ContentContext => {
    const tell: ContentContext['tell'] = (spot, severity, rule, reason) =>
      void messages.push({ where: { in: where, offset: spot?.offset ?? 0 }, severity, rule, reason });
    const folderAt = (spot: Spot | null): string => {
      const file = spotAt(real, spot?.offset ?? 0)?.file;
      return file === undefined ? context.folder : path.dirname(file.path);
    };
    return {
      notation: context.notation,
      html: context.html,
      definitionsFor: (text) => definitionsFor(text, context.definitions),
      footnotes: context.footnotes,
      formula({ tex, display, inner, start }, spot) {
        const set = context.typeset?.(tex, display) ?? null;
        if (set !== null && 'error' in set) {
          const at = spot === null ? null : { ...spot, offset: spot.offset + inner - start + set.offset };
          tell(at, 'error', 'formula', `this formula cannot be set: ${set.error}`);
          return brokenFormula(tex);
        }
        if (set !== null) formulas.push(set.html);
        return formulaElement(tex, display, set === null ? -1 : formulas.length - 1);
      },
      code(node, spot) {
        if (isDiagram(node.lang)) {
          if (context.diagrams !== null && where === 'content') {
            files.add(path.join(context.root, context.diagrams));
            return diagramElement(node.value, context.diagrams);
          }
          if (context.diagrams === null) tell(spot, NO_DIAGRAMS.severity, NO_DIAGRAMS.rule, NO_DIAGRAMS.reason);
        }
        const { code, figure } = draftCode(node, {
          starLines: context.starLines,
          markSpans: context.markSpans,
          language: context.language,
          snippet: (written) => findSnippet(written, folderAt(spot), access, sources, (reason) => tell(spot, 'error', 'snippet', reason)),
          inlineDemo(draft) {
            if (typeof draft === 'string') tell(spot, 'error', 'inline-demo', draft);
            else if (where === 'notes') tell(spot, 'warning', 'inline-demo', 'a demo among the notes is not run: put it on the slide');
            else inlineDemos.push({ draft, offset: spot?.offset ?? 0 });
          },
          starKept: (lang) =>
            tell(
              spot,
              'info',
              'star-kept',
              `"*" at the start of a line is kept as ${lang} code; to mark lines with it, set "highlightLines: true" under "remark:"`,
            ),
        });
        // Notes are read, not presented: their code needs no figure.
        if (where === 'notes') return figure.children.at(-1) as ElementContent;
        codes.set(figure, code);
        return figure;
      },
      element(node, spot) {
        nameFiles(node, folderAt(spot), access, files, (severity, rule, reason) => tell(spot, severity, rule, reason));
      },
      tell,
    };
  };
  const content = buildContent(detached(slide.content), contextFor('content', slide.content));
  const asides = context.notation.elements === undefined ? [] : takeAsides(content);
  const { codeBlocks, extra } = countSteps(content, slide.counts.length, codes, context.notation.elements !== undefined);
  const noteTree = buildContent(detached(notes), contextFor('notes', notes));
  noteTree.children.push(...asides);
  countSteps(noteTree, 1, new Map());
  const background = backgroundOf(slide, access, context.folder, files, (severity, rule, reason) =>
    messages.push({ where: { in: 'property', name: 'background-image' }, severity, rule, reason }),
  );
  const hash = createHash('sha1').update(`${key.content}\0${key.notes}\0${key.rest}`);
  for (const { id, source, marks } of codeBlocks) hash.update(`\0${id}${source?.file ?? ''}${source?.line ?? ''}${JSON.stringify(marks)}`);
  for (const [file, there] of access.seen.there) hash.update(`\0${file}${there}`);
  return {
    hash: hash.digest('hex').slice(0, 20),
    content,
    notes: noteTree,
    codeBlocks,
    formulas,
    inlineDemos,
    extra,
    background,
    files: [...files],
    sources: [...sources],
    messages,
    seen: access.seen,
  };
}

/** The same text with its own offsets as places, so that what is found in it does not depend on where it stands. */
function detached(f: Fragment): Fragment {
  const file: SourceFile = { path: '', display: '', text: f.text, lineStarts: [0] };
  return { text: f.text, pieces: f.pieces.map((piece) => ({ at: piece.at, file, offset: piece.at, part: partAt(f, piece.at) })) };
}
