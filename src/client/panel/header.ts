// The head of the panel: the demo's title, its state (a dot and a word, never a
// colour alone) and the controls, each a word with its key.
import type { DemoStatus } from '../../protocol.ts';
import { el, setText } from './dom.ts';
import { clock, isGoing, isLive, moment, stateWord } from './state-words.ts';

/** A button of the header: one line here makes one more. */
export interface Control {
  readonly word: string;
  /** Key that does the same on the slides; '' for none. */
  key(status: HeadStatus): string;
  /** Whether it is offered. */
  shown(status: HeadStatus): boolean;
  /** Why it cannot be pressed now; '' when it can. */
  blocked?(): string;
  /** What there is to know before it is pressed; '' for nothing. */
  note?(): string;
  press(): void;
}

export type HeadStatus = Pick<DemoStatus, 'state' | 'kind' | 'recordedAt'>;

export interface Header {
  readonly element: HTMLElement;
  setTitle(title: string): void;
  /** `seconds` the execution has been going or took; `stopping` while a stop is under way. */
  setState(status: HeadStatus, seconds: number, stopping: boolean): void;
}

export function createHeader(title: string, controls: readonly Control[]): Header {
  const name = el('h2', 'panel-title', {}, title);
  const word = el('span', 'pill-word');
  const when = el('span', 'pill-when');
  const pill = el('span', 'pill', {}, el('span', 'pill-dot', { 'aria-hidden': 'true' }), word, when);
  const buttons = controls.map((control) => createButton(control));
  const element = el(
    'header',
    'panel-head',
    {},
    el('div', 'panel-what', {}, name, pill),
    el('div', 'panel-controls', { role: 'group', 'aria-label': 'Demo' }, ...buttons.map((button) => button.element)),
  );
  return {
    element,
    setTitle: (text) => setText(name, text),
    setState(status, seconds, stopping) {
      const { state, kind, recordedAt } = status;
      const recorded = kind === 'recorded';
      pill.dataset.state = state;
      pill.dataset.kind = kind;
      const said = stopping && isLive(state) ? 'stopping' : stateWord(state);
      const timed = state === 'starting' || !isGoing(state) ? said : `${said} · ${clock(seconds)}`;
      setText(word, recorded ? stateWord('replaying') : timed);
      setText(when, recorded ? moment(recordedAt) : '');
      for (const button of buttons) button.show(status);
    },
  };
}

function createButton(control: Control): { readonly element: HTMLButtonElement; show(status: HeadStatus): void } {
  const cap = el('kbd', '', { 'aria-hidden': 'true' });
  const element = el('button', 'panel-button', { type: 'button', 'data-control': control.word.toLowerCase() }, control.word, cap);
  // A press with the mouse leaves the keys where they are.
  element.addEventListener('mousedown', (event) => event.preventDefault());
  element.addEventListener('click', () => control.press());
  // Enter and Space on a button are the button's, not the deck's.
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  });
  return {
    element,
    show(status) {
      element.hidden = !control.shown(status);
      const key = control.key(status);
      const why = control.blocked?.() ?? '';
      const title = why === '' ? (control.note?.() ?? '') : why;
      if (element.title !== title) element.title = title;
      element.disabled = why !== '';
      setText(cap, key);
      cap.hidden = key === '';
      if (key === '') element.removeAttribute('aria-keyshortcuts');
      else element.setAttribute('aria-keyshortcuts', key);
    },
  };
}
