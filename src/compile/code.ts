// Code on a slide: a fence (or a snippet of a file) becomes a figure in the content
// and a code block beside it; which of its lines are marked, and which are lit one
// step after the other.
import { createHash } from 'node:crypto';
import type { Element, ElementContent } from 'hast';
import type { Code } from 'mdast';
import type { MarkedSpan } from '../deck.ts';
import type { Lines } from './code-info.ts';
import { parseCodeInfo } from './code-info.ts';
import { takeSpans } from './code-spans.ts';
import { type InlineDraft, inlineDraft, shownPart } from './inline-demos.ts';
import type { SnippetMark } from './snippet.ts';

/** A code block whose steps are not counted yet. */
export interface CodeDraft {
  readonly id: string;
  readonly lang: string | null;
  readonly text: string;
  readonly highlighted: readonly number[];
  readonly spans?: readonly MarkedSpan[];
  /** Line groups, one a step; fewer than two are no steps. */
  readonly groups: readonly Lines[];
  readonly numbered?: number;
  readonly source: { readonly file: string; readonly line: number } | null;
  readonly marks: readonly SnippetMark[];
}

/** What a `file=` gives. */
export interface FoundSnippet {
  readonly text: string;
  /** Relative to the root. */
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly marks: readonly SnippetMark[];
}

export interface CodeOptions {
  /** `*` in the first column marks a line: `languages` not where the star means something in the language. */
  readonly starLines: 'off' | 'languages' | 'all';
  /** Marks parts of lines; its first group is the part. Null = nothing does. */
  readonly markSpans?: RegExp | null;
  /** Of fences that name none. */
  readonly language?: string | null;
  /** Finds the snippet named in a fence; null when it cannot be shown. */
  snippet(written: string): FoundSnippet | null;
  /** The fence is a demo; or wants to be one, and why it cannot. */
  inlineDemo(draft: InlineDraft | string): void;
  /** A `*` that was taken for code. */
  starKept(lang: string): void;
}

/** Where a line may well begin with `*` and mean it. */
const STAR_LANGUAGES: ReadonlySet<string> = new Set(
  'c cc cpp c++ cxx h hpp objc objective-c rust rs go zig d css scss sass less stylus md markdown mdx org text txt plain cobol abap fortran console'.split(
    ' ',
  ),
);

export function draftCode(node: Code, options: CodeOptions): { code: CodeDraft; figure: Element } {
  const parsed = parseCodeInfo(node.lang, node.meta);
  const info = { ...parsed, lang: parsed.lang ?? options.language ?? null };
  const found = info.file === null ? null : options.snippet(info.file);
  const draft = info.demo === null ? null : inlineDraft(info, node.value);
  const part = draft === null || typeof draft === 'string' ? null : shownPart(draft.text);
  let text = found?.text ?? part?.text ?? node.value;
  let highlighted: readonly number[] = [];
  const stars = options.starLines !== 'off' && found === null && /^\*/m.test(text);
  if (stars && options.starLines === 'languages' && STAR_LANGUAGES.has((info.lang ?? '').toLowerCase())) options.starKept(info.lang ?? '');
  else if (stars) ({ text, highlighted } = takeStars(text));
  if (draft !== null) options.inlineDemo(typeof draft === 'string' || !stars ? draft : { ...draft, text: takeStars(draft.text).text });
  let spans: readonly MarkedSpan[] = [];
  if (options.markSpans != null && found === null) ({ text, spans } = takeSpans(text, options.markSpans));
  const [only] = info.groups;
  if (info.groups.length === 1 && only !== undefined && only !== 'all')
    highlighted = [...new Set([...highlighted, ...only])].sort((a, b) => a - b);
  const id = createHash('sha1')
    .update(`${info.lang ?? ''}\0${text}`)
    .digest('hex')
    .slice(0, 16);
  const source = found === null ? null : { file: found.file, line: found.from };
  const code: CodeDraft = {
    id,
    lang: info.lang,
    text,
    highlighted,
    ...(spans.length === 0 ? {} : { spans }),
    groups: info.groups.length > 1 ? info.groups : [],
    ...(info.numbered === null ? {} : { numbered: info.numbered }),
    source,
    marks: (found ?? part)?.marks ?? [],
  };
  return { code, figure: figureOf(code, found) };
}

/** remark.js: `* x` becomes `  x`, `*x` becomes `x`. */
function takeStars(text: string): { text: string; highlighted: readonly number[] } {
  const highlighted: number[] = [];
  const lines = text.split('\n').map((line, i) => {
    if (!line.startsWith('*')) return line;
    highlighted.push(i + 1);
    return line.startsWith('* ') ? `  ${line.slice(2)}` : line.slice(1);
  });
  return { text: lines.join('\n'), highlighted };
}

function figureOf(code: CodeDraft, found: FoundSnippet | null): Element {
  const lines = code.text.split('\n').flatMap((line, i, all): ElementContent[] => {
    const span = element('span', { className: ['line'] }, line === '' ? [] : [{ type: 'text', value: line }]);
    return i < all.length - 1 ? [span, { type: 'text', value: '\n' }] : [span];
  });
  const pre = element('pre', {}, [element('code', code.lang === null ? {} : { className: [`language-${code.lang}`] }, lines)]);
  const label = (name: string, value: string): Element => element('span', { className: [name] }, [{ type: 'text', value }]);
  const range = found === null ? '' : found.from === found.to ? `${found.from}` : `${found.from}–${found.to}`;
  const caption =
    found === null ? [] : [element('figcaption', {}, [label('file', found.file), { type: 'text', value: ' ' }, label('lines', range)])];
  return element('figure', { className: ['code'], dataCode: code.id }, [...caption, pre]);
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}
