// A small talk in a temporary folder, a real server on it, and clients that say
// exactly what they are told to: raw TCP, since fetch tidies paths and headers up.
import { connect } from 'node:net';
import { join } from 'node:path';
import { Terminal } from '@xterm/headless';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { DEFAULT_GRID, type DemoSpec } from '../../src/demo.ts';
import type { ClientMessage, DeckData, ServerMessage, ShownMessage, SlideData } from '../../src/protocol.ts';
import { createRunner } from '../../src/runner/runner.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/server.ts';
import { openTalkSession, type TalkSession } from '../../src/server/session-store.ts';
import type { Site, SiteChange } from '../../src/server/site.ts';
import { tempFolder } from '../support/temp.ts';

export const CANARY = 'CANARY-7f3a';

export function slide(hash: string, part: Partial<SlideData> = {}): SlideData {
  const base = {
    hash,
    number: 1,
    name: null,
    h: 0,
    v: 0,
    stepNumbers: [1],
    demos: [],
    attributes: {},
    html: `<h1>${hash}</h1>`,
    notes: `notes of ${hash}`,
  };
  return { ...base, ...part };
}

export function deck(slides: readonly SlideData[], version = 1): DeckData {
  return { version, title: 'Small talk', slides, demos: [] };
}

/** A demo of one pane that runs a script with this Node. */
export function demo(name: string, script: string, part: Partial<DemoSpec> = {}): DemoSpec {
  const pane = {
    name: 'main',
    program: { kind: 'command', argv: [process.execPath, '-e', script] },
    args: [],
    ready: null,
    type: [],
    expect: [],
  } as const;
  const base = { name, title: name, summary: '', size: DEFAULT_GRID, panes: [pane], env: {}, cwd: '/', timeout: null } as const;
  return { ...base, keys: 'deck', onLeave: 'keep', fallback: 'offer', volatile: [], unordered: [], files: [], ...part };
}

export interface SmallSite extends Site {
  change(data: DeckData, messages?: readonly ShownMessage[]): void;
  /** May be given out, beside pictures/a.png. */
  readonly named: Set<string>;
}

export function smallSite(root: string, first: DeckData): SmallSite {
  const listeners = new Set<(change: SiteChange) => void>();
  let data = first;
  let messages: readonly ShownMessage[] = [];
  const named = new Set([join(root, 'pictures/a.png')]);
  return {
    root,
    named,
    page: (view, { nonce, position }) =>
      `<!doctype html><title>${view}</title><link rel="icon" href="data:,"><p>${position.slide}<script type="module" nonce="${nonce}" src="/assets/deck-ABCDEFGH.js"></script>`,
    data: () => data,
    files: () => named,
    messages: () => messages,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (next, newMessages = []) => {
      data = next;
      messages = newMessages;
      const order = next.slides.map(({ hash, number, h, v, stepNumbers }) => ({ hash, number, h, v, stepNumbers }));
      const patch = { version: next.version, title: next.title, order, slides: next.slides, demos: next.demos };
      for (const listener of listeners) listener({ patch, messages });
    },
  };
}

export interface Talk {
  /** Parent of the root, where the canary lies. */
  readonly folder: string;
  readonly root: string;
  readonly site: SmallSite;
  readonly session: TalkSession;
  readonly server: RunningServer;
  readonly port: number;
  readonly token: string;
  /** `lectern-PORT=TOKEN`. */
  readonly cookie: string;
  /** All lines the server gave to people. */
  readonly notices: string[];
  /** One more server on the same folder, as after a restart. */
  again(): Promise<Talk>;
}

export interface TalkOptions extends Partial<Omit<ServerOptions, 'demos'>> {
  readonly slides?: readonly SlideData[];
  readonly demos?: readonly DemoSpec[];
}

/** Four slides, a picture that the deck names, a secret that it does not, and a canary outside. */
export async function talk(options: TalkOptions = {}): Promise<Talk> {
  const folder = await tempFolder({
    'outside/CANARY': CANARY,
    'deck/pictures/a.png': 'picture',
    'deck/pictures/unnamed.png': CANARY,
    'deck/.env': CANARY,
    'deck-secret/s.txt': CANARY,
    'assets/deck-ABCDEFGH.js': 'import("/assets/more-ABCDEFGH.js")',
    'assets/more-ABCDEFGH.js': 'document.documentElement.dataset.more = "here"',
    'assets/plain.css': 'p { color: teal }',
  });
  onTestFinished(() => folder[Symbol.asyncDispose]());
  return serve(folder.path, options);
}

async function serve(folder: string, options: TalkOptions): Promise<Talk> {
  const root = join(folder, 'deck');
  const { slides = ['one', 'two', 'three', 'four'].map((hash) => slide(hash)), demos = [], ...rest } = options;
  const notices: string[] = [];
  const notice = (text: string) => void notices.push(text);
  const site = smallSite(root, deck(slides));
  const session = await openTalkSession({ stateFolder: join(folder, 'state'), talk: root, fresh: false, notice });
  const runner = createRunner({ root, cacheFolder: join(folder, 'cache') });
  const settings = {
    site,
    session,
    runner,
    host: '127.0.0.1',
    port: 0,
    strictPort: false,
    assets: join(folder, 'assets'),
    notice,
    demos: () => demos,
  };
  const server = await startServer({ ...settings, ...rest });
  onTestFinished(async () => {
    await server.close();
    await runner.close();
  });
  const token = session.token('presenter');
  const { port } = server;
  const cookie = `lectern-${port}=${token}`;
  const again = () => serve(folder, options);
  return { folder, root, site, session, server, port, token, cookie, notices, again };
}

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
export async function openWindow(t: Talk, view: 'deck' | 'presenter' = 'deck'): Promise<Window> {
  const window = await dial(t);
  window.say({ type: 'hello', view });
  await window.sees('welcome');
  return window;
}

/** A window that has said nothing yet. */
export async function dial(t: Talk): Promise<Window> {
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

/** What a person sees of a terminal of the default grid that was sent this text, scrollback included. */
export async function seen(data: string): Promise<string> {
  const terminal = new Terminal({ cols: DEFAULT_GRID.columns, rows: DEFAULT_GRID.rows, scrollback: 2000, allowProposedApi: true });
  await new Promise<void>((done) => terminal.write(data, done));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, i) => active.getLine(i)?.translateToString(true) ?? '');
  terminal.dispose();
  return lines.join('\n').trimEnd();
}
