// Loads the panel when a slide with a demo is near, and remembers which demos it is to
// show; the same in the deck and in the presenter view, which differ in where it
// stands and when it is open.
import type { Panel } from './panel/panel.ts';
import type { Transport } from './panel/transport.ts';
import type { PositionOwner } from './position.ts';
import type { Store } from './store.ts';

/** How many slides ahead of a demo its panel is loaded. */
const NEAR = 2;

export interface PanelLoader {
  /** The panel when it is loaded. */
  readonly panel: Panel | null;
  /** Loads it if need be. */
  load(): Promise<Panel>;
  /** Demos of the present slide. */
  readonly here: readonly string[];
  /** Demos shown last. */
  readonly shown: readonly string[];
  /** What the panel shows, as soon as it is there. */
  show(demos: readonly string[]): void;
  /** Loads it where a slide with a demo is near. */
  loadIfNear(): void;
  /** The demo that keys such as `r` mean: the slide's first, else the one shown. */
  readonly demo: string | null;
  /** Resolves when what the present slide needs of the panel is there. */
  ready(): Promise<void>;
}

export interface PanelLoaderOptions {
  /** Where the panel goes. */
  readonly host: HTMLElement;
  readonly store: Store;
  readonly position: PositionOwner;
  readonly transport: Transport;
  /** False where web panes show no page, only where it is. */
  readonly framed: boolean;
}

export function createPanelLoader({ host, store, position, transport, framed }: PanelLoaderOptions): PanelLoader {
  let panel: Panel | null = null;
  let loading: Promise<Panel> | null = null;
  let shown: readonly string[] = [];

  const demosOf = (slide: number): readonly string[] => store.slide(slide)?.demos ?? [];

  const load = (): Promise<Panel> => {
    loading ??= import('./panel/panel.ts').then(({ mountPanel }) => {
      panel = mountPanel(host, { transport, demos: () => store.data.demos, framed });
      if (shown.length > 0) panel.show(shown);
      return panel;
    });
    // Without the server it could not be had: the next one who asks tries again.
    loading.catch(() => {
      loading = null;
    });
    return loading;
  };

  return {
    get panel() {
      return panel;
    },
    load,
    get here() {
      return demosOf(position.slide);
    },
    get shown() {
      return shown;
    },
    show(demos) {
      shown = demos;
      panel?.show(shown);
    },
    loadIfNear() {
      for (let i = position.slide - 1; i <= position.slide + NEAR; i++) {
        if (demosOf(i).length > 0) return void load().catch(() => {});
      }
    },
    get demo() {
      return demosOf(position.slide)[0] ?? shown[0] ?? null;
    },
    async ready() {
      if (demosOf(position.slide).length > 0) await load();
    },
  };
}
