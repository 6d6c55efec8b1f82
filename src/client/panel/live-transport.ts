// The panel's transport over the page's socket. It is small and made when the
// page starts; the panel, with its terminal, is loaded later. What comes between
// is kept here (statuses all, output bounded) and handed to the first subscriber.
import type { ClientMessage, DemoSnapshot, DemoStatus, ServerMessage } from '../../protocol.ts';
import type { SessionEvent } from '../../session.ts';
import type { Transport, TransportHandler } from './transport.ts';

/** What is needed of the page's link to the server. */
export interface MessageLink {
  send(message: ClientMessage): void;
  /** Calls `listener` for each message of the type; returns its off. */
  on<T extends ServerMessage['type']>(type: T, listener: (message: Extract<ServerMessage, { type: T }>) => void): () => void;
}

/** UTF-16 units of output kept for a panel that is still loading; beyond it the oldest goes. */
const KEPT = 1_000_000;

/** A live transport; `close` takes it off the link. */
export function liveTransport(link: MessageLink): Transport & { close(): void } {
  const handlers = new Set<TransportHandler>();
  const backlog = new Map<string, Backlog>();
  const of = (demo: string): Backlog => {
    const known = backlog.get(demo);
    if (known !== undefined) return known;
    const fresh = new Backlog();
    backlog.set(demo, fresh);
    return fresh;
  };
  const screen = (snapshot: DemoSnapshot): void => {
    if (handlers.size === 0) of(snapshot.status.name).screen(snapshot);
    for (const handler of handlers) handler.screen(snapshot);
  };
  const offs = [
    link.on('welcome', (message) => {
      for (const snapshot of message.demos) screen(snapshot);
    }),
    link.on('screen', (message) => screen(message.snapshot)),
    link.on('demo', ({ status }) => {
      if (handlers.size === 0) of(status.name).status(status);
      for (const handler of handlers) handler.status(status);
    }),
    link.on('refused', ({ demo, reason }) => {
      if (demo !== undefined) for (const handler of handlers) handler.refused(demo, reason);
    }),
    link.on('event', ({ demo, run, event }) => {
      if (handlers.size === 0) of(demo).event(run, event);
      for (const handler of handlers) handler.event(demo, run, event);
    }),
  ];
  return {
    subscribe(handler) {
      for (const [demo, kept] of backlog) kept.replay(demo, handler);
      backlog.clear();
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    run: (demo) => link.send({ type: 'run', demo }),
    replay: (demo) => link.send({ type: 'replay', demo }),
    live: (demo) => link.send({ type: 'live', demo }),
    mark: (demo) => link.send({ type: 'mark', demo }),
    seek: (demo, seconds) => link.send({ type: 'seek', demo, seconds }),
    pause: (demo, on) => link.send({ type: 'pause', demo, on }),
    speed: (demo, speed) => link.send({ type: 'speed', demo, speed }),
    stop: (demo) => link.send({ type: 'stop', demo }),
    clear: (demo) => link.send({ type: 'clear', demo }),
    type: (demo) => link.send({ type: 'type', demo }),
    input: (demo, pane, data) => link.send({ type: 'input', demo, pane, data }),
    acknowledge: (demo, pane, run, characters) => link.send({ type: 'ack', demo, pane, run, characters }),
    close() {
      for (const off of offs) off();
      handlers.clear();
    },
  };
}

/** What happened to one demo while nobody watched, in order. */
class Backlog {
  #steps: ((demo: string, handler: TransportHandler) => void)[] = [];
  #sizes: number[] = [];
  #total = 0;

  screen(snapshot: DemoSnapshot): void {
    this.#steps = [];
    this.#sizes = [];
    this.#total = 0;
    this.#add(0, (_, handler) => handler.screen(snapshot));
  }

  status(status: DemoStatus): void {
    this.#add(0, (_, handler) => handler.status(status));
  }

  event(run: string, event: SessionEvent): void {
    this.#add(event.type === 'output' ? event.data.length : 0, (demo, handler) => handler.event(demo, run, event));
    for (let i = 0; this.#total > KEPT && i < this.#sizes.length; i++) {
      const size = this.#sizes[i] ?? 0;
      if (size === 0) continue;
      this.#total -= size;
      this.#sizes.splice(i, 1);
      this.#steps.splice(i, 1);
      i -= 1;
    }
  }

  replay(demo: string, handler: TransportHandler): void {
    for (const step of this.#steps) step(demo, handler);
  }

  #add(size: number, step: (demo: string, handler: TransportHandler) => void): void {
    this.#steps.push(step);
    this.#sizes.push(size);
    this.#total += size;
  }
}
