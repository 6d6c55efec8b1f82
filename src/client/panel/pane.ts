// One pane: its header (name, and what is to be known about it now), its
// terminal, what is fed to the terminal, and the keys typed into it.
// It knows neither demos nor transports: it is given text and hands text out. In
// one file, for whether keys, answers and searches reach the terminal hangs together.
import { el, setText } from './dom.ts';
import { createFeed, type Feed } from './feed.ts';
import { createKeyGate, isClickerUp, type KeyGate } from './focus.ts';
import type { Box, Grid, GridFont } from './grid-font.ts';
import { createSearchBar, isSearchKey, type SearchBar } from './search-bar.ts';
import { createTerminal, MOST_FOUND, type Terminal } from './terminal.ts';

export interface PaneOptions {
  readonly demo: string;
  readonly name: string;
  readonly command: string;
  readonly grid: Grid;
  /** Typed, pasted or answered text, while the pane takes it. */
  input(data: string): void;
  /** So many more units of the run's output have been drawn. */
  drawn(units: number): void;
  keysAll(): boolean;
  /** Whether the terminal's own answers go to the program (this view controls the run). */
  mayAnswer(): boolean;
  focusChanged(pane: Pane, focused: boolean): void;
  /** A key the deck is to get although the pane has the focus, and that cannot travel by itself. */
  deckKey(key: string, code: string): void;
}

export interface Pane {
  readonly name: string;
  readonly element: HTMLElement;
  /** It is a terminal that is seen, not a page. */
  readonly asTerminal: boolean;
  /** Puts the terminal into the page, when the pane is first visible. */
  open(): void;
  /** Where the grid has to fit; zeros while hidden. */
  box(): Box;
  setFont(font: GridFont): void;
  /** CSS px of the grid as drawn. */
  drawnSize(): Box;
  /** The program's output. */
  output(data: string): void;
  /** Forgets everything: a new run begins. */
  reset(): void;
  /** Everything is to be as this text draws it, which is no output of now: nothing in it is answered. */
  redraw(data: string): void;
  /** Calls back when all text so far is on the screen. */
  afterOutput(step: () => void): void;
  /** Live: takes keys. */
  setTyping(on: boolean): void;
  /** A word instead of the command, such as `exit code 1`; '' for none. */
  setNote(note: string, bad: boolean): void;
  focus(): void;
  blur(): void;
  readonly focused: boolean;
  text(): string;
  /** Opens the field in which its output is searched, and gives it the keys. */
  search(): void;
  /** Writes the plain text for screen readers. */
  transcribe(): void;
  close(): void;
}

export function createPane(options: PaneOptions): Pane {
  const aside = el('span', 'pane-aside', {}, options.command);
  const box = el('div', 'pane-box');
  const transcript = el('pre', 'panel-hidden', { role: 'group', 'aria-label': `Output of ${options.name}` });
  const element = el(
    'section',
    'pane',
    { 'data-demo': options.demo, 'data-pane': options.name, 'aria-label': `Terminal ${options.name}` },
    el('header', 'pane-head', {}, el('h3', 'pane-name', {}, options.name), aside),
    el('div', 'pane-screen', {}, box),
    transcript,
  );
  const bar: SearchBar = createSearchBar({
    name: options.name,
    find: (words, how) => terminal.find(words, how),
    most: MOST_FOUND,
    close() {
      bar.hide();
      terminal.find('', 'typing');
      // Back to where the keys came from.
      if (searchedFromTerminal) pane.focus();
    },
  });
  element.append(bar.element);

  /** The terminal had the keys when the search began. */
  let searchedFromTerminal = false;
  let typing = false;
  let focused = false;
  let note = '';
  let bad = false;
  /** Key events that may travel on to the deck. */
  const forDeck = new WeakSet<Event>();

  const gate: KeyGate = createKeyGate({
    keysAll: options.keysAll,
    leave: () => pane.blur(),
    type: (text) => terminal.type(text),
    clickerDot: () => options.deckKey('.', 'Period'),
  });
  const terminal: Terminal = createTerminal({
    grid: options.grid,
    label: `Type to ${options.name}`,
    data: (data) => {
      if (typing && !feed.redrawing && (focused || options.mayAnswer())) options.input(data);
    },
    mayAnswer: () => typing && !feed.redrawing && options.mayAnswer(),
    found: (index, count) => bar.found(index, count),
    key: (event) => {
      if (event.type !== 'keydown') return true;
      if (isSearchKey(event) && !options.keysAll()) {
        event.preventDefault();
        pane.search();
        return false;
      }
      const target = gate.keydown(event);
      if (target === 'deck') forDeck.add(event);
      if (target === 'nobody') event.preventDefault();
      return target === 'program';
    },
  });
  const feed: Feed = createFeed({ write: terminal.write, drawn: options.drawn });

  // The deck's keys listen further out: only what belongs to it may get there.
  for (const type of ['keydown', 'keypress', 'keyup'] as const) {
    box.addEventListener(type, (event) => {
      if (!forDeck.has(event) && !isClickerUp(event, options)) event.stopPropagation();
    });
  }
  element.addEventListener('mousedown', (event) => {
    if (!typing || event.button !== 0) return;
    if (!box.contains(event.target instanceof Node ? event.target : null)) event.preventDefault();
    terminal.focus();
  });
  const setFocused = (on: boolean): void => {
    if (focused === on) return;
    focused = on;
    element.classList.toggle('has-focus', on);
    if (!on) gate.reset();
    show();
    options.focusChanged(pane, on);
  };
  box.addEventListener('focusin', () => (typing ? setFocused(true) : terminal.blur()));
  box.addEventListener('focusout', () => setFocused(false));

  const show = (): void => {
    aside.classList.toggle('is-bad', !focused && bad);
    setText(aside, focused ? 'typing here · Esc Esc to the slides' : note === '' ? options.command : note);
  };

  const pane: Pane = {
    name: options.name,
    element,
    asTerminal: true,
    open() {
      if (terminal.opened) return;
      terminal.open(box);
    },
    box: () => ({ width: box.clientWidth, height: box.clientHeight }),
    setFont: terminal.setFont,
    drawnSize: terminal.size,
    output: feed.output,
    reset() {
      feed.reset();
      transcript.textContent = '';
    },
    redraw: feed.redraw,
    afterOutput: feed.after,
    setTyping(on) {
      if (typing === on) return;
      typing = on;
      element.classList.toggle('is-typing', on);
      if (!on) pane.blur();
      terminal.setTyping(on);
    },
    setNote(text, isBad) {
      note = text;
      bad = isBad;
      show();
    },
    focus() {
      if (typing) terminal.focus();
    },
    blur() {
      terminal.blur();
      // A hidden page fires no blur.
      setFocused(false);
    },
    get focused() {
      return focused;
    },
    text: terminal.text,
    search() {
      if (!bar.open) searchedFromTerminal = focused;
      bar.show();
    },
    transcribe: () => setText(transcript, terminal.text()),
    close() {
      setFocused(false);
      terminal.close();
      element.remove();
    },
  };
  return pane;
}
