// For the readers of a published talk, who may have no keys and know none: two
// buttons at the foot of the deck, and a finger drawn across it. On stage there is
// neither, for the audience sees the deck there.
import { advance } from './advance.ts';
import type { DeckContext } from './context.ts';
import { el } from './panel/dom.ts';
import './reader.css';

/** CSS px that a finger must go across, and how much farther than up or down. */
const ACROSS = 40;
const STRAIGHT = 1.5;

export function startReader(context: DeckContext): void {
  const { boot, position, stage } = context;
  if (boot.still === undefined) return;
  const forward = (): void => advance(context);
  const back = (): void => position.prev();
  const [first, last] = [button('Back', '‹', back), button('Next', '›', forward)];
  stage.deck.append(el('nav', 'reader', { 'aria-label': 'Slides' }, first, last));
  const update = (): void => {
    first.disabled = position.slide === 0 && position.step === 0;
  };
  position.on('change', update);
  update();
  onSwipe(stage.deck, (toTheLeft) => {
    const rightToLeft = document.documentElement.dir === 'rtl';
    if (toTheLeft !== rightToLeft) forward();
    else back();
  });
}

function button(label: string, sign: string, press: () => void): HTMLButtonElement {
  const element = el('button', '', { type: 'button', 'aria-label': label }, sign);
  // A press with the mouse leaves the keys where they are.
  element.addEventListener('mousedown', (event) => event.preventDefault());
  element.addEventListener('click', press);
  // Enter and Space on a button are the button's, not the deck's.
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  });
  return element;
}

/** Fingers only: a mouse that is drawn across marks text. */
function onSwipe(element: HTMLElement, swiped: (toTheLeft: boolean) => void): void {
  let from: { readonly x: number; readonly y: number } | null = null;
  element.addEventListener('pointerdown', ({ pointerType, isPrimary, clientX, clientY }) => {
    from = pointerType === 'touch' && isPrimary ? { x: clientX, y: clientY } : null;
  });
  element.addEventListener('pointercancel', () => {
    from = null;
  });
  element.addEventListener('pointerup', ({ clientX, clientY }) => {
    if (from === null) return;
    const [x, y] = [clientX - from.x, clientY - from.y];
    from = null;
    if (Math.abs(x) >= ACROSS && Math.abs(x) > STRAIGHT * Math.abs(y)) swiped(x < 0);
  });
}
