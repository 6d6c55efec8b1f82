// Shows one step of a slide: what comes later is hidden in its place, so nothing
// jumps, and a code block lights the lines that the step speaks of, or those of the
// mark that a demo has reached.
import { slideRoots } from './shadow.ts';

/** Applies step `step` (from 0) to a slide's section. */
export function applyStep(section: HTMLElement, step: number): void {
  for (const element of within(section, '[data-step]')) {
    const later = Number(element.dataset.step) > step;
    if (later === element.hasAttribute('data-later')) continue;
    element.toggleAttribute('data-later', later);
    if (later) element.setAttribute('aria-hidden', 'true');
    else element.removeAttribute('aria-hidden');
  }
  for (const element of within(section, '[data-effect]')) showEffect(element, step);
  for (const figure of within(section, '[data-focus], [data-reached]')) {
    figure.removeAttribute('data-reached');
    lightLines(figure, step);
  }
}

/** A Reveal fragment: what it looks like before, at and behind its step is for the style sheet, by its classes. */
function showEffect(element: HTMLElement, step: number): void {
  const { effect, until } = element.dataset;
  element.classList.toggle('visible', step >= Number(effect));
  element.classList.toggle('current-fragment', step === Number(effect));
  const gone = until !== undefined && step >= Number(until);
  if (gone === element.hasAttribute('data-gone')) return;
  element.toggleAttribute('data-gone', gone);
  if (gone) element.setAttribute('aria-hidden', 'true');
  else if (!element.hasAttribute('data-later')) element.removeAttribute('aria-hidden');
}

/** Lights the lines of the mark that a demo has reached, in place of those of the step, until the next `applyStep`. */
export function lightMark(section: HTMLElement, label: string): void {
  for (const figure of within(section, '[data-marks]')) {
    const reached = new Set(entries(figure.dataset.marks ?? '').flatMap(([line, name]) => (name === label ? [line] : [])));
    if (reached.size === 0) continue;
    figure.setAttribute('data-reached', '');
    for (const [i, line] of figure.querySelectorAll('.line').entries()) line.classList.toggle('lit', reached.has(i + 1));
  }
}

/** Elements of a slide, wherever they stand in it. */
function within(section: HTMLElement, selector: string): HTMLElement[] {
  return slideRoots(section).flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]);
}

function lightLines(figure: HTMLElement, step: number): void {
  const lit = litLines(figure.dataset.focus ?? '', step);
  figure.toggleAttribute('data-lit', lit !== null);
  const lines = figure.querySelectorAll('.line');
  for (const [i, line] of lines.entries()) line.classList.toggle('lit', lit?.has(i + 1) ?? false);
}

/** The lines lit at a step, from `[[0,"1"],[1,"3-5"]]`; null when all of them are, or none is spoken of yet. */
export function litLines(focus: string, step: number): ReadonlySet<number> | null {
  let now: string | null = null;
  for (const [from, lines] of entries(focus)) if (from <= step) now = lines;
  if (now === null || now === 'all') return null;
  const lit = new Set<number>();
  for (const part of now.split(',')) {
    const [from = 0, to = from] = part.split('-').map(Number);
    for (let n = from; n <= to; n++) lit.add(n);
  }
  return lit;
}

/** Of an attribute such as `[[1,"3-5"]]`. */
function entries(written: string): readonly (readonly [number, string])[] {
  try {
    const value: unknown = JSON.parse(written);
    if (!Array.isArray(value)) return [];
    return value.filter(
      (entry): entry is [number, string] => Array.isArray(entry) && typeof entry[0] === 'number' && typeof entry[1] === 'string',
    );
  } catch {
    return [];
  }
}
