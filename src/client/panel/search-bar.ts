// The field over a pane in which its scrollback is searched: words, how many matches
// there are and which one is shown, next, previous, close. It knows no terminal.
import { el, setText } from './dom.ts';

export interface SearchBar {
  readonly element: HTMLElement;
  readonly open: boolean;
  /** Shows it and takes the keys; what was searched last is selected. */
  show(): void;
  hide(): void;
  /** `index` counts from 0, -1 where the match shown is beyond those that are counted. */
  found(index: number, count: number): void;
}

export interface SearchBarOptions {
  /** Of the pane. */
  readonly name: string;
  /** `typing`: the words have changed. '' for none. */
  find(words: string, how: 'typing' | 'next' | 'previous'): void;
  /** More matches than so many are not counted. */
  readonly most: number;
  /** Asked for by key or button. */
  close(): void;
}

const CLICKER: ReadonlySet<string> = new Set(['PageUp', 'PageDown', 'F5']);

export function createSearchBar({ name, find, most, close }: SearchBarOptions): SearchBar {
  const label = `Search in ${name}`;
  const field = el('input', 'search-field', {
    ...{ type: 'text', 'aria-label': label, placeholder: 'Search', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' },
  });
  const count = el('span', 'search-count', { 'aria-live': 'polite' });
  const step = (how: 'next' | 'previous') => () => find(field.value, how);
  const element = el(
    'div',
    'pane-search',
    { role: 'search', 'aria-label': label },
    field,
    count,
    button('Previous match', '↑', step('previous')),
    button('Next match', '↓', step('next')),
    button('Close search', '×', close),
  );
  element.hidden = true;

  field.addEventListener('input', () => find(field.value, 'typing'));
  element.addEventListener('keydown', (event) => {
    const inField = event.target === field;
    // What is typed is nobody else's; a clicker goes on driving the slides.
    if (inField && !CLICKER.has(event.key)) event.stopPropagation();
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && inField) find(field.value, event.shiftKey ? 'previous' : 'next');
    else if (isSearchKey(event)) field.select();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // The pane would give the keys to its terminal.
  element.addEventListener('mousedown', (event) => event.stopPropagation());

  return {
    element,
    get open() {
      return !element.hidden;
    },
    show() {
      element.hidden = false;
      field.focus();
      field.select();
      if (field.value !== '') find(field.value, 'typing');
    },
    hide() {
      // What is hidden keeps the keys for a frame.
      field.blur();
      element.hidden = true;
      setText(count, '');
    },
    found(index, found) {
      const all = found >= most ? `${most}+` : String(found);
      const which = found === 0 ? 'no match' : index < 0 ? all : `${index + 1} of ${all}`;
      setText(count, field.value === '' ? '' : which);
      element.classList.toggle('is-vain', field.value !== '' && found === 0);
    },
  };
}

/** Ctrl+F, or the same on a Mac. */
export function isSearchKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): boolean {
  return event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

function button(word: string, sign: string, press: () => void): HTMLButtonElement {
  const element = el('button', 'search-button', { type: 'button', 'aria-label': word, title: word }, sign);
  // A press with the mouse leaves the keys where they are.
  element.addEventListener('mousedown', (event) => event.preventDefault());
  element.addEventListener('click', press);
  // Enter and Space on a button are the button's, not the deck's.
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  });
  return element;
}
