// window.lectern: what programs and tests may ask of a window, as the handbook says.
// Nothing here does anything by itself.
import type { DemoState } from '../session.ts';
import { advance } from './advance.ts';
import type { Context } from './context.ts';

export interface LecternApi {
  readonly slide: number;
  readonly step: number;
  readonly total: number;
  /** As the key: a recording beside the slide goes to its next mark first. */
  next(): void;
  prev(): void;
  go(slide: number, step?: number): void;
  /** `slide` and `step` carry the new index, `demo` a name and a state. Returns its off. */
  on(event: 'slide' | 'step', listener: (index: number) => void): () => void;
  on(event: 'demo', listener: (change: { readonly name: string; readonly state: DemoState }) => void): () => void;
  readonly demo: {
    run(name: string): void;
    stop(name: string): void;
    /** Plays the recording from its beginning. */
    replay(name: string): void;
    /** The recording in the place of a live run, with what was wrong with that, if anything, said beside it. */
    fallback(name: string): void;
    /** A live run, in place of a recording. */
    live(name: string): void;
    state(name: string): DemoState;
    /** The text on a pane's screen, of the first pane when none is named. */
    text(name: string, pane?: string): string;
  };
}

declare global {
  interface Window {
    lectern: LecternApi;
  }
}

export function startApi(context: Context): void {
  const { position, store, slot, states } = context;
  const on = (event: 'slide' | 'step' | 'demo', listener: (value: never) => void): (() => void) => {
    if (event === 'demo') return states.on('demo', listener as Parameters<typeof states.on<'demo'>>[1]);
    return position.on(event, listener as (index: number) => void);
  };
  window.lectern = {
    get slide() {
      return position.slide;
    },
    get step() {
      return position.step;
    },
    get total() {
      return store.data.slides.length;
    },
    next: () => advance(context),
    prev: () => position.prev(),
    go: (slide, step) => position.go(slide, step),
    on,
    demo: {
      run: (name) => void slot.load().then((panel) => panel.run(name)),
      stop: (name) => void slot.load().then((panel) => panel.stop(name)),
      replay: (name) => void slot.load().then((panel) => panel.replay(name)),
      fallback: (name) => void slot.load().then((panel) => panel.replay(name)),
      live: (name) => void slot.load().then((panel) => panel.live(name)),
      state: (name) => states.state(name),
      text: (name, pane) => slot.panel?.text(name, pane) ?? '',
    },
  };
}
