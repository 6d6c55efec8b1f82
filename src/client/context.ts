// What the features of a window share, in every view and in the deck's. Each part is
// owned by its own file; features know each other only through these.
import type { Boot } from '../protocol.ts';
import type { Badges } from './badges.ts';
import type { Black } from './black.ts';
import type { DemoStates } from './demo-states.ts';
import type { Design } from './design.ts';
import type { Engine } from './engine.ts';
import type { Layers } from './layers.ts';
import type { Link } from './link.ts';
import type { DeckSlot, PanelSlot } from './panel-slot.ts';
import type { PositionOwner } from './position.ts';
import type { Sections } from './sections.ts';
import type { Shadows } from './shadow.ts';
import type { Stage } from './stage.ts';
import type { Store } from './store.ts';

export interface Context {
  readonly boot: Boot;
  readonly store: Store;
  readonly position: PositionOwner;
  /** Of a slide's width to its height. */
  readonly ratio: number;
  readonly design: Design;
  readonly shadows: Shadows;
  readonly layers: Layers;
  readonly badges: Badges;
  readonly link: Link;
  readonly states: DemoStates;
  readonly slot: PanelSlot;
  readonly black: Black;
  /** Resolves when the first slide is on the screen. */
  readonly shown: Promise<void>;
}

export interface DeckContext extends Context {
  readonly sections: Sections;
  readonly engine: Engine;
  readonly stage: Stage;
  readonly slot: DeckSlot;
  openPresenter(): void;
}
