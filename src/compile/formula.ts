// A formula in a slide: an element that holds its TeX as text, with the number of
// its typeset form among the slide's formulas. Render puts that in; whoever reads
// the content reads `$TeX$`.
import type { Element } from 'hast';

/** Sets a formula; `offset` is into the TeX. Never throws. */
export type Typeset = (tex: string, display: boolean) => { readonly html: string } | { readonly error: string; readonly offset: number };

/** The element of a formula that was set as number `index`. */
export function formulaElement(tex: string, display: boolean, index: number): Element {
  return {
    type: 'element',
    tagName: display ? 'div' : 'span',
    properties: { className: display ? ['math', 'display'] : ['math'], dataMath: String(index) },
    children: [{ type: 'text', value: `$${tex}$` }],
  };
}

/** One that could not be set, as the author wrote it. */
export function brokenFormula(tex: string): Element {
  return {
    type: 'element',
    tagName: 'code',
    properties: { className: ['math-error'] },
    children: [{ type: 'text', value: `$${tex}$` }],
  };
}
