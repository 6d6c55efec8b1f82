// The other windows of the same talk in this browser. While there is no server, deck
// and presenter view tell each other what they would have told it, and stay in step.
import type { ClientMessage } from '../protocol.ts';

export interface Neighbours {
  tell(message: ClientMessage): void;
  /** Returns its off. */
  on(listener: (message: ClientMessage) => void): () => void;
}

/** Where the windows keep in step by other means. */
export const NO_NEIGHBOURS: Neighbours = { tell: () => {}, on: () => () => {} };

/** Only pages of this very server hear each other. */
export function findNeighbours(): Neighbours {
  const channel = new BroadcastChannel('lectern');
  return {
    tell: (message) => channel.postMessage(message),
    on(listener) {
      const hear = ({ data }: MessageEvent<ClientMessage>): void => listener(data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
  };
}
