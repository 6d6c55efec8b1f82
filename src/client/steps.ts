// Shows one step of a slide: what comes later is hidden in its place, so nothing
// jumps, and a code block lights the lines that the step speaks of.

/** Applies step `step` (from 0) to a slide's section. */
export function applyStep(section: HTMLElement, step: number): void {
  for (const element of section.querySelectorAll<HTMLElement>('[data-step]')) {
    const later = Number(element.dataset.step) > step;
    if (later === element.hasAttribute('data-later')) continue;
    element.toggleAttribute('data-later', later);
    if (later) element.setAttribute('aria-hidden', 'true');
    else element.removeAttribute('aria-hidden');
  }
  for (const figure of section.querySelectorAll<HTMLElement>('[data-focus]')) lightLines(figure, step);
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
  for (const [from, lines] of parse(focus)) if (from <= step) now = lines;
  if (now === null || now === 'all') return null;
  const lit = new Set<number>();
  for (const part of now.split(',')) {
    const [from = 0, to = from] = part.split('-').map(Number);
    for (let n = from; n <= to; n++) lit.add(n);
  }
  return lit;
}

function parse(focus: string): readonly (readonly [number, string])[] {
  try {
    const value: unknown = JSON.parse(focus);
    if (!Array.isArray(value)) return [];
    return value.filter((entry): entry is [number, string] => Array.isArray(entry) && typeof entry[1] === 'string');
  } catch {
    return [];
  }
}
