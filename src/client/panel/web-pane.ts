// A pane that shows a page of the demo's own server. The page is a guest: a frame of
// another origin than the deck, in a sandbox, that keeps the keys only when somebody
// clicked into it. In a recording its stand-in's terminal takes the place, or a
// picture; so to the demo's view it is a pane like the others.
import type { PageInfo } from '../../protocol.ts';
import { el, setText } from './dom.ts';
import { frameAddress, watchFrameFocus } from './guest.ts';
import type { Pane } from './pane.ts';

export interface WebPaneOptions {
  readonly demo: string;
  readonly name: string;
  readonly page: PageInfo;
  /** What shows the stand-in's recording. */
  readonly terminal: Pane;
  /** False in a view that only says where the page is shown. */
  readonly framed: boolean;
  focusChanged(pane: Pane, focused: boolean): void;
}

export interface WebPane extends Pane {
  /** What of the demo is shown; `url` of its page, once that can be shown. True when it is another kind of pane now. */
  show(shown: { readonly recorded: boolean; readonly live: boolean; readonly url: string | null }): boolean;
}

/** May run its scripts and keep its own storage, for its origin is never the deck's; no windows, dialogs or downloads. */
const SANDBOX = 'allow-scripts allow-forms allow-same-origin';

export function createWebPane({ demo, name, page, terminal, framed, focusChanged }: WebPaneOptions): WebPane {
  const aside = el('span', 'pane-aside', {}, page.address);
  const back = headButton('pane-back', 'typing here · click for the slides', () => pane.blur());
  const again = headButton('pane-again', '⟳', () => load());
  again.setAttribute('aria-label', `Load the page of ${name} again`);
  const box = el('div', 'web-box');
  const section = el(
    'section',
    'pane web-pane',
    { 'data-demo': demo, 'data-pane': name, 'aria-label': `Page ${name}` },
    el('header', 'pane-head', {}, el('h3', 'pane-name', {}, name), aside, back, again),
    box,
  );
  const element = el('div', 'web-slot', {}, section);
  let frame: HTMLIFrameElement | null = null;
  let stopWatching: () => void = () => {};
  let url: string | null = null;
  let live = false;
  let recorded = false;
  let focused = false;
  let note = '';

  const asTerminal = (): boolean => recorded && page.standIn;
  const setFocused = (on: boolean): void => {
    if (focused === on) return;
    focused = on;
    section.classList.toggle('has-focus', on);
    draw();
    focusChanged(pane, on);
  };
  const unload = (): void => {
    stopWatching();
    stopWatching = () => {};
    frame?.remove();
    frame = null;
    setFocused(false);
  };
  const load = (): void => {
    unload();
    if (url === null || !framed) return;
    const attributes = { class: 'web-frame', sandbox: SANDBOX, referrerpolicy: 'no-referrer', title: `${name}: ${url}` };
    frame = el('iframe', '', attributes);
    frame.src = frameAddress(url, location);
    const shield = el('div', 'web-shield');
    box.replaceChildren(frame, shield);
    stopWatching = watchFrameFocus(frame, shield, setFocused);
  };
  const draw = (): void => {
    const shown = asTerminal() ? terminal.element : section;
    if (element.firstChild !== shown) element.replaceChildren(shown);
    setText(aside, note === '' ? (url?.replace(/^http:\/\//, '') ?? page.address) : note);
    aside.hidden = back.hidden = !focused;
    aside.hidden = focused;
    again.hidden = frame === null || !live || focused;
    if (frame === null) box.replaceChildren(placeholder());
  };
  const placeholder = (): HTMLElement => {
    if (live && url !== null) return word(`the page is shown beside the slides: ${url}`);
    if (live) return word('waiting for the page …');
    if (page.picture !== null) return el('img', 'page-picture', { src: page.picture, alt: name });
    return word(recorded ? 'a web page, live only' : 'a web page, shown while the demo runs');
  };

  const pane: WebPane = {
    name,
    element,
    get asTerminal() {
      return asTerminal();
    },
    show(shown) {
      const was = asTerminal();
      const before = url;
      ({ live, recorded } = shown);
      // What a run leaves stays to be seen, but nothing can be done in it any more.
      if (live || recorded) url = recorded ? null : shown.url;
      if (recorded && frame !== null) unload();
      else if (live && url !== null && (url !== before || frame === null)) load();
      if (frame !== null) frame.inert = !live;
      if (!live) pane.blur();
      draw();
      return was !== asTerminal();
    },
    open() {
      if (asTerminal()) terminal.open();
    },
    box: terminal.box,
    setFont: terminal.setFont,
    drawnSize: terminal.drawnSize,
    output: terminal.output,
    reset() {
      url = null;
      unload();
      terminal.reset();
      draw();
    },
    redraw: terminal.redraw,
    afterOutput: terminal.afterOutput,
    // Nobody types into a recording, and the page's keys are its own.
    setTyping() {},
    setNote(text, bad) {
      note = asTerminal() ? '' : text;
      terminal.setNote(text, bad);
      draw();
    },
    focus() {
      if (live) frame?.focus();
    },
    blur() {
      if (focused || document.activeElement === frame) {
        frame?.blur();
        window.focus();
      }
      setFocused(false);
    },
    get focused() {
      return focused;
    },
    text: () => (asTerminal() ? terminal.text() : ''),
    search() {
      if (asTerminal()) terminal.search();
    },
    transcribe() {
      if (asTerminal()) terminal.transcribe();
    },
    close() {
      unload();
      terminal.close();
      element.remove();
    },
  };
  draw();
  return pane;
}

function word(text: string): HTMLElement {
  return el('p', 'page-note', {}, text);
}

function headButton(className: string, text: string, press: () => void): HTMLButtonElement {
  const button = el('button', className, { type: 'button' }, text);
  button.hidden = true;
  // A press with the mouse leaves the keys where they are.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', press);
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  });
  return button;
}
