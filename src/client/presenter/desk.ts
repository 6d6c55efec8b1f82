// The presenter view's own elements, without what fills them: head, the current slide
// with its steps, the demo, what comes next, notes, foot.
import { el } from '../panel/dom.ts';

export interface Desk {
  readonly element: HTMLElement;
  readonly main: HTMLElement;
  readonly title: HTMLElement;
  readonly place: HTMLElement;
  readonly link: HTMLElement;
  readonly clock: HTMLElement;
  readonly now: HTMLElement;
  readonly steps: HTMLElement;
  readonly panel: HTMLElement;
  readonly next: HTMLElement;
  readonly nextLabel: HTMLElement;
  readonly notes: HTMLElement;
  readonly elapsed: HTMLElement;
  readonly reset: HTMLButtonElement;
  readonly progress: HTMLElement;
  /** Takes what still runs. */
  readonly running: HTMLElement;
  readonly black: HTMLButtonElement;
}

export function createDesk(): Desk {
  const title = el('strong', 'desk-title');
  const place = el('span', 'desk-place');
  const link = el('span', 'desk-link', { role: 'status' });
  const clock = el('span', 'desk-clock');
  const steps = el('div', 'steps');
  const now = el('section', 'desk-now', { 'aria-label': 'Current slide' });
  const panel = el('aside', 'desk-panel', { 'aria-label': 'Demo' });
  const nextLabel = el('h2', 'desk-label', {}, 'Next');
  const next = el('section', 'desk-next', { 'aria-label': 'Next slide' }, nextLabel);
  const notes = el('section', 'desk-notes', { 'aria-label': 'Notes' }, el('h2', 'desk-label', {}, 'Notes'));
  const elapsed = el('span', 'elapsed', { role: 'timer', 'aria-label': 'Elapsed' });
  const progress = el('span', 'pace', { 'aria-hidden': 'true' });
  const reset = button('Reset', '');
  const running = el('div', 'desk-running', { role: 'status' });
  const black = button('Black', 'b');
  const main = el('main', 'desk-main', {}, now, panel, next, notes);
  const element = el(
    'div',
    'desk',
    { dir: 'ltr' },
    el('header', 'desk-head', {}, title, place, el('span', 'desk-gap'), link, clock),
    main,
    el('footer', 'desk-foot', {}, elapsed, reset, el('span', 'pace-line', {}, progress), running, black),
  );
  return { element, main, title, place, link, clock, now, steps, panel, next, nextLabel, notes, elapsed, reset, progress, running, black };
}

function button(word: string, key: string): HTMLButtonElement {
  const element = el('button', 'desk-button', { type: 'button' }, el('span', '', {}, word));
  if (key !== '') {
    element.setAttribute('aria-keyshortcuts', key);
    element.append(el('kbd', '', { 'aria-hidden': 'true' }, key));
  }
  // A press with the mouse leaves the keys where they are.
  element.addEventListener('mousedown', (event) => event.preventDefault());
  return element;
}
