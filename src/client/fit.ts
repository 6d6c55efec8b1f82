// Nothing is cut off: code that is too wide gets smaller and then wraps, and a slide
// that is too high gets smaller type. The factors are written on the elements as
// --code-fit and --fit, from which the theme computes its sizes.

/** A slide's type is never shrunk below this part of its size; then it scrolls. */
const LEAST_FIT = 0.55;
/** Code as wide as this allows stays on its lines; wider code wraps. */
const LEAST_CODE_FIT = 0.7;
const PRECISION = 0.01;

/** Fits a filled, displayed section into its own box. */
export function fitSection(section: HTMLElement): void {
  section.style.removeProperty('--fit');
  section.toggleAttribute('data-scrolls', false);
  for (const pre of section.querySelectorAll<HTMLElement>('pre')) fitWidth(pre);
  if (!overflows(section)) return;

  let least = LEAST_FIT;
  let most = 1;
  while (most - least > PRECISION) {
    const middle = (least + most) / 2;
    setFit(section, middle);
    if (overflows(section)) most = middle;
    else least = middle;
  }
  setFit(section, least);
  section.toggleAttribute('data-scrolls', overflows(section));
}

function setFit(section: HTMLElement, fit: number): void {
  section.style.setProperty('--fit', fit.toFixed(3));
}

/** Half a pixel of rounding is not an overflow. */
function overflows(section: HTMLElement): boolean {
  const body = section.querySelector<HTMLElement>(':scope > .body');
  if (body === null) return section.scrollHeight > section.clientHeight + 1;
  const style = getComputedStyle(section);
  const room = section.clientHeight - Number.parseFloat(style.paddingTop) - Number.parseFloat(style.paddingBottom);
  return body.scrollHeight > room + 1;
}

/** Shrinks one block of code to its width; what would get too small to read wraps instead. */
function fitWidth(pre: HTMLElement): void {
  pre.style.removeProperty('--code-fit');
  pre.toggleAttribute('data-wraps', false);
  if (pre.clientWidth === 0 || pre.scrollWidth <= pre.clientWidth + 1) return;
  const fit = pre.clientWidth / pre.scrollWidth;
  pre.style.setProperty('--code-fit', Math.max(LEAST_CODE_FIT, fit - 0.005).toFixed(3));
  pre.toggleAttribute('data-wraps', fit < LEAST_CODE_FIT || pre.scrollWidth > pre.clientWidth + 1);
}
