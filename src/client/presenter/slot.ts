// The panel in the presenter view: the same module as in the deck, on the slides that
// have a demo. It is loaded when such a slide is near.
import type { Panel } from '../panel/panel.ts';
import type { Transport } from '../panel/transport.ts';
import type { PanelSlot } from '../panel-slot.ts';
import type { PositionOwner } from '../position.ts';
import type { Store } from '../store.ts';
import type { Desk } from './desk.ts';

/** How many slides ahead of a demo its panel is loaded. */
const NEAR = 2;

interface SlotOptions {
  readonly desk: Desk;
  readonly store: Store;
  readonly position: PositionOwner;
  readonly transport: Transport;
}

export function createSlot({ desk, store, position, transport }: SlotOptions): PanelSlot {
  let panel: Panel | null = null;
  let loading: Promise<Panel> | null = null;
  let shown: readonly string[] = [];

  const here = (): readonly string[] => store.slide(position.slide)?.demos ?? [];
  const load = (): Promise<Panel> => {
    loading ??= import('../panel/panel.ts').then(({ mountPanel }) => {
      panel = mountPanel(desk.panel, { transport, demos: () => store.data.demos, framed: false });
      if (shown.length > 0) panel.show(shown);
      return panel;
    });
    return loading;
  };
  const update = (): void => {
    const demos = here();
    desk.main.toggleAttribute('data-demo', demos.length > 0);
    desk.panel.hidden = demos.length === 0;
    if (demos.length === 0) panel?.blur();
    else {
      shown = demos;
      panel?.show(shown);
    }
    for (let i = position.slide; i <= position.slide + NEAR; i++) if ((store.slide(i)?.demos.length ?? 0) > 0) void load();
  };
  position.on('slide', update);
  store.on('replaced', update);
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
      return panel !== null && !desk.panel.hidden;
    },
    async ready() {
      if (here().length > 0) await load();
    },
  };
}
