// Nothing is cut off: code that is too wide gets smaller and then wraps; on a slide
// that is too high first its code gets smaller, then all its type; at the end it
// scrolls. The factors are written on the elements as --code-fit and --fit, from
// which the theme computes its sizes.

/** A slide's type is never shrunk below this part of its size; then it scrolls. */
const LEAST_FIT = 0.55;
/** Code is not shrunk below this by itself: 18 of 25.5 px. What is wider wraps, what is higher shrinks the slide. */
const LEAST_CODE_FIT = 0.7;
const PRECISION = 0.01;
const MOST_TRIES = 12;
/** CSS px of rounding are no overflow. */
const ROUNDING = 1;

/** Fits a filled, displayed section into its own box. */
export function fitSection(section: HTMLElement): void {
  // A theme may stretch the body to the foot of the slide; what counts is how high it must be.
  section.toggleAttribute('data-measured', true);
  fitAll(section);
  section.toggleAttribute('data-measured', false);
}

function fitAll(section: HTMLElement): void {
  const blocks = [...section.querySelectorAll<HTMLElement>('pre')];
  section.style.removeProperty('--fit');
  section.toggleAttribute('data-scrolls', false);
  for (const pre of blocks) fitWidth(pre);
  const over = excess(section);
  if (over <= ROUNDING) return;

  let rest = over;
  if (blocks.length > 0) {
    const widths = blocks.map((pre) => Number(pre.style.getPropertyValue('--code-fit') || 1));
    const setCode = (fit: number): void => {
      for (const [i, pre] of blocks.entries()) set(pre, '--code-fit', Math.min(fit, widths[i] ?? 1));
    };
    rest = search(section, LEAST_CODE_FIT, over, setCode);
    if (rest <= ROUNDING) return;
  }
  rest = search(section, LEAST_FIT, rest, (fit) => set(section, '--fit', fit));
  section.toggleAttribute('data-scrolls', rest > ROUNDING);
}

/**
 * Sets the largest factor from `least` to 1 with which the slide fits, or the least; returns what is left over then.
 * `over` is what is too much at 1. Each try lays the slide out anew, which is what fitting costs; and since heights
 * grow nearly as the factor does, a guess between two known ones is nearly right.
 */
function search(section: HTMLElement, least: number, over: number, apply: (fit: number) => void): number {
  const excessAt = (fit: number): number => {
    apply(fit);
    return excess(section);
  };
  let fits = { fit: least, excess: excessAt(least) };
  if (fits.excess > ROUNDING) return fits.excess;
  let tooMuch = { fit: 1, excess: over };
  let applied = least;
  for (let tries = 0; tries < MOST_TRIES && tooMuch.fit - fits.fit > PRECISION; tries++) {
    const slope = (tooMuch.excess - fits.excess) / (tooMuch.fit - fits.fit);
    if (-fits.excess < slope * PRECISION) break;
    const middle = (fits.fit + tooMuch.fit) / 2;
    // Every third time the middle: what wraps makes steps, at which guesses would creep.
    const guess = tries % 3 === 2 ? middle : fits.fit - fits.excess / slope - PRECISION / 4;
    applied = Math.min(Math.max(guess, fits.fit + PRECISION / 2), tooMuch.fit - PRECISION / 2);
    const tried = { fit: applied, excess: excessAt(applied) };
    if (tried.excess > ROUNDING) tooMuch = tried;
    else fits = tried;
  }
  if (applied !== fits.fit) apply(fits.fit);
  return fits.excess;
}

function set(element: HTMLElement, name: string, factor: number): void {
  element.style.setProperty(name, factor.toFixed(3));
}

/** CSS px that the slide's content is larger than its room, in the direction in which it is worse; negative where it fits. */
function excess(section: HTMLElement): number {
  const body = section.querySelector<HTMLElement>(':scope > .body');
  if (body === null) return section.scrollHeight - section.clientHeight;
  const style = getComputedStyle(section);
  const room = section.clientHeight - Number.parseFloat(style.paddingTop) - Number.parseFloat(style.paddingBottom);
  const wide = body.scrollWidth - body.clientWidth;
  return wide > ROUNDING ? Math.max(wide, body.scrollHeight - room) : body.scrollHeight - room;
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
