// Where the panel lives in the presenter view: on the slides that have a demo, and on
// no others.
import type { Transport } from '../panel/transport.ts';
import { createPanelLoader } from '../panel-loader.ts';
import type { PanelSlot } from '../panel-slot.ts';
import type { PositionOwner } from '../position.ts';
import type { Store } from '../store.ts';
import type { Desk } from './desk.ts';

interface SlotOptions {
  readonly desk: Desk;
  readonly store: Store;
  readonly position: PositionOwner;
  readonly transport: Transport;
}

export function createSlot({ desk, store, position, transport }: SlotOptions): PanelSlot {
  const loader = createPanelLoader({ host: desk.panel, store, position, transport, framed: false });

  const update = (): void => {
    const { here } = loader;
    desk.main.toggleAttribute('data-demo', here.length > 0);
    desk.panel.hidden = here.length === 0;
    if (here.length === 0) loader.panel?.blur();
    else loader.show(here);
    loader.loadIfNear();
  };
  position.on('slide', update);
  store.on('replaced', update);
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
      return loader.panel !== null && !desk.panel.hidden;
    },
    ready: loader.ready,
  };
}
