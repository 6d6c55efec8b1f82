// Where the panel lives: it is loaded when a slide with a demo is near, opens where
// a slide has one, and stays as it was toggled. The rest of the client reaches the
// panel only through here, whether it is there yet or not.
import type { DemoInfo } from '../protocol.ts';
import type { Panel } from './panel/panel.ts';
import type { Transport } from './panel/transport.ts';
import type { PositionOwner } from './position.ts';
import type { Stage } from './stage.ts';
import type { Store } from './store.ts';

/** How many slides ahead of a demo its panel is loaded. */
const NEAR = 2;

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
  let panel: Panel | null = null;
  let loading: Promise<Panel> | null = null;
  let shown: readonly string[] = [];
  /** False: the speaker closed it; slides with demos leave it closed. */
  let wanted = true;
  /** The speaker opened it on a slide without a demo: it stays. */
  let pinned = false;

  const here = (): readonly string[] => store.slide(position.slide)?.demos ?? [];

  const load = (): Promise<Panel> => {
    loading ??= import('./panel/panel.ts').then(({ mountPanel }) => {
      panel = mountPanel(stage.panel, { transport, demos: (): readonly DemoInfo[] => store.data.demos });
      if (shown.length > 0) panel.show(shown);
      return panel;
    });
    // Without the server it could not be had: the next one who asks tries again.
    loading.catch(() => {
      loading = null;
    });
    return loading;
  };

  const near = (): boolean => {
    for (let i = position.slide - 1; i <= position.slide + NEAR; i++) if ((store.slide(i)?.demos.length ?? 0) > 0) return true;
    return false;
  };

  const update = (): void => {
    const demos = here();
    if (demos.length > 0 && demos.join() !== shown.join()) {
      shown = demos;
      panel?.show(shown);
    }
    const open = pinned || (demos.length > 0 && wanted);
    if (!open) stage.setMode('hidden');
    else if (stage.mode === 'hidden') stage.setMode('beside');
    if (near() || open) load().catch(() => {});
  };

  position.on('slide', update);
  store.on('replaced', () => {
    shown = [];
    update();
    panel?.show(shown);
  });
  stage.on('layout', () => panel?.resize());
  update();

  return {
    get panel() {
      return panel;
    },
    load,
    get demo() {
      return here()[0] ?? shown[0] ?? null;
    },
    get visible() {
      return panel !== null && stage.mode !== 'hidden';
    },
    toggle() {
      const open = stage.mode !== 'hidden';
      if (open) wanted = pinned = false;
      else if (here().length > 0) wanted = true;
      else pinned = wanted = true;
      if (open) panel?.blur();
      update();
    },
    maximise() {
      if (stage.mode === 'only') return stage.setMode('beside');
      if (stage.mode === 'hidden') this.toggle();
      stage.setMode('only');
    },
    async ready() {
      if (here().length > 0) await load();
    },
  };
}
