// The subscribers of one session. One that throws is dropped and reported, so a
// broken view cannot take the run with it.
import type { DemoState, SessionEvent, SessionListener } from '../session.ts';

export interface Audience {
  subscribe(listener: SessionListener): () => void;
  event(event: SessionEvent): void;
  state(state: DemoState): void;
  page(pane: string, url: string): void;
}

export function createAudience(report: (error: unknown) => void): Audience {
  const listeners = new Set<SessionListener>();
  const tell = (one: (listener: SessionListener) => void) => {
    for (const listener of [...listeners]) {
      // Gone since the round began: it must hear nothing after its off.
      if (!listeners.has(listener)) continue;
      try {
        one(listener);
      } catch (error) {
        listeners.delete(listener);
        report(error);
      }
    }
  };
  return {
    subscribe(listener) {
      const own: SessionListener = {
        event: (event) => listener.event(event),
        state: (state) => listener.state(state),
        page: (pane, url) => listener.page?.(pane, url),
      };
      listeners.add(own);
      return () => listeners.delete(own);
    },
    event: (event) => tell((listener) => listener.event(event)),
    state: (state) => tell((listener) => listener.state(state)),
    page: (pane, url) => tell((listener) => listener.page?.(pane, url)),
  };
}
