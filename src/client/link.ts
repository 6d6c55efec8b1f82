// The browser's end of the socket: one JSON text a frame, as in protocol.ts. It
// comes back by itself with a growing, jittered pause, says hello each time, and
// tells its listeners when it is open. What is said while it is closed is lost on
// purpose: a key press of a minute ago must not start a demo now.
import type { ClientMessage, ServerMessage, View } from '../protocol.ts';

export interface Link {
  /** Sent at once, or dropped when the link is closed. */
  send(message: ClientMessage): void;
  on<T extends ServerMessage['type']>(type: T, listener: (message: Extract<ServerMessage, { type: T }>) => void): () => void;
  readonly open: boolean;
  /** Called at each change; open means welcomed by the server. */
  onState(listener: (open: boolean) => void): () => void;
}

export interface OwnedLink extends Link {
  close(): void;
}

interface LinkOptions {
  /** `ws:` or `wss:` address. */
  readonly url: string;
  readonly view: View;
  /** Milliseconds to wait before attempt n (from 1) to come back. */
  readonly pause?: (attempt: number) => number;
}

/** Half to whole of 0.25, 0.5, 1, 2, 4 s: many windows do not come back in the same moment. */
export function backOff(attempt: number): number {
  return Math.min(4000, 250 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

/** Opens the link and keeps it open until `close()`. */
export function openLink({ url, view, pause = backOff }: LinkOptions): OwnedLink {
  const listeners = new Map<string, Set<(message: ServerMessage) => void>>();
  const stateListeners = new Set<(open: boolean) => void>();
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let welcomed = false;
  let closed = false;

  const setWelcomed = (value: boolean): void => {
    if (welcomed === value) return;
    welcomed = value;
    for (const listener of [...stateListeners]) listener(value);
  };

  const receive = (text: unknown): void => {
    const message = parse(text);
    if (message === null) return;
    if (message.type === 'welcome') attempt = 0;
    if (message.type === 'welcome') setWelcomed(true);
    for (const listener of [...(listeners.get(message.type) ?? [])]) listener(message);
  };

  const connect = (): void => {
    clearTimeout(timer);
    if (closed || socket !== null) return;
    const mine = new WebSocket(url);
    socket = mine;
    mine.onopen = () => mine.send(JSON.stringify({ type: 'hello', view } satisfies ClientMessage));
    mine.onmessage = (event) => receive(event.data);
    mine.onclose = () => {
      if (socket === mine) socket = null;
      setWelcomed(false);
      if (closed) return;
      attempt++;
      timer = setTimeout(connect, pause(attempt));
    };
  };

  // A laptop that wakes up or finds its network again need not sit out the pause.
  const hurry = (): void => {
    if (document.visibilityState === 'visible') connect();
  };
  window.addEventListener('online', hurry);
  document.addEventListener('visibilitychange', hurry);
  connect();

  return {
    send(message) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    on(type, listener) {
      const set = listeners.get(type) ?? new Set();
      listeners.set(type, set);
      set.add(listener as (message: ServerMessage) => void);
      return () => void set.delete(listener as (message: ServerMessage) => void);
    },
    get open() {
      return welcomed;
    },
    onState(listener) {
      stateListeners.add(listener);
      return () => void stateListeners.delete(listener);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      socket?.close();
    },
  };
}

function parse(text: unknown): ServerMessage | null {
  try {
    return JSON.parse(String(text)) as ServerMessage;
  } catch {
    return null;
  }
}
