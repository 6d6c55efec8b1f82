// A slide's text as a content tree: Markdown with content classes and code figures
// put in, and on every node that begins behind a `--` the number of its part (in
// `data.part`), which the steps pass turns into `data-step`.
import type { Element, ElementContent, Root } from 'hast';
import type { ClassSpan } from '../dialects/classes.ts';
import { EMPTY, type Fragment, inPart, literal, partAt, replace, slice, spotAt } from '../dialects/source.ts';
import { startBlocks } from './block-starts.ts';
import { isBlock } from './blocks.ts';
import { callout } from './callouts.ts';
import type { ContentContext, SlideBuild } from './content-context.ts';
import { CALLOUTS, type Directive } from './directives.ts';
import { takeFootnotes } from './footnotes.ts';
import { cutsOf, takeInsets } from './insets.ts';
import { joinListSteps } from './list-steps.ts';
import { nestLists } from './lists.ts';
import { expandMacros } from './macros.ts';
import { CLOSE, OPEN, parseMarkdown } from './markdown.ts';
import { withPart } from './parts.ts';
import { PLACEHOLDER, type Place, walkChildren } from './walk.ts';

export function buildContent(source: Fragment, context: ContentContext): Root {
  const { rest, notes } = takeFootnotes(source);
  const shown = new Map<string, { number: number; part: number; text: Fragment }>();
  const shared: SlideBuild = {
    ...context,
    refer(label, part) {
      const other = context.footnotes.get(label);
      const text = notes.get(label) ?? (other === undefined ? undefined : literal(other));
      if (text === undefined) return null;
      const known = shown.get(label) ?? { number: shown.size + 1, part, text };
      shown.set(label, known);
      return known.number;
    },
  };
  const children = build(rest, shared, false, 0);
  const items: ElementContent[] = [];
  let first = Number.POSITIVE_INFINITY;
  // A footnote may refer to others, which come behind it.
  for (const { text, part } of shown.values()) {
    first = Math.min(first, part);
    const [only, ...more] = build(inPart(text, part), shared, false, 1);
    const inside =
      more.length === 0 && only?.type === 'element' && only.tagName === 'p' ? only.children : only === undefined ? [] : [only, ...more];
    items.push(withPart({ type: 'element', tagName: 'li', properties: {}, children: inside }, part));
  }
  if (items.length > 0)
    children.push(withPart({ type: 'element', tagName: 'ol', properties: { className: ['footnotes'] }, children: items }, first));
  return { type: 'root', children };
}

const MAX_DEPTH = 30;

function build(written: Fragment, context: SlideBuild, inline: boolean, depth: number): ElementContent[] {
  if (written.text.trim() === '') return [];
  const source = context.notation.templates ? expandMacros(written, context) : written;
  const cuts = depth > MAX_DEPTH ? [] : cutsOf(source, context, inline);
  const cut = replace(
    source,
    cuts.map(({ start, end, kind }, i) => {
      const mark = `${OPEN}${i}${CLOSE}`;
      // A container is a block: the lines around it must not run into it.
      const alone = `\n${/[ \t]*$/.exec(source.text.slice(0, start))?.[0] ?? ''}${mark}\n`;
      return { start, end, by: literal(kind === 'directive' ? alone : mark, partAt(source, start)) };
    }),
  );
  const { rest: replaced, math, references } = takeInsets(cut, context);
  const flat = context.notation.looseBlocks && !inline ? nestLists(startBlocks(joinListSteps(replaced))) : replaced;
  const { tree, removed, told, codes, wideRows, shift } = parseMarkdown(flat.text, {
    html: context.html,
    definitions: context.definitionsFor(flat.text),
    inline,
    elements: context.notation.elements,
  });
  for (const { offset, severity, rule, reason } of told)
    context.tell(spotAt(flat, Math.max(0, (offset ?? shift) - shift)), severity, rule, reason);
  for (const { offset, rule, reason } of removed)
    context.tell(offset === null ? spotAt(source, 0) : spotAt(flat, Math.max(0, offset - shift)), 'warning', rule, reason);
  for (const offset of wideRows)
    context.tell(
      spotAt(flat, Math.max(0, offset - shift)),
      'warning',
      'wide-row',
      'this table row has more cells than its head; a "|" inside a cell is written "\\|"',
    );

  const insert = (token: string): ElementContent => {
    const n = Number(token.replace(/^\D/, ''));
    if (token.startsWith('c')) {
      const code = codes[n];
      if (code === undefined) return { type: 'text', value: '' };
      const at = Math.max(0, (code.position?.start.offset ?? shift) - shift);
      code.value = restore(code.value);
      return withPart(context.code(code, spotAt(flat, at)), partAt(flat, at));
    }
    if (token.startsWith('m')) {
      const found = math[n];
      return found === undefined
        ? { type: 'text', value: '' }
        : withPart(context.formula({ ...found, tex: restore(found.tex) }, spotAt(cut, found.start)), partAt(cut, found.start));
    }
    if (token.startsWith('f')) {
      const found = references[n];
      return withPart(
        {
          type: 'element',
          tagName: 'sup',
          properties: { className: ['footnote-ref'] },
          children: [{ type: 'text', value: `${found?.number ?? ''}` }],
        },
        found === undefined ? 0 : partAt(cut, found.start),
      );
    }
    const found = cuts[n];
    if (found === undefined) return { type: 'text', value: '' };
    return found.kind === 'class'
      ? classElement(source, found.span, context, depth)
      : directiveElement(source, found.directive, context, depth);
  };
  const listOf = (token: string): readonly unknown[] =>
    token.startsWith('c') ? codes : token.startsWith('m') ? math : token.startsWith('f') ? references : cuts;
  const known = (token: string): boolean => listOf(token)[Number(token.replace(/^\D/, ''))] !== undefined;
  /** A placeholder where no element can stand becomes what the author wrote. */
  const restore = (text: string): string =>
    text.includes(OPEN) ? text.replace(PLACEHOLDER, (whole, token: string) => raw(token) ?? whole) : text;
  const raw = (token: string): string | null => {
    const n = Number(token.replace(/^\D/, ''));
    if (token.startsWith('c')) return null;
    const inset = token.startsWith('m') ? math[n] : token.startsWith('f') ? references[n] : undefined;
    if (inset !== undefined) return restore(cut.text.slice(inset.start, inset.end));
    const found = /^\d/.test(token) ? cuts[n] : undefined;
    return found === undefined ? null : source.text.slice(found.start, found.end);
  };
  const place: Place = { flat, shift, context, restore, insert, known };
  return walkChildren(tree, place, 0);
}

function directiveElement(source: Fragment, directive: Directive, context: SlideBuild, depth: number): Element {
  const { name, from, to, start, title, classes, width } = directive;
  const part = partAt(source, start);
  const children = build(outdent(source, start, slice(source, from, to)), context, false, depth + 1);
  const kind = CALLOUTS.get(name);
  if (kind !== undefined) {
    const [words] = title === '' ? [] : build(literal(title), context, true, depth + 1);
    const made = callout(
      kind,
      words === undefined ? [] : words.type === 'element' && words.tagName === 'p' ? words.children : [words],
      children,
    );
    made.properties.className = ['callout', kind, ...classes];
    return withPart(made, part);
  }
  const className = name === '' ? [...classes] : [name, ...classes];
  const properties = width === null ? { className } : { className, style: `flex: 0 1 ${width}` };
  return withPart({ type: 'element', tagName: 'div', properties, children }, part);
}

function classElement(source: Fragment, span: ClassSpan, context: SlideBuild, depth: number): Element {
  const inner = slice(source, span.open, span.close);
  const part = partAt(source, span.start);
  const heading = /^\s*#{1,6}[ \t]/.test(inner.text);
  const inline = !inner.text.includes('\n') && !heading;
  let children = build(inline ? inner : outdent(source, span.start, inner), context, inline, depth + 1);
  const [only] = children;
  if (inline && children.length === 1 && only?.type === 'element' && only.tagName === 'p') {
    children = only.children;
    if (/^\s/.test(inner.text)) children.unshift({ type: 'text', value: ' ' });
    if (/\s$/.test(inner.text)) children.push({ type: 'text', value: ' ' });
  }
  const tagName = inline && !children.some(isBlock) ? 'span' : 'div';
  return withPart({ type: 'element', tagName, properties: { className: [...span.names] }, children }, part);
}

/** Inside a list the lines of a class or container are indented with it: that indentation is not the content's. */
function outdent(source: Fragment, at: number, inner: Fragment): Fragment {
  const lineStart = source.text.lastIndexOf('\n', at) + 1;
  const indent = /^(?:[ \t]|[-*+](?=[ \t])|\d+[.)](?=[ \t]))*/.exec(source.text.slice(lineStart, at))?.[0].length ?? 0;
  if (indent === 0) return inner;
  const ranges: { start: number; end: number; by: Fragment }[] = [];
  for (const match of inner.text.matchAll(/(?:^|\n)([ \t]+)/g)) {
    // The first line of a class stands behind its bracket.
    if (match.index === 0 && !match[0].startsWith('\n') && source.text[at] !== ':') continue;
    const start = match.index + match[0].length - (match[1] ?? '').length;
    ranges.push({ start, end: start + Math.min(indent, match[1]?.length ?? 0), by: EMPTY });
  }
  return replace(inner, ranges);
}
