// A session as it may be shown: the same run, without secrets in its output. All
// views, the kept screens and what followers see lie behind it.
import type { Session, SessionEvent } from '../session.ts';
import { createListeners } from './listeners.ts';
import { createStreamMask, type StreamMask } from './mask-stream.ts';

/** Without secrets it is the session itself. `report` is told when a subscriber throws, which then hears no more. */
export function maskSession(session: Session, secrets: readonly string[], report: (error: unknown) => void = () => {}): Session {
  if (secrets.length === 0) return session;
  const masks = new Map<string, StreamMask>();
  const listeners = createListeners(report);

  function maskOf(pane: string): StreamMask {
    const mask = masks.get(pane) ?? createStreamMask(secrets);
    masks.set(pane, mask);
    return mask;
  }

  function tell(event: SessionEvent): void {
    listeners.tell((listener) => listener.event(event));
  }

  function take(event: SessionEvent): void {
    if (event.type === 'output') {
      const data = maskOf(event.pane).filter(event.data);
      // What nobody is shown, nobody will draw.
      if (data.length < event.data.length) session.acknowledge(event.pane, event.data.length - data.length);
      if (data !== '') tell({ ...event, data });
      return;
    }
    const held = event.type === 'exit' ? maskOf(event.pane).end() : '';
    if (held !== '') tell({ type: 'output', time: event.time, pane: event.pane, data: held });
    tell(event);
  }

  session.subscribe({
    event: take,
    state: (state) => listeners.tell((listener) => listener.state(state)),
    page: (pane, url) => listeners.tell((listener) => listener.page?.(pane, url)),
    reset: () => {
      masks.clear();
      listeners.tell((listener) => listener.reset?.());
    },
  });
  return { ...session, subscribe: listeners.add };
}
