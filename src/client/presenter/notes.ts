// The notes: those of the current slide, large, and as large as the speaker likes;
// this browser remembers that. A link in them opens a window of its own.
import { el } from '../panel/dom.ts';

const KEY = 'lectern:notes';
const RANGE = [0.6, 2.5] as const;

export interface Notes {
  readonly element: HTMLElement;
  /** HTML as the deck's data holds it; '' where the slide has none. */
  show(html: string): void;
}

export function createNotes(): Notes {
  const element = el('div', 'notes', { dir: document.documentElement.dir || 'auto' });
  let shown: string | null = null;
  element.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    if (/^https?:/.test(link.href)) window.open(link.href, '_blank', 'noopener,noreferrer');
  });
  apply(stored());
  return {
    element,
    show(html) {
      if (html === shown) return;
      shown = html;
      if (html === '') element.replaceChildren(el('p', 'notes-none', {}, 'no notes for this slide'));
      else element.innerHTML = html;
      element.scrollTop = 0;
    },
  };
}

/** Larger or smaller by a factor; 0 as designed. */
export function scaleNotes(by: number): void {
  const next = by === 0 ? 1 : Math.max(RANGE[0], Math.min(RANGE[1], stored() * by));
  apply(next);
  try {
    localStorage.setItem(KEY, String(next));
  } catch {
    // A private window may refuse: then it holds until the window closes.
  }
}

function apply(scale: number): void {
  document.documentElement.style.setProperty('--notes', String(scale));
}

/** Of what is shown now, else what was kept. */
function stored(): number {
  const shown = document.documentElement.style.getPropertyValue('--notes');
  try {
    const value = Number(shown || localStorage.getItem(KEY) || 1);
    return value >= RANGE[0] && value <= RANGE[1] ? value : 1;
  } catch {
    return 1;
  }
}
