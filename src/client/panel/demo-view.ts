// One demo in the panel: header, panes, empty state, footer, and which run they
// show. It turns what the transport reports into what is seen. Rules of time:
// a new run starts from a clean terminal, events of an older one are ignored, and
// a run is said to be over only when all its output is on the screen. In one file,
// for run, state and panes change only together.
import type { DemoInfo, DemoSnapshot, DemoStatus } from '../../protocol.ts';
import type { DemoState, SessionEvent } from '../../session.ts';
import { type Asking, createAsking } from './asking.ts';
import { demoControls } from './controls.ts';
import { el } from './dom.ts';
import { emptyState } from './empty.ts';
import { createFrame } from './frame.ts';
import type { Face } from './grid-font.ts';
import { layOut } from './layout.ts';
import { createPane, type Pane } from './pane.ts';
import { isGoing, isLive, OLDER } from './state-words.ts';
import type { Transport } from './transport.ts';
import { createWebPane, type WebPane } from './web-pane.ts';

export interface DemoViewOptions {
  readonly info: DemoInfo;
  readonly transport: Transport;
  /** Whether there is a recording by now. */
  recorded(): boolean;
  /** The recording is older than the code. */
  stale(): boolean;
  /** The state shown has changed; `reason` as in the status. */
  stateChanged(state: DemoState, reason: string): void;
  /** Something to be said aloud. */
  announce(text: string): void;
  /** Whether pages are shown here; else only where they are. */
  readonly framed: boolean;
  focusChanged(focused: boolean): void;
  deckKey(key: string, code: string): void;
}

export interface DemoView {
  readonly info: DemoInfo;
  readonly element: HTMLElement;
  readonly state: DemoState;
  /** What may be asked of it. */
  readonly ask: Asking;
  status(status: DemoStatus): void;
  screen(snapshot: DemoSnapshot): void;
  event(run: string, event: SessionEvent): void;
  clear(): void;
  /** Taken out of the page, it would lose what a page in it has come to. */
  readonly holdsPage: boolean;
  /** To the pane that had the focus last, else the last one that takes keys. */
  focus(): void;
  blur(): void;
  readonly focused: boolean;
  text(pane?: string): string;
  /** Searches the pane that has or had the keys, else the first. */
  search(): void;
  /** Measures and lays out; opens terminals that are seen for the first time. */
  fit(face: Face): void;
  /** A recording may have come or gone. */
  refresh(): void;
  close(): void;
}

export function createDemoView(options: DemoViewOptions): DemoView {
  const { info, transport } = options;
  let run: string | null = null;
  let state: DemoState = 'idle';
  let status: DemoStatus = {
    name: info.name,
    state: 'idle',
    run: null,
    kind: 'live',
    recordedAt: null,
    reason: '',
    trouble: '',
    mark: '',
    replay: null,
    elapsed: 0,
  };
  let statusAt = performance.now();
  let mark = '';
  /** Nothing to see: before the first run, or wiped after one. */
  let blank = true;
  /** This view asked for the run, and so answers its programs' questions to the terminal. */
  let controls = false;
  let lastFocused: Pane | null = null;
  let lastFace: Face | null = null;
  const past = new Set<string>();
  const ended = new Set<string>();

  const gotFocus = (pane: Pane, focused: boolean): void => {
    if (focused) lastFocused = pane;
    say();
    options.focusChanged(focused);
  };
  const pages: WebPane[] = [];
  const panes = info.panes.map(({ name, command, page }) => {
    const terminal = createPane({
      demo: info.name,
      name,
      command,
      grid: info.size,
      input: (data) => transport.input(info.name, name, data),
      drawn: (units) => {
        if (run !== null) transport.acknowledge(info.name, name, run, units);
      },
      keysAll: () => info.keys === 'all',
      mayAnswer: () => controls,
      focusChanged: gotFocus,
      deckKey: options.deckKey,
    });
    if (page === undefined) return terminal;
    const web = createWebPane({ demo: info.name, name, page, terminal, framed: options.framed, focusChanged: gotFocus });
    pages.push(web);
    return web;
  });
  const recordingWords = {
    none: (): string =>
      options.recorded() ? '' : info.runs === false ? 'there is no recording' : `no recording yet: lectern demo record ${info.name}`,
    older: (): string => (options.stale() ? OLDER : ''),
  };
  const shown = (): DemoStatus => ({ ...status, state });
  const ask = createAsking({ demo: info.name, transport, status: shown, current: () => status.state, say: () => say() });
  const frame = createFrame(info.title, demoControls({ ...ask, clear: () => view.clear() }, recordingWords, info.runs !== false), {
    play: ask.replay,
    seek: (seconds) => transport.seek(info.name, seconds),
    pause: (on) => transport.pause(info.name, on),
    speed: (times) => transport.speed(info.name, times),
  });
  const empty = emptyState(info, () => ask.run());
  const body = el('div', 'panel-body', {}, ...panes.map((pane) => pane.element), empty);
  const element = el('div', 'panel-view', { 'data-demo': info.name }, frame.head, body, frame.foot);

  const say = (): void => {
    const typing = panes.some((pane) => pane.focused);
    const recording = options.recorded() ? (options.stale() ? 'older' : 'fresh') : 'none';
    const refusal = ask.refusal;
    frame.show({ status: shown(), since: statusAt, stopping: ask.stopping, refusal, mark, typing, recording, panes: panes.length });
  };
  const show = (): void => {
    element.dataset.state = state;
    element.classList.toggle('is-blank', blank && !isGoing(state));
    empty.hidden = !(blank && !isGoing(state));
    for (const pane of panes) pane.setTyping(isLive(state) && !ended.has(pane.name));
    const shownPage = (name: string): string | null => status.pages?.find(({ pane }) => pane === name)?.url ?? null;
    const what = { recorded: status.kind === 'recorded', live: isLive(state) };
    const other = pages.filter((pane) => pane.show({ ...what, url: shownPage(pane.name) }));
    if (other.length > 0 && lastFace !== null) view.fit(lastFace);
    say();
  };

  const begin = (next: string | null): void => {
    if (run !== null) past.add(run);
    run = next;
    controls = ask.begun();
    mark = '';
    blank = next === null;
    ended.clear();
    for (const pane of panes) {
      pane.setNote('', false);
      pane.reset();
    }
  };
  const apply = (next: DemoStatus): void => {
    const before = state;
    state = next.state;
    ask.changed();
    show();
    if (before !== state) {
      if (!isGoing(state)) for (const pane of panes) pane.transcribe();
      options.stateChanged(state, next.reason);
    }
  };
  const take = (next: DemoStatus): void => {
    if (next.trouble !== '' && next.trouble !== status.trouble) options.announce(next.trouble);
    mark = next.mark;
    status = next;
    statusAt = performance.now();
    const over = !isGoing(next.state) && next.state !== 'idle';
    let waiting = over ? panes.length : 0;
    if (waiting === 0) apply(next);
    for (const pane of over ? panes : []) {
      pane.afterOutput(() => {
        waiting -= 1;
        if (waiting === 0 && status === next) apply(next);
      });
    }
  };

  const view: DemoView = {
    info,
    element,
    ask,
    get state() {
      return state;
    },
    status(next) {
      if (next.run !== null && past.has(next.run)) return;
      if (next.run !== run) begin(next.run);
      take(next);
    },
    screen({ status: next, panes: screens }) {
      // What is to be drawn afresh is what is shown now, also a run that something else stood in for meanwhile.
      if (next.run !== null) past.delete(next.run);
      if (next.run !== run) begin(next.run);
      // Of a recording that has jumped: what had ended may not have, and is not said again.
      if (next.kind === 'recorded') for (const pane of panes) pane.setNote('', false);
      blank = !screens.some(({ data }) => showsText(data));
      for (const pane of panes) pane.redraw(screens.find(({ name }) => name === pane.name)?.data ?? '');
      take(next);
    },
    event(of, event) {
      if (past.has(of)) return;
      if (of !== run) begin(of);
      if (event.type === 'marker') {
        mark = event.label;
        say();
        return;
      }
      const pane = panes.find(({ name }) => name === event.pane);
      if (pane === undefined) return;
      if (event.type === 'output') {
        blank = false;
        pane.output(event.data);
      }
      if (event.type === 'exit') {
        pane.afterOutput(() => {
          if (of !== run) return;
          ended.add(pane.name);
          pane.setTyping(false);
          // Where there is but one, the foot says it.
          if (panes.length > 1) pane.setNote(wordOf(event.code, event.signal), event.code !== 0 && event.signal === null);
        });
      }
    },
    // The transport answers with the screen as it is then, to every view alike.
    clear: () => transport.clear(info.name),
    focus() {
      const takers = panes.filter((pane) => isLive(state) && !ended.has(pane.name));
      const last = takers.findLast((pane) => pane.asTerminal) ?? takers.at(-1);
      (lastFocused !== null && takers.includes(lastFocused) ? lastFocused : last)?.focus();
    },
    get holdsPage() {
      return pages.length > 0 && isLive(state);
    },
    blur() {
      for (const pane of panes) if (pane.focused) pane.blur();
    },
    get focused() {
      return panes.some((pane) => pane.focused);
    },
    text(name) {
      const wanted = name === undefined ? panes : panes.filter((pane) => pane.name === name);
      return wanted.map((pane) => pane.text()).join('\n');
    },
    search() {
      if (!blank || isGoing(state)) (lastFocused ?? panes.find((pane) => pane.asTerminal))?.search();
    },
    fit(face) {
      lastFace = face;
      if (element.clientWidth === 0) return;
      for (const pane of panes) pane.open();
      const terminals = panes.filter((pane) => pane.asTerminal);
      layOut({ root: element, body, panes: terminals, pages: panes.length - terminals.length, grid: info.size, face });
    },
    refresh: say,
    close() {
      frame.close();
      for (const pane of panes) pane.close();
      element.remove();
    },
  };
  show();
  return view;
}

/** `exit code 1`, `ended by SIGTERM`, `did not start`. */
function wordOf(code: number | null, signal: string | null): string {
  if (signal !== null) return `ended by ${signal}`;
  return code === null ? 'did not start' : `exit code ${code}`;
}

/** Whether text for a terminal holds more than control sequences. */
function showsText(data: string): boolean {
  return data.replace(/\x1b\[[\x20-\x3f]*[\x40-\x7e]/g, '').trim() !== '';
}
