// The terminal panel beside the slides: which demos it shows, which of them has
// the keys, what it tells the page. Everything it shows comes over a transport,
// live or recorded alike. Its looks are in panel.css; the page loads that file. In
// one file, for which demo is shown, which has a view and who has the keys change together.
import type { DemoInfo } from '../../protocol.ts';
import type { DemoState } from '../../session.ts';
import { createDemoView, type DemoView } from './demo-view.ts';
import { el, setText } from './dom.ts';
import { watchFace } from './face.ts';
import type { Face } from './grid-font.ts';
import { isSearchKey } from './search-bar.ts';
import { stateWord } from './state-words.ts';
import { createTabs } from './tabs.ts';
import type { Transport } from './transport.ts';

export interface PanelOptions {
  readonly transport: Transport;
  /** All demos of the talk, as it stands now. */
  demos(): readonly DemoInfo[];
  /** False where web panes show no page, only where it is: a second guest would be one too many. */
  readonly framed?: boolean;
}

export interface Panel {
  /** The demos of the current slide; `[]` leaves the last one. Unknown names are left out. */
  show(names: readonly string[]): void;
  /** Without a name, these act on the demo that is shown. `run` does nothing while it is live. */
  run(name?: string): void;
  /** The recording, from its beginning. */
  replay(name?: string): void;
  live(name?: string): void;
  /** From live to the recording and back. */
  swap(name?: string): void;
  stop(name?: string): void;
  restart(name?: string): void;
  /** The next scripted line, into its pane. */
  type(name?: string): void;
  clear(name?: string): void;
  /** Keys go to the program from now on; does nothing unless the demo is live. */
  focus(): void;
  blur(): void;
  readonly hasFocus: boolean;
  /** The demo that has the focus wants every key, clicker's included. */
  keysAll(): boolean;
  onFocusChange(listener: (focused: boolean) => void): () => void;
  onState(listener: (name: string, state: DemoState) => void): () => void;
  state(name: string): DemoState;
  /** Lines shown, scrollback included, blanks at their ends cut; of all panes where none is named. */
  text(name: string, pane?: string): string;
  /** Opens the field in which the demo's output is searched. */
  search(): void;
  /** The host has changed its size or `--k`. The panel sees most changes by itself. */
  resize(): void;
  close(): void;
}

/**
 * Puts the panel into `host` and begins to listen to the transport.
 * Keys: a pane that has the focus lets no key event out but those that drive the deck even then (focus.ts),
 * so the page listens for keydown in the bubbling phase and takes what it gets.
 */
export function mountPanel(host: HTMLElement, options: PanelOptions): Panel {
  const views = new Map<string, DemoView>();
  const focusListeners = new Set<(focused: boolean) => void>();
  const stateListeners = new Set<(name: string, state: DemoState) => void>();
  let names: readonly string[] = [];
  let active: string | null = null;
  let hadFocus = false;
  let face: Face | null = null;
  let closed = false;

  const tabs = createTabs((name) => activate(name));
  const stage = el('div', 'panel-stage');
  const spoken = el('p', 'panel-hidden', { role: 'status' });
  const root = el('section', 'panel', { 'aria-label': 'Demo' }, tabs.element, stage, spoken);
  host.append(root);

  // From its buttons; a terminal that has the keys asks for itself.
  root.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || !isSearchKey(event) || panel.keysAll()) return;
    event.preventDefault();
    panel.search();
  });

  const infoOf = (name: string): DemoInfo | undefined => options.demos().find((info) => info.name === name);
  const activeView = (): DemoView | undefined => (active === null ? undefined : views.get(active));
  const named = (name: string | undefined): DemoView | undefined => (name === undefined ? activeView() : viewOf(name));

  function viewOf(name: string): DemoView | undefined {
    const known = views.get(name);
    const info = infoOf(name);
    if (known !== undefined && (info === undefined || !mayReplace(known, info))) return known;
    if (info === undefined) return undefined;
    known?.close();
    const view = createDemoView({
      info,
      transport: options.transport,
      recorded: () => infoOf(name)?.recorded ?? false,
      stale: () => infoOf(name)?.stale ?? false,
      stateChanged: (state, reason) => {
        if (name === active) root.dataset.state = state;
        setText(spoken, `${info.title}: ${stateWord(state)}${reason === '' ? '' : `, ${reason}`}`);
        showTabs();
        for (const listener of stateListeners) listener(name, state);
      },
      announce: (text) => setText(spoken, `${info.title}: ${text}`),
      framed: options.framed ?? true,
      focusChanged,
      deckKey: (key, code) =>
        host.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, composed: true })),
    });
    views.set(name, view);
    if (name === active) attach(view);
    return view;
  }

  /** From one pane to another is no change; that is known only when the page has moved the focus, events and all. */
  function focusChanged(): void {
    setTimeout(() => {
      const has = panel.hasFocus;
      if (closed || has === hadFocus) return;
      hadFocus = has;
      root.classList.toggle('has-focus', has);
      for (const listener of focusListeners) listener(has);
    });
  }

  function showTabs(): void {
    const shown = names.map((name) => ({ name, title: infoOf(name)?.title ?? name, state: panel.state(name) }));
    tabs.show(shown, active);
  }

  function attach(view: DemoView): void {
    for (const other of views.values()) {
      other.element.hidden = other !== view;
      if (other !== view && !other.holdsPage) other.element.remove();
    }
    if (view.element.parentElement !== stage) stage.append(view.element);
    root.dataset.demo = view.info.name;
    root.dataset.state = view.state;
    root.setAttribute('aria-label', `Demo: ${view.info.title}`);
    fitActive();
  }

  function activate(name: string): void {
    const view = viewOf(name);
    if (view === undefined) return;
    if (active !== name) activeView()?.blur();
    active = name;
    if (view.element.parentElement !== stage || view.element.hidden) attach(view);
    showTabs();
  }

  function fitActive(): void {
    if (face !== null) activeView()?.fit(face);
  }

  const off = options.transport.subscribe({
    status(status) {
      // An idle demo that nobody looks at needs no terminal.
      if (status.run !== null || views.has(status.name)) viewOf(status.name)?.status(status);
    },
    screen(snapshot) {
      if (snapshot.status.run !== null || views.has(snapshot.status.name)) viewOf(snapshot.status.name)?.screen(snapshot);
    },
    refused(name, reason) {
      viewOf(name)?.ask.refused(reason);
      setText(spoken, reason);
    },
    event: (demo, run, event) => (views.get(demo) ?? viewOf(demo))?.event(run, event),
  });

  const observer = new ResizeObserver(() => fitActive());
  observer.observe(root);
  const offFace = watchFace((measured) => {
    face = measured;
    fitActive();
  });

  /** What is started of the slide's demos is shown. */
  function begun(name: string | undefined): DemoView | undefined {
    if (name !== undefined && (active === null || names.includes(name))) activate(name);
    return named(name);
  }

  const panel: Panel = {
    show(wanted) {
      const known = wanted.filter((name) => infoOf(name) !== undefined);
      const first = known[0];
      if (first === undefined) return;
      names = known;
      activate(active !== null && known.includes(active) ? active : first);
      activeView()?.refresh();
    },
    run: (name) => begun(name)?.ask.run(),
    replay: (name) => begun(name)?.ask.replay(),
    live: (name) => begun(name)?.ask.live(),
    swap: (name) => begun(name)?.ask.swap(),
    stop: (name) => named(name)?.ask.stop(),
    restart: (name) => named(name)?.ask.restart(),
    type: (name) => named(name)?.ask.type(),
    clear: (name) => named(name)?.clear(),
    focus: () => activeView()?.focus(),
    blur: () => activeView()?.blur(),
    get hasFocus() {
      return activeView()?.focused ?? false;
    },
    keysAll: () => panel.hasFocus && activeView()?.info.keys === 'all',
    onFocusChange(listener) {
      focusListeners.add(listener);
      return () => focusListeners.delete(listener);
    },
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    state: (name) => views.get(name)?.state ?? 'idle',
    text: (name, pane) => views.get(name)?.text(pane) ?? '',
    search: () => activeView()?.search(),
    resize: fitActive,
    close() {
      closed = true;
      off();
      observer.disconnect();
      offFace();
      for (const view of views.values()) view.close();
      views.clear();
      root.remove();
    },
  };
  return panel;
}

/** A saved edit changed what the demo is; a run that goes on keeps its panes until it is over. */
function mayReplace(view: DemoView, info: DemoInfo): boolean {
  const going = view.state === 'starting' || view.state === 'running' || view.state === 'replaying';
  const lasting = (one: DemoInfo): string => JSON.stringify({ ...one, recorded: false, stale: false });
  return !going && view.info !== info && lasting(view.info) !== lasting(info);
}
