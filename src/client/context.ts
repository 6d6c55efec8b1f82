// What the features of a window share. Each part is owned by its own file; features
// know each other only through these.
import type { Boot } from '../protocol.ts';
import type { Badges } from './badges.ts';
import type { DemoStates } from './demo-states.ts';
import type { Engine } from './engine.ts';
import type { Layers } from './layers.ts';
import type { Link } from './link.ts';
import type { PanelSlot } from './panel-slot.ts';
import type { PositionOwner } from './position.ts';
import type { Sections } from './sections.ts';
import type { Stage } from './stage.ts';
import type { Store } from './store.ts';

export interface Context {
  readonly boot: Boot;
  readonly store: Store;
  readonly position: PositionOwner;
  readonly sections: Sections;
  readonly engine: Engine;
  readonly stage: Stage;
  readonly layers: Layers;
  readonly badges: Badges;
  readonly link: Link;
  readonly states: DemoStates;
  readonly slot: PanelSlot;
  /** Resolves when the first slide is on the screen. */
  readonly shown: Promise<void>;
}
