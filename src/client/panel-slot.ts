// Where the panel lives in the deck: it opens where a slide has a demo, and stays as it
// was toggled. The rest of the client reaches the panel only through here, whether it
// is there yet or not.
import type { Panel } from './panel/panel.ts';
import type { Transport } from './panel/transport.ts';
import { createPanelLoader } from './panel-loader.ts';
import type { PositionOwner } from './position.ts';
import type { Stage } from './stage.ts';
import type { Store } from './store.ts';

export interface PanelSlot {
  /** The panel when it is loaded. */
  readonly panel: Panel | null;
  /** Loads it if need be. */
  load(): Promise<Panel>;
  /** The demo that keys such as `r` mean: the slide's first, else the one shown. */
  readonly demo: string | null;
  /** Whether it can be seen now. */
  readonly visible: boolean;
  /** Resolves when what the present slide needs of the panel is there. */
  ready(): Promise<void>;
}

export interface DeckSlot extends PanelSlot {
  /** Opens or closes it, here and on the slides that follow. */
  toggle(): void;
  /** The panel over the whole window, or back. */
  maximise(): void;
}

interface PanelSlotOptions {
  readonly stage: Stage;
  readonly store: Store;
  readonly position: PositionOwner;
  readonly transport: Transport;
}

export function createPanelSlot({ stage, store, position, transport }: PanelSlotOptions): DeckSlot {
  const loader = createPanelLoader({ host: stage.panel, store, position, transport, framed: true });
  /** False: the speaker closed it; slides with demos leave it closed. */
  let wanted = true;
  /** The speaker opened it on a slide without a demo: it stays. */
  let pinned = false;

  const update = (): void => {
    const { here } = loader;
    if (here.length > 0 && here.join() !== loader.shown.join()) loader.show(here);
    const open = pinned || (here.length > 0 && wanted);
    if (!open) stage.setMode('hidden');
    else if (stage.mode === 'hidden') stage.setMode('beside');
    if (open) loader.load().catch(() => {});
    else loader.loadIfNear();
  };

  position.on('slide', update);
  store.on('replaced', () => {
    loader.show(loader.here);
    update();
  });
  stage.on('layout', () => loader.panel?.resize());
  update();

  return {
    get panel() {
      return loader.panel;
    },
    load: loader.load,
    get demo() {
      return loader.demo;
    },
    get visible() {
      return loader.panel !== null && stage.mode !== 'hidden';
    },
    toggle() {
      const open = stage.mode !== 'hidden';
      if (open) wanted = pinned = false;
      else if (loader.here.length > 0) wanted = true;
      else pinned = wanted = true;
      if (open) loader.panel?.blur();
      update();
    },
    maximise() {
      if (stage.mode === 'only') return stage.setMode('beside');
      if (stage.mode === 'hidden') this.toggle();
      stage.setMode('only');
    },
    ready: loader.ready,
  };
}
