// The only door to xterm.js: a terminal of a fixed grid that draws text, says
// what was typed, and can be asked what it shows. What programs print is not to
// be trusted: no clipboard, no titles, no window reports, links only to http(s).
// Answers that the terminal itself would send back (cursor position, device
// attributes, colours) pass only while `mayAnswer` says so.
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal as Xterm } from '@xterm/xterm';
import type { Grid, GridFont } from './grid-font.ts';
import { FOUND, LEAST_CONTRAST, PALETTE, TERMINAL_FACE } from './palette.ts';

/** Lines above the screen that are kept. */
const SCROLLBACK = 5_000;
/** Matches of a search that are marked and counted. */
export const MOST_FOUND = 1_000;

export interface TerminalOptions {
  readonly grid: Grid;
  /** Accessible name of the place that takes keys. */
  readonly label: string;
  /** What was typed, pasted or answered. */
  data(data: string): void;
  /** False leaves a key event to the page. Asked for keydown, keypress and keyup. */
  key(event: KeyboardEvent): boolean;
  /** Whether answers to a program's questions may leave. */
  mayAnswer(): boolean;
  /** How many matches there are and which one is shown, from 0; -1 for one beyond `MOST_FOUND`. */
  found(index: number, count: number): void;
}

export interface Terminal {
  /** Puts it into the page; from then on it has a size. Once. */
  open(parent: HTMLElement): void;
  readonly opened: boolean;
  /** Draws soon, then calls `done`. */
  write(text: string, done: () => void): void;
  /** Size of its cells; the grid stays. */
  setFont(font: GridFont): void;
  /** CSS px of the drawn grid; zeros before `open`. */
  size(): { width: number; height: number };
  /** Whether it takes keys: where not, it can neither be focused nor shows a cursor. */
  setTyping(on: boolean): void;
  focus(): void;
  blur(): void;
  /** As if the user had typed it. */
  type(text: string): void;
  /**
   * Marks all that matches the words, whatever their case, in screen and scrollback, and scrolls to a match: where
   * they are still being typed the one that fits from where it is on, else the next or the one before. '' ends it.
   */
  find(words: string, how: 'typing' | 'next' | 'previous'): void;
  /** All lines, scrollback first, without blanks at their ends or empty lines at the end. */
  text(): string;
  close(): void;
}

/** In-band: ends any half sequence, then resets every mode, the screen and the scrollback. */
export const RESET = '\x18\x1bc';

/** A terminal, not yet in the page. Text written before `open` is not lost. */
export function createTerminal(options: TerminalOptions): Terminal {
  const xterm = new Xterm({
    cols: options.grid.columns,
    rows: options.grid.rows,
    allowProposedApi: true, // unicode11
    cursorInactiveStyle: 'none',
    cursorStyle: 'block',
    disableStdin: true,
    logLevel: 'off',
    fontFamily: TERMINAL_FACE,
    fontWeightBold: '700',
    linkHandler: {
      activate: (_event, uri) => {
        // The text of such a link may say one address and mean another.
        if (isWeb(uri) && window.confirm(`open ${uri} ?`)) openLink(uri);
      },
      hover: (_event, uri) => setTitle(isWeb(uri) ? uri : ''),
      leave: () => setTitle(''),
      allowNonHttpProtocols: false,
    },
    minimumContrastRatio: LEAST_CONTRAST,
    screenReaderMode: false,
    scrollback: SCROLLBACK,
    theme: PALETTE,
    windowOptions: {},
  });
  xterm.loadAddon(new Unicode11Addon());
  xterm.unicode.activeVersion = '11';
  xterm.loadAddon(new WebLinksAddon((_event, uri) => openLink(uri)));
  const search = new SearchAddon({ highlightLimit: MOST_FOUND });
  xterm.loadAddon(search);
  search.onDidChangeResults(({ resultIndex, resultCount }) => options.found(resultIndex, resultCount));
  xterm.onData((data) => {
    // Focus reports come also when a program merely asks for them.
    if ((data === '\x1b[I' || data === '\x1b[O') && !options.mayAnswer()) return;
    options.data(data);
  });
  xterm.attachCustomKeyEventHandler((event) => options.key(event));
  guardAnswers(xterm, () => options.mayAnswer());
  // xterm.js 6.0 throws here, and never draws again: it looks at the line below the last one. Better not erased.
  xterm.parser.registerCsiHandler({ final: 'J' }, ([what]) => {
    const { cursorX, cursorY, length } = xterm.buffer.active;
    return what === 1 && cursorX + 1 >= xterm.cols && cursorY + 1 >= length;
  });
  xterm.parser.registerEscHandler({ final: 'c' }, () => {
    restore(xterm);
    return false;
  });
  const setTitle = (title: string): void => {
    if (xterm.element !== undefined) xterm.element.title = title.slice(0, 256);
  };

  return {
    open(parent) {
      xterm.open(parent);
      xterm.textarea?.setAttribute('aria-label', options.label);
      if (xterm.textarea !== undefined) xterm.textarea.disabled = xterm.options.disableStdin === true;
    },
    get opened() {
      return xterm.element !== undefined;
    },
    write: (text, done) => xterm.write(text, done),
    setFont({ size, lineHeight }) {
      if (xterm.options.fontSize !== size) xterm.options.fontSize = size;
      if (xterm.options.lineHeight !== lineHeight) xterm.options.lineHeight = lineHeight;
    },
    size() {
      const screen = xterm.element?.querySelector('.xterm-screen')?.getBoundingClientRect();
      return { width: screen?.width ?? 0, height: screen?.height ?? 0 };
    },
    setTyping(on) {
      xterm.options.disableStdin = !on;
      xterm.options.cursorInactiveStyle = on ? 'outline' : 'none';
      // A disabled field cannot be focused, by mouse or Tab: keys stay with the deck.
      if (xterm.textarea !== undefined) xterm.textarea.disabled = !on;
    },
    focus: () => xterm.focus(),
    blur: () => xterm.blur(),
    type: (text) => xterm.input(text, true),
    find(words, how) {
      if (words === '') {
        search.clearDecorations();
        xterm.clearSelection();
        options.found(-1, 0);
      } else if (how === 'previous') search.findPrevious(words, { decorations: FOUND });
      else search.findNext(words, { decorations: FOUND, incremental: how === 'typing' });
    },
    text: () => textOf(xterm),
    close: () => xterm.dispose(),
  };
}

/** What a program may have changed of the options, put back. */
function restore(xterm: Xterm): void {
  xterm.options.convertEol = false;
  xterm.options.cursorBlink = false;
  xterm.options.cursorStyle = 'block';
  // A new object, or the terminal sees no change and keeps colours set by OSC 4, 10, 11, 12.
  xterm.options.theme = { ...PALETTE };
}

/** Swallows every question that xterm.js 6.0 would answer by itself, unless answers may leave. */
function guardAnswers(xterm: Xterm, mayAnswer: () => boolean): void {
  const guard = (): boolean => !mayAnswer();
  const { parser } = xterm;
  for (const prefix of ['', '>', '=']) parser.registerCsiHandler(withPrefix(prefix, { final: 'c' }), guard);
  for (const prefix of ['', '?']) {
    parser.registerCsiHandler(withPrefix(prefix, { final: 'n' }), guard);
    parser.registerCsiHandler(withPrefix(prefix, { intermediates: '$', final: 'p' }), guard);
  }
  parser.registerCsiHandler({ final: 't' }, guard);
  parser.registerDcsHandler({ intermediates: '$', final: 'q' }, guard);
  for (const color of [4, 10, 11, 12]) parser.registerOscHandler(color, (data) => data.includes('?') && !mayAnswer());
}

function withPrefix<T extends object>(prefix: string, id: T): T & { prefix?: string } {
  return prefix === '' ? id : { ...id, prefix };
}

function textOf(xterm: Xterm): string {
  const buffer = xterm.buffer.active;
  const lines: string[] = [];
  for (let y = 0; y < buffer.length; y++) lines.push(buffer.getLine(y)?.translateToString(true).trimEnd() ?? '');
  while (lines.at(-1) === '') lines.pop();
  return lines.join('\n');
}

function isWeb(uri: string): boolean {
  return /^https?:\/\//i.test(uri);
}

function openLink(uri: string): void {
  if (isWeb(uri)) window.open(uri, '_blank', 'noopener,noreferrer');
}
