// The only door to ws. Sockets come here after the gate has let them in. Each is
// kept alive by pings, fed no faster than it reads, and closed when it talks rubbish.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { ClientMessage, Role } from '../protocol.ts';
import { readClientMessage } from './client-message.ts';

/** One connection, as the stage sees it. */
export interface Peer {
  readonly role: Role;
  send(text: string): void;
  /** Bytes that the other side has not taken yet. */
  backlog(): number;
  /** `code` as in RFC 6455. */
  close(code: number, reason: string): void;
}

/** What the stage does with a connection. */
export interface PeerHandler {
  message(message: ClientMessage): void;
  /** The backlog has shrunk to next to nothing. */
  drained(): void;
  closed(): void;
}

export interface SocketSettings {
  /** Seconds between pings; a socket that misses two in a row is cut. */
  readonly heartbeat: number;
  connected(peer: Peer): PeerHandler;
}

export interface Sockets {
  /** Takes over a connection that the gate has allowed. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, role: Role): void;
  close(): Promise<void>;
}

/** Messages that cannot be understood, after which a socket is closed. */
const PATIENCE = 20;
/** Bytes of backlog that count as drained. */
const DRAINED = 16 * 1024;

export function createSockets(settings: SocketSettings): Sockets {
  // The types of ws lag behind the two limits that 8.21 brought.
  const limits: ServerOptions & { maxFragments: number; maxBufferedChunks: number } = {
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 1 << 20,
    maxFragments: 1000,
    maxBufferedChunks: 1 << 16,
    clientTracking: true,
  };
  const server = new WebSocketServer(limits);
  const missed = new WeakMap<WebSocket, number>();

  // Two missed pings, not one: after sleep the first tick comes before any answer could have.
  const beat = setInterval(() => {
    for (const ws of server.clients) {
      const count = missed.get(ws) ?? 0;
      if (count >= 2) ws.terminate();
      else {
        missed.set(ws, count + 1);
        ws.ping();
      }
    }
  }, settings.heartbeat * 1000);
  beat.unref();

  function attach(ws: WebSocket, role: Role): void {
    let rubbish = 0;
    const handler = settings.connected({
      role,
      send: (text) => {
        if (ws.readyState !== ws.OPEN) return;
        ws.send(text, () => {
          if (ws.readyState === ws.OPEN && ws.bufferedAmount <= DRAINED) handler.drained();
        });
      },
      backlog: () => ws.bufferedAmount,
      close: (code, reason) => ws.close(code, reason),
    });
    missed.set(ws, 0);
    ws.on('pong', () => missed.set(ws, 0));
    ws.on('message', (data: RawData, binary: boolean) => {
      missed.set(ws, 0);
      if (binary) return ws.close(1003, 'text only');
      const read = readClientMessage(data.toString(), role);
      if ('message' in read) return handler.message(read.message);
      if (++rubbish > PATIENCE) return ws.close(1008, 'too many messages that make no sense');
      ws.send(JSON.stringify({ type: 'refused', reason: read.reason }));
    });
    // A broken frame: ws has answered with its close code, the close event follows.
    ws.on('error', () => {});
    ws.on('close', () => handler.closed());
  }

  return {
    accept: (request, socket, head, role) => server.handleUpgrade(request, socket, head, (ws) => attach(ws, role)),
    close: async () => {
      clearInterval(beat);
      const gone = [...server.clients].map((ws) => new Promise<void>((done) => ws.once('close', () => done())));
      for (const ws of server.clients) ws.close(1001, 'the server ends');
      const hurry = setTimeout(() => {
        for (const ws of server.clients) ws.terminate();
      }, 500);
      await Promise.all(gone);
      clearTimeout(hurry);
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
