// The listeners of one replay. One that throws is dropped and reported, so a broken
// view cannot stop the others' replay.
import type { SessionListener } from '../session.ts';

export interface Listeners {
  add(listener: SessionListener): () => void;
  /** Calls `one` with each, in the order in which they came. */
  tell(one: (listener: SessionListener) => void): void;
}

export function createListeners(report: (error: unknown) => void): Listeners {
  const all = new Set<SessionListener>();
  return {
    add(listener) {
      // An object of its own: the same listener may subscribe twice.
      const own: SessionListener = {
        event: (event) => listener.event(event),
        state: (state) => listener.state(state),
        reset: () => listener.reset?.(),
        page: (pane, url) => listener.page?.(pane, url),
      };
      all.add(own);
      return () => all.delete(own);
    },
    tell(one) {
      for (const listener of [...all]) {
        // Gone since the round began: it must hear nothing after its off.
        if (!all.has(listener)) continue;
        try {
          one(listener);
        } catch (error) {
          all.delete(listener);
          report(error);
        }
      }
    },
  };
}
