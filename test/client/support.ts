// A talk for the client's tests: the client is bundled once for a test file, a real
// page is served over HTTP, and a socket speaks the protocol with a deck made by hand.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { type WebSocket, WebSocketServer } from 'ws';
import { remarkJs } from '../../scripts/build/remark-js.mjs';
import type { EngineName } from '../../src/deck.ts';
import type { ClientMessage, DeckData, DemoInfo, Position, ServerMessage, SlideData } from '../../src/protocol.ts';
import { diffDeck } from '../../src/render/data.ts';
import { deckPage } from '../../src/render/page.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Client {
  readonly folder: string;
  close(): void;
}

/** Bundles the deck's client and theme into a temporary folder, as the build does. */
export async function bundleClient(theme = 'paper'): Promise<Client> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-client-'));
  const shared: esbuild.BuildOptions = {
    ...{ absWorkingDir: root, outdir: folder, bundle: true, minify: true },
    ...{ loader: { '.woff2': 'file' }, plugins: [remarkJs] },
  };
  await Promise.all([
    esbuild.build({ ...shared, entryPoints: ['src/client/deck.ts'], splitting: true, format: 'esm' }),
    esbuild.build({ ...shared, entryPoints: [`themes/${theme}/theme.css`] }),
  ]);
  return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A slide from its HTML; `more` overrides anything. */
export function slideOf(html: string, more: Partial<SlideData> & { steps?: number; classes?: string } = {}): SlideData {
  const { steps = 1, classes = '', ...rest } = more;
  const number = rest.number ?? 1;
  return {
    hash: createHash('sha256')
      .update(JSON.stringify([html, more.name, more.demos, classes]))
      .digest('base64url')
      .slice(0, 12),
    number,
    name: null,
    h: 0,
    v: 0,
    stepNumbers: Array.from({ length: steps }, () => number),
    demos: [],
    attributes: { class: `slide ${classes}`.trim() },
    html: `<div class="body">${html}</div>`,
    notes: '',
    ...rest,
  };
}

/** Numbers slides in their order, from 1. */
export function deckOf(slides: readonly SlideData[], more: Partial<DeckData> = {}): DeckData {
  const numbered = slides.map((slide, i) => ({ ...slide, h: i, number: i + 1, stepNumbers: slide.stepNumbers.map(() => i + 1) }));
  return { version: 1, title: 'A talk', slides: numbered, demos: [], ...more };
}

export const DEMO: DemoInfo = {
  name: 'queue',
  title: 'A queue',
  summary: 'One makes, one takes.',
  size: { columns: 72, rows: 24 },
  panes: [{ name: 'main', command: 'node queue.ts' }],
  keys: 'deck',
  onLeave: 'keep',
  recorded: true,
  stale: false,
  fallback: 'offer',
};

export interface Talk {
  readonly url: string;
  /** What browsers have said, in order. */
  readonly received: readonly ClientMessage[];
  deck: DeckData;
  position: Position;
  revision: number;
  /** While false, a browser's `go` is not answered. */
  answering: boolean;
  /** The slides that the page did not bring are not given before this. */
  held: Promise<void> | null;
  /** A `ping` is not answered. */
  mute: boolean;
  send(message: ServerMessage): void;
  /** Another window moves the talk. */
  move(position: Position): void;
  /** A saved edit. */
  edit(slides: readonly SlideData[]): void;
  /** Cuts every socket; while `refusing`, new ones are cut too. */
  cut(): void;
  refusing: boolean;
  close(): Promise<void>;
}

interface TalkOptions {
  readonly client: Client;
  readonly deck: DeckData;
  readonly position?: Position;
  readonly ratio?: string;
  readonly engine?: EngineName;
  readonly port?: number;
}

/** Serves a deck and speaks the protocol. */
export async function openTalk(options: TalkOptions): Promise<Talk> {
  const { client, deck, position = { slide: 0, step: 0 }, ratio = '16:9', engine = 'reveal', port = 0 } = options;
  const sockets = new Set<WebSocket>();
  const received: ClientMessage[] = [];
  const send = (message: ServerMessage): void => {
    for (const socket of sockets) socket.send(JSON.stringify(message));
  };
  const talk: Talk = {
    url: '',
    received,
    deck,
    position,
    revision: 0,
    answering: true,
    held: null,
    mute: false,
    refusing: false,
    send,
    move(to) {
      talk.position = to;
      talk.revision++;
      send({ type: 'position', revision: talk.revision, position: to });
    },
    edit(slides) {
      const after = deckOf(slides, { version: talk.deck.version + 1, demos: talk.deck.demos });
      const patch = diffDeck(talk.deck, after);
      talk.deck = after;
      send({ type: 'deck', patch });
    },
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    async close() {
      talk.cut();
      await new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      });
    },
  };

  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path === '/') return response.setHeader('content-type', 'text/html').end(page(talk, ratio, engine));
    if (path === '/deck.json') {
      const answer = (): unknown => response.setHeader('content-type', 'application/json').end(JSON.stringify(talk.deck));
      return talk.held === null ? answer() : void talk.held.then(answer);
    }
    try {
      response.setHeader('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
      return response.end(readFileSync(join(client.folder, path)));
    } catch {
      return response.writeHead(404).end();
    }
  });
  listenForSockets(server, talk, sockets, received);
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return Object.assign(talk, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
}

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', woff2: 'font/woff2' };

function page(talk: Talk, ratio: string, engine: EngineName): string {
  return deckPage({
    data: talk.deck,
    view: 'deck',
    position: talk.position,
    nonce: 'n',
    look: { lang: 'en', ratio, engine, theme: 'paper', panel: { side: 'right', size: 0.37 } },
    assets: { script: '/deck.js', modules: [], styles: ['/deck.css', '/theme.css'], fonts: [] },
    urls: { deck: '/deck.json', socket: '/socket', presenter: '/presenter', casts: '/casts/' },
  });
}

function listenForSockets(server: Server, talk: Talk, sockets: Set<WebSocket>, received: ClientMessage[]): void {
  const upgrade = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, stream, head) => {
    if (talk.refusing && stream instanceof Socket) return stream.destroy();
    upgrade.handleUpgrade(request, stream, head, (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('message', (data) => {
        const message = JSON.parse(String(data)) as ClientMessage;
        received.push(message);
        if (message.type === 'hello') socket.send(JSON.stringify(welcome(talk)));
        if (message.type === 'ping' && !talk.mute) socket.send(JSON.stringify({ type: 'pong' } satisfies ServerMessage));
        if (message.type === 'go' && talk.answering) talk.move({ slide: message.slide, step: message.step });
      });
    });
  });
}

function welcome({ deck, revision, position }: Talk): ServerMessage {
  return { type: 'welcome', deckVersion: deck.version, revision, position, demos: [], timer: null, black: false };
}
