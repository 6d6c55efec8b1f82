// Nothing is cut off: code that is too wide gets smaller and then wraps; on a slide
// that is too high first its code gets smaller, then all its type; at the end it
// scrolls. The factors are written on the elements as --code-fit and --fit, from
// which the theme computes its sizes.

/** A slide's type is never shrunk below this part of its size; then it scrolls. */
const LEAST_FIT = 0.55;
/** Code is not shrunk below this by itself: 18 of 25.5 px. What is wider wraps, what is higher shrinks the slide. */
const LEAST_CODE_FIT = 0.7;
const PRECISION = 0.01;

/** Fits a filled, displayed section into its own box. */
export function fitSection(section: HTMLElement): void {
  const blocks = [...section.querySelectorAll<HTMLElement>('pre')];
  section.style.removeProperty('--fit');
  section.toggleAttribute('data-scrolls', false);
  for (const pre of blocks) fitWidth(pre);
  if (!overflows(section)) return;

  if (blocks.length > 0) {
    const widths = blocks.map((pre) => Number(pre.style.getPropertyValue('--code-fit') || 1));
    const setCode = (fit: number): void => {
      for (const [i, pre] of blocks.entries()) set(pre, '--code-fit', Math.min(fit, widths[i] ?? 1));
    };
    if (search(section, LEAST_CODE_FIT, setCode)) return;
  }
  const fits = search(section, LEAST_FIT, (fit) => set(section, '--fit', fit));
  section.toggleAttribute('data-scrolls', !fits);
}

/** Sets the largest factor from `least` to 1 with which the slide fits, or the least; says whether it fits then. */
function search(section: HTMLElement, least: number, apply: (fit: number) => void): boolean {
  apply(least);
  if (overflows(section)) return false;
  let fits = least;
  let most = 1;
  while (most - fits > PRECISION) {
    const middle = (fits + most) / 2;
    apply(middle);
    if (overflows(section)) most = middle;
    else fits = middle;
  }
  apply(fits);
  return true;
}

function set(element: HTMLElement, name: string, factor: number): void {
  element.style.setProperty(name, factor.toFixed(3));
}

/** A pixel of rounding is not an overflow. */
function overflows(section: HTMLElement): boolean {
  const body = section.querySelector<HTMLElement>(':scope > .body');
  if (body === null) return section.scrollHeight > section.clientHeight + 1;
  const style = getComputedStyle(section);
  const room = section.clientHeight - Number.parseFloat(style.paddingTop) - Number.parseFloat(style.paddingBottom);
  return body.scrollHeight > room + 1 || body.scrollWidth > body.clientWidth + 1;
}

/** Shrinks one block of code to its width; what would get too small to read wraps instead. */
function fitWidth(pre: HTMLElement): void {
  pre.style.removeProperty('--code-fit');
  pre.toggleAttribute('data-wraps', false);
  if (pre.clientWidth === 0 || pre.scrollWidth <= pre.clientWidth + 1) return;
  const fit = pre.clientWidth / pre.scrollWidth;
  set(pre, '--code-fit', Math.max(LEAST_CODE_FIT, fit - 0.005));
  pre.toggleAttribute('data-wraps', fit < LEAST_CODE_FIT || pre.scrollWidth > pre.clientWidth + 1);
}
