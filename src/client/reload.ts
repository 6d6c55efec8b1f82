// Live reload: a new version of the deck replaces the old one in the page. Only
// sections that differ are touched; the speaker stays on the same slide and step.
import { follow } from './align.ts';
import type { Engine } from './engine.ts';
import type { PositionOwner } from './position.ts';
import type { Sections } from './sections.ts';
import type { Store } from './store.ts';

interface ReloadOptions {
  readonly store: Store;
  readonly sections: Sections;
  readonly engine: Engine;
  readonly position: PositionOwner;
}

export function startReloading({ store, sections, engine, position }: ReloadOptions): void {
  store.on('replaced', ({ before, after }) => {
    const { alignment, reordered } = sections.update(before, after);
    if (reordered) engine.arrange(sections.all, after.slides);
    document.title = after.title;
    position.go(follow(position.slide, alignment), position.step, 'deck');
  });
}
