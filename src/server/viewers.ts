// Who watches, and how each is told. A message to all is made into text once. A view
// that reads too slowly is sent no more output of a demo: it is owed the screen, and
// gets it when it has caught up.
import type { ServerMessage, View } from '../protocol.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Peer } from './socket.ts';

export interface Viewer {
  /** From 1; never given twice. */
  readonly id: number;
  readonly peer: Peer;
  readonly outbox: Outbox;
  /** null until it has said hello; before that it is told nothing. */
  view: View | null;
  /** Demos whose output this view was too slow for. */
  readonly behind: Set<string>;
}

export interface Viewers {
  add(peer: Peer): Viewer;
  remove(viewer: Viewer): void;
  /** Those that have said hello, in the order they came. */
  greeted(): Viewer[];
  broadcast(message: ServerMessage): void;
}

/** Bytes of backlog above which a view is sent no more output. */
const SLOW = 1 << 20;
/** Bytes of backlog above which a view is given up: it comes back and is told all afresh. */
const HOPELESS = 1 << 23;

export function createViewers(): Viewers {
  const viewers = new Set<Viewer>();
  let ids = 0;
  const greeted = () => [...viewers].filter((viewer) => viewer.view !== null);
  return {
    greeted,
    add: (peer) => {
      ids++;
      const viewer: Viewer = { id: ids, peer, outbox: createOutbox((text) => peer.send(text)), view: null, behind: new Set() };
      viewers.add(viewer);
      return viewer;
    },
    remove: (viewer) => {
      viewers.delete(viewer);
    },
    broadcast: (message) => {
      const text = JSON.stringify(message);
      for (const viewer of greeted()) {
        const backlog = viewer.peer.backlog();
        if (backlog > HOPELESS) viewer.peer.close(1013, 'too slow: come back for a fresh view');
        else if (message.type === 'event' && (backlog > SLOW || viewer.behind.has(message.demo))) viewer.behind.add(message.demo);
        else viewer.outbox.push(text);
      }
    },
  };
}

/** Tells one view something. */
export function tell(viewer: Viewer, message: ServerMessage): void {
  viewer.outbox.push(JSON.stringify(message));
}
