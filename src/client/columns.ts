// The deck's grid in the page: slides that stand below each other share a section of
// class `stack`, as reveal.js wants it. Puts the slides' sections in their places, and
// tells where in the grid each of them is.
import type { Placed } from './engine.ts';

/** The slides' sections of a page, in order, stacks opened. */
export function slideSections(host: HTMLElement): HTMLElement[] {
  return [...host.children].flatMap((child) => {
    if (!(child instanceof HTMLElement)) return [];
    return child.classList.contains('stack') ? [...child.children].filter((inner) => inner instanceof HTMLElement) : [child];
  });
}

/** Column and row of each slide in the page, in order. */
export function gridOf(host: HTMLElement): readonly (readonly [h: number, v: number])[] {
  return [...host.children].flatMap((child, h) =>
    child.classList.contains('stack') ? [...child.children].map((_, v): [number, number] => [h, v]) : [[h, 0] as [number, number]],
  );
}

/** Whether two versions stand in the same columns. */
export function sameColumns(before: readonly Placed[], after: readonly Placed[]): boolean {
  return before.length === after.length && after.every(({ v }, i) => v > 0 === (before[i]?.v ?? 0) > 0);
}

/** Brings the sections into their places; what stays where it is is not touched, so that it keeps what it plays. */
export function placeSections(
  host: HTMLElement,
  before: readonly HTMLElement[],
  after: readonly HTMLElement[],
  slides: readonly Placed[],
): void {
  const kept = new Set(after);
  for (const element of before) if (!kept.has(element)) element.remove();
  const claimed = new Set<HTMLElement>();
  const columns: HTMLElement[][] = [];
  for (const [i, element] of after.entries()) {
    const open = columns.at(-1);
    if (open !== undefined && (slides[i]?.v ?? 0) > 0) open.push(element);
    else columns.push([element]);
  }
  const wanted = columns.map((column): HTMLElement => {
    const [only] = column;
    if (column.length === 1 && only !== undefined) return only;
    const old = column
      .map(({ parentElement }) => parentElement)
      .find((parent) => parent?.classList.contains('stack') && !claimed.has(parent));
    const stack = old ?? document.createElement('section');
    stack.classList.add('stack');
    claimed.add(stack);
    order(stack, column);
    return stack;
  });
  order(host, wanted);
  for (const child of [...host.children]) if (child.classList.contains('stack') && child.childElementCount === 0) child.remove();
}

function order(parent: HTMLElement, wanted: readonly HTMLElement[]): void {
  for (const [i, element] of wanted.entries()) {
    const there = parent.children[i] ?? null;
    if (there !== element) parent.insertBefore(element, there);
  }
}
