// The quiet frame of a slide: the talk's title, the slide's number, a thin line of
// progress. Nothing here can be clicked.
import type { Position } from '../protocol.ts';
import type { PositionOwner } from './position.ts';
import type { Store } from './store.ts';

export function startChrome(deck: HTMLElement, store: Store, position: PositionOwner): void {
  const footer = document.createElement('footer');
  footer.className = 'chrome';
  const title = document.createElement('span');
  title.className = 'talk';
  const number = document.createElement('span');
  number.className = 'number';
  footer.append(title, number);
  const progress = document.createElement('div');
  progress.className = 'progress';
  progress.setAttribute('aria-hidden', 'true');
  deck.append(footer, progress);

  const update = (): void => {
    const { slides, title: talk } = store.data;
    const slide = store.slide(position.slide);
    const { number: shown, total } = placeNumbers(store, position);
    title.textContent = talk;
    number.textContent = `${shown} / ${total}`;
    const steps = slide?.stepNumbers.length ?? 1;
    const done = slides.length < 2 ? 1 : (position.slide + position.step / steps) / (slides.length - 1);
    progress.style.transform = `scaleX(${Math.min(1, done)})`;
    deck.toggleAttribute('data-first', position.slide === 0);
  };
  position.on('change', update);
  update();
}

/** The number that the audience sees, and the last one of the talk. */
export function placeNumbers(store: Store, { slide, step }: Position): { readonly number: number; readonly total: number } {
  const total = store.data.slides.reduce((most, { stepNumbers }) => Math.max(most, ...stepNumbers), 0);
  return { number: store.slide(slide)?.stepNumbers[step] ?? slide + 1, total };
}
