// Fragments as Reveal talks have them: elements of class `fragment` that appear,
// disappear or change at a step. Which of the three, their other classes say; what
// it looks like is for the style sheet (client/fragments.css).
import type { Element } from 'hast';

export interface Fragment {
  /** Of `data-fragment-index`: fragments of one index share a step. */
  readonly index: number | null;
  readonly kind: 'appears' | 'disappears' | 'passes' | 'changes';
}

const DISAPPEARS: ReadonlySet<string> = new Set(['fade-out']);
/** There for one step only. */
const PASSES: ReadonlySet<string> = new Set(['fade-in-then-out', 'current-visible']);
/** There before their step, and look different from it on. */
const CHANGES = /^(custom|grow|shrink|strike|semi-fade-out|highlight-(current-)?(red|green|blue))$/;

/** What an element of class `fragment` does; null for any other. */
export function fragmentOf(node: Element): Fragment | null {
  const classes = Array.isArray(node.properties.className) ? node.properties.className.map(String) : [];
  if (!classes.includes('fragment')) return null;
  const written = Number(node.properties.dataFragmentIndex ?? Number.NaN);
  const index = Number.isInteger(written) ? written : null;
  if (classes.some((name) => PASSES.has(name))) return { index, kind: 'passes' };
  if (classes.some((name) => DISAPPEARS.has(name))) return { index, kind: 'disappears' };
  return { index, kind: classes.some((name) => CHANGES.test(name)) ? 'changes' : 'appears' };
}

/** Writes a fragment's step on its element: see the conventions of `content` in deck.ts. */
export function markFragment(node: Element, { kind }: Fragment, step: number): void {
  node.properties.dataEffect = String(step);
  if (kind === 'appears' || kind === 'passes') node.properties.dataStep = String(step);
  if (kind === 'disappears') node.properties.dataUntil = String(step);
  if (kind === 'passes') node.properties.dataUntil = String(step + 1);
}
