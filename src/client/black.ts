// Whether the audience sees a black screen: one answer for all windows, kept by the
// server. A window shows its own key at once; the others follow.
import { createEmitter, type Events } from './events.ts';
import type { Layers } from './layers.ts';
import type { Link } from './link.ts';

export interface Black extends Events<{ change: boolean }> {
  readonly shown: boolean;
  set(shown: boolean): void;
}

export function createBlack(link: Link): Black {
  const events = createEmitter<{ change: boolean }>();
  let shown = false;
  /** Changed while the server could not hear it. */
  let ahead = false;

  const take = (next: boolean): void => {
    if (next === shown) return;
    shown = next;
    events.emit('change', shown);
  };
  link.on('black', ({ on }) => take(on));
  link.on('welcome', ({ black }) => {
    if (ahead) link.send({ type: 'black', on: shown });
    else take(black);
    ahead = false;
  });

  return {
    on: events.on,
    get shown() {
      return shown;
    },
    set(next) {
      if (next === shown) return;
      ahead = !link.open;
      link.send({ type: 'black', on: next });
      take(next);
    },
  };
}

/** The black screen itself, over the slides; closing it in any way gives the slides back to everybody. */
export function startBlackout(black: Black, layers: Layers): void {
  black.on('change', (shown) => {
    if (!shown) {
      if (layers.open?.name === 'blackout') layers.close();
      return;
    }
    const element = document.createElement('div');
    element.className = 'blackout';
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', 'black screen');
    layers.show({ name: 'blackout', element, closed: () => black.set(false) });
  });
}
