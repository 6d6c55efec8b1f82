// The head of the panel: the demo's title, its state (a dot and a word, never a
// colour alone) and the controls, each a word with its key.
import type { DemoState } from '../../session.ts';
import { el, setText } from './dom.ts';
import { clock, isGoing, isLive, stateWord } from './state-words.ts';

/** A button of the header: one line here makes one more. */
export interface Control {
  readonly word: string;
  /** Key that does the same on the slides; '' for none. */
  readonly key: string;
  /** Whether it is offered in a state. */
  shown(state: DemoState): boolean;
  press(): void;
}

export interface Header {
  readonly element: HTMLElement;
  setTitle(title: string): void;
  /** `seconds` the execution has been going or took; `stopping` while a stop is under way. */
  setState(state: DemoState, seconds: number, stopping: boolean): void;
}

export function createHeader(title: string, controls: readonly Control[]): Header {
  const name = el('h2', 'panel-title', {}, title);
  const word = el('span', 'pill-word');
  const pill = el('span', 'pill', {}, el('span', 'pill-dot', { 'aria-hidden': 'true' }), word);
  const buttons = controls.map((control) => ({ control, button: buttonOf(control) }));
  const element = el(
    'header',
    'panel-head',
    {},
    el('div', 'panel-what', {}, name, pill),
    el('div', 'panel-controls', { role: 'group', 'aria-label': 'Demo' }, ...buttons.map(({ button }) => button)),
  );
  return {
    element,
    setTitle: (text) => setText(name, text),
    setState(state, seconds, stopping) {
      pill.dataset.state = state;
      const said = stopping && isLive(state) ? 'stopping' : stateWord(state);
      setText(word, state === 'starting' || !isGoing(state) ? said : `${said} · ${clock(seconds)}`);
      for (const { control, button } of buttons) button.hidden = !control.shown(state);
    },
  };
}

function buttonOf(control: Control): HTMLButtonElement {
  const button = el('button', 'panel-button', { type: 'button', 'data-control': control.word.toLowerCase() }, control.word);
  if (control.key !== '') {
    button.setAttribute('aria-keyshortcuts', control.key);
    button.append(el('kbd', '', { 'aria-hidden': 'true' }, control.key));
  }
  // A press with the mouse leaves the keys where they are.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => control.press());
  // Enter and Space on a button are the button's, not the deck's.
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  });
  return button;
}
