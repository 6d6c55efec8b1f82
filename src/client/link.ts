// The browser's end of the socket: one JSON text a frame, as in protocol.ts. It
// comes back by itself with a growing, jittered pause, says hello each time, and
// tells its listeners when it is open. What is said while it is closed is lost on
// purpose: a key press of a minute ago must not start a demo now. A server that says
// nothing is asked whether it is there, for a socket may be dead without a word.
import type { ClientMessage, ServerMessage, View } from '../protocol.ts';

export interface Link {
  /** Sent at once, or dropped when the link is closed; whether it was sent. */
  send(message: ClientMessage): boolean;
  on<T extends ServerMessage['type']>(type: T, listener: (message: Extract<ServerMessage, { type: T }>) => void): () => void;
  readonly open: boolean;
  /** Called at each change; open means welcomed by the server. */
  onState(listener: (open: boolean) => void): () => void;
}

export interface OwnedLink extends Link {
  close(): void;
}

/** Milliseconds between looks at how long the server has been silent. */
const BEAT = 1000;
/** Looks without a word of the server after which it is asked, and after which the socket is given up. */
const ASK = 2;
const GIVE_UP = 5;

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
  let silent = 0;
  let looked = performance.now();

  const setWelcomed = (value: boolean): void => {
    if (welcomed === value) return;
    welcomed = value;
    for (const listener of [...stateListeners]) listener(value);
  };

  const receive = (text: unknown): void => {
    silent = 0;
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
    silent = 0;
    mine.onopen = () => mine.send(JSON.stringify({ type: 'hello', view } satisfies ClientMessage));
    mine.onmessage = (event) => {
      if (socket === mine) receive(event.data);
    };
    mine.onclose = () => lost(mine);
  };

  const lost = (mine: WebSocket): void => {
    if (socket !== mine) return;
    socket = null;
    setWelcomed(false);
    if (closed) return;
    attempt++;
    timer = setTimeout(connect, pause(attempt));
  };

  const look = (): void => {
    const now = performance.now();
    // Asleep, in the background or busy: what was not read is no silence of the server's.
    if (now - looked > 2.5 * BEAT) silent = 0;
    looked = now;
    if (socket === null) return;
    silent++;
    if (silent === ASK && welcomed) socket.send(JSON.stringify({ type: 'ping' } satisfies ClientMessage));
    if (silent < GIVE_UP) return;
    const dead = socket;
    // Its own end may take long to come: nobody is there to agree to it.
    lost(dead);
    dead.close();
  };
  const beat = setInterval(look, BEAT);

  // A laptop that wakes up or finds its network again need not sit out the pause.
  const hurry = (): void => {
    if (document.visibilityState === 'visible') connect();
  };
  window.addEventListener('online', hurry);
  document.addEventListener('visibilitychange', hurry);
  connect();

  return {
    send(message) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
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
      clearInterval(beat);
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
