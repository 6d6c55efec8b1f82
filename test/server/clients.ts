// Clients that say exactly what they are told to: raw TCP, since fetch tidies paths and
// headers up, and windows that speak the protocol.
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import type { ClientMessage, ServerMessage } from '../../src/protocol.ts';
import { seen, type Talk } from './support.ts';

export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  readonly status: number;
  /** By lower-case name; of several the last. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly text: string;
}

/** Sends these bytes to the port and resolves to all that comes back until the server closes. */
export function raw(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  return new Promise((done) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => {});
    socket.on('close', () => done(parse(Buffer.concat(parts).toString('latin1'))));
  });
}

function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end === -1 ? undefined : end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: end === -1 ? '' : text.slice(end + 4), text };
}

export interface Ask {
  readonly method?: string;
  /** Each `Name: value`; Host and the speaker's cookie are added unless named here or `bare`. */
  readonly headers?: readonly string[];
  readonly bare?: boolean;
}

/** One request, as raw bytes, on a connection of its own. */
export function ask(
  t: Pick<Talk, 'port' | 'cookie'>,
  target: string,
  { method = 'GET', headers = [], bare = false }: Ask = {},
): Promise<RawAnswer> {
  const named = (name: string) => headers.some((line) => line.toLowerCase().startsWith(`${name}:`));
  const lines = [...headers];
  if (!bare && !named('host')) lines.unshift(`Host: 127.0.0.1:${t.port}`);
  if (!bare && !named('cookie')) lines.push(`Cookie: ${t.cookie}`);
  return raw(t.port, `${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
}

/** The handshake of a socket as raw bytes; resolves when the server closes or has answered with a 101. */
export function upgrade(
  t: Pick<Talk, 'port' | 'cookie'>,
  headers: readonly string[] = [],
  target = '/socket',
  withCookie = true,
): Promise<RawAnswer> {
  const host = headers.some((line) => line.startsWith('Host:')) ? [] : [`Host: 127.0.0.1:${t.port}`];
  const cookie = withCookie ? [`Cookie: ${t.cookie}`] : [];
  const lines = [
    ...host,
    ...cookie,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==',
  ];
  return new Promise((done) => {
    const parts: Buffer[] = [];
    const socket = connect(t.port, '127.0.0.1', () =>
      socket.write(`GET ${target} HTTP/1.1\r\n${[...lines, ...headers].join('\r\n')}\r\n\r\n`),
    );
    socket.on('data', (part) => {
      parts.push(part);
      if (/^HTTP\/1.1 101 [\s\S]*\r\n\r\n/.test(Buffer.concat(parts).toString('latin1'))) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => done(parse(Buffer.concat(parts).toString('latin1'))));
  });
}

export interface Window {
  readonly got: ServerMessage[];
  readonly ws: WebSocket;
  say(message: ClientMessage | string): void;
  /** The first message that satisfies the condition, come or yet to come. */
  sees<T extends ServerMessage['type']>(
    type: T,
    when?: (message: Extract<ServerMessage, { type: T }>) => boolean,
  ): Promise<Extract<ServerMessage, { type: T }>>;
  /** All output of a demo's pane that came as events. */
  output(demo: string): string;
  close(): Promise<void>;
}

/** A window of the talk that has said hello and been welcomed. */
export async function openWindow(t: Pick<Talk, 'port' | 'cookie'>, view: 'deck' | 'presenter' = 'deck'): Promise<Window> {
  const window = await dial(t);
  window.say({ type: 'hello', view });
  await window.sees('welcome');
  return window;
}

/** A window that has said nothing yet. */
export async function dial(t: Pick<Talk, 'port' | 'cookie'>): Promise<Window> {
  const ws = new WebSocket(`ws://127.0.0.1:${t.port}/socket`, { headers: { Cookie: t.cookie, Origin: `http://127.0.0.1:${t.port}` } });
  const got: ServerMessage[] = [];
  const waiting = new Set<() => void>();
  ws.on('message', (data) => {
    got.push(JSON.parse(String(data)) as ServerMessage);
    for (const look of [...waiting]) look();
  });
  await new Promise<void>((done, failed) => ws.once('open', done).once('error', failed));
  const window: Window = {
    got,
    ws,
    say: (message) => ws.send(typeof message === 'string' ? message : JSON.stringify(message)),
    sees: (type, when = () => true) =>
      new Promise((done) => {
        const look = () => {
          const found = got.find((message) => message.type === type && when(message as never));
          if (found === undefined) return;
          waiting.delete(look);
          done(found as never);
        };
        waiting.add(look);
        look();
      }),
    output: (name) => got.map((m) => (m.type === 'event' && m.demo === name && m.event.type === 'output' ? m.event.data : '')).join(''),
    close: () =>
      new Promise((done) => {
        if (ws.readyState === ws.CLOSED) return done();
        ws.once('close', () => done());
        ws.close();
      }),
  };
  onTestFinished(() => window.close());
  return window;
}

/** The states of a demo that a window was told of, in order. */
export const states = (window: Window, name: string) =>
  window.got.flatMap((m) => (m.type === 'demo' && m.status.name === name ? [m.status.state] : []));

/** A demo as a window was given it when it came. */
export async function snapshotOf(window: Window, name: string): Promise<{ state: string; run: string | null; text: string }> {
  const welcome = await window.sees('welcome');
  const found = welcome.demos.find((one) => one.status.name === name);
  return { state: found?.status.state ?? '', run: found?.status.run ?? null, text: await seen(found?.panes[0]?.data ?? '') };
}
