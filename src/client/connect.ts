// What stands behind a window: a server, with an understudy for when it is gone, or,
// in a published talk, nobody but the talk's other windows.
import type { Boot, View } from '../protocol.ts';
import { openAlone } from './alone.ts';
import { socketUrl } from './boot.ts';
import { type Link, openLink } from './link.ts';
import { findNeighbours, type Neighbours, NO_NEIGHBOURS } from './neighbours.ts';
import type { PositionOwner } from './position.ts';
import type { Store } from './store.ts';
import { withUnderstudy } from './understudy.ts';

export interface ConnectOptions {
  readonly boot: Boot;
  readonly view: View;
  readonly store: Store;
  readonly position: PositionOwner;
  /** The address asked for a slide of its own. */
  readonly leads: boolean;
}

export interface Connection {
  readonly link: Link;
  readonly neighbours: Neighbours;
  /** Opens the presenter view. */
  openPresenter(): void;
}

const PRESENTER_WINDOW = 'lectern-presenter';

export function connect({ boot, view, store, position, leads }: ConnectOptions): Connection {
  const { urls, still } = boot;
  if (still !== undefined) {
    const link = openAlone({ still, view, store, position, leads });
    const openPresenter = (): void => {
      if (urls.presenter !== '') link.windows.open(urls.presenter, PRESENTER_WINDOW);
    };
    return { link, neighbours: NO_NEIGHBOURS, openPresenter };
  }
  const server = openLink({ url: socketUrl(urls.socket), view });
  const neighbours = findNeighbours();
  const link = withUnderstudy({ link: server, store, position, casts: urls.casts, neighbours });
  return { link, neighbours, openPresenter: () => void window.open(urls.presenter, PRESENTER_WINDOW) };
}
