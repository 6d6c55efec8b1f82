// What is taken out of a text before Markdown sees it: content classes and containers,
// which are built by themselves; formulas and references to footnotes.
import { type ClassSpan, findClasses } from '../dialects/classes.ts';
import { findMath, type MathSpan } from '../dialects/math.ts';
import { proseOf } from '../dialects/prose.ts';
import { type Fragment, literal, partAt, replace, spotAt } from '../dialects/source.ts';
import { didYouMean } from '../message.ts';
import type { SlideBuild } from './content-context.ts';
import { type Directive, findDirectives } from './directives.ts';
import { findReferences } from './footnotes.ts';
import { CLOSE, OPEN } from './markdown.ts';

/** What is cut out of a text and built by itself. */
export type Cut = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'class'; readonly span: ClassSpan }
  | { readonly kind: 'directive'; readonly directive: Directive }
);

/** Content classes and containers, the outermost ones. */
export function cutsOf(source: Fragment, context: SlideBuild, inline: boolean): readonly Cut[] {
  const cuts: Cut[] =
    context.notation.classes === 'none'
      ? []
      : classesOf(source, context).map((span) => ({ kind: 'class', span, start: span.start, end: span.close + 1 }));
  if (inline || !source.text.includes(':::')) return cuts;
  const { found, wrong } = findDirectives(source.text);
  for (const { offset, rule, reason } of wrong) context.tell(spotAt(source, offset), 'warning', rule, reason);
  for (const directive of found) cuts.push({ kind: 'directive', directive, start: directive.start, end: directive.end });
  cuts.sort((a, b) => a.start - b.start);
  let inside = 0;
  return cuts.filter(({ start, end }) => {
    if (start < inside) return false;
    inside = end;
    return true;
  });
}

/** Takes out what Markdown must not see: formulas, and references to footnotes that there are. */
export function takeInsets(
  source: Fragment,
  context: SlideBuild,
): { rest: Fragment; math: readonly MathSpan[]; references: readonly { start: number; end: number; number: number }[] } {
  const { notation, footnotes } = context;
  const math = notation.math === 'none' ? [] : findMath(source.text, notation.math ?? 'plain');
  const references: { start: number; end: number; number: number }[] = [];
  if (source.text.includes('[^')) {
    for (const { start, end, label } of findReferences(proseOf(source.text))) {
      if (math.some((span) => span.start < end && start < span.end)) continue;
      const number = context.refer(label, partAt(source, start));
      if (number !== null) references.push({ start, end, number });
      else if (footnotes.size > 0)
        context.tell(
          spotAt(source, start),
          'warning',
          'unknown-footnote',
          `no footnote "${label}" in this talk${didYouMean(label, footnotes.keys())}`,
        );
    }
  }
  const mark = (token: string, { start, end }: { start: number; end: number }) => ({
    start,
    end,
    by: literal(`${OPEN}${token}${CLOSE}`, partAt(source, start)),
  });
  const ranges = [...math.map((span, i) => mark(`m${i}`, span)), ...references.map((span, i) => mark(`f${i}`, span))];
  return {
    rest: replace(
      source,
      ranges.sort((a, b) => a.start - b.start),
    ),
    math,
    references,
  };
}

function classesOf(source: Fragment, context: SlideBuild): readonly ClassSpan[] {
  const { spans, kept } = findClasses(source.text, {
    original: context.notation.classes === 'original',
    known: context.notation.classNames,
  });
  for (const { offset, text, why } of kept) {
    const shown = text.length > 30 ? `${text.slice(0, 29)}…` : text;
    if (why === 'attached')
      context.tell(
        spotAt(source, offset),
        'info',
        'class-in-word',
        `"${shown}" is kept as text, where remark.js would take it for a content class`,
      );
    else
      context.tell(spotAt(source, offset), 'warning', 'class-unclosed', `content class "${shown.trim()}" is never closed; end it with "]"`);
  }
  return spans;
}
