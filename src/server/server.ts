// The server of a talk being given: owns the listening socket and puts the parts
// together. Every request and every upgrade goes through the one gate; what it allows
// is answered by answer.ts or becomes a socket on the stage.
import { createServer, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Recordings } from '../cast/recordings.ts';
import type { DemoSpec, Fallback } from '../demo.ts';
import type { Session } from '../session.ts';
import { createAnswer, refusalText, refuse } from './answer.ts';
import type { Expectations } from './fallback.ts';
import { type GateSettings, gate, isLoopback, type RequestFacts } from './guard.ts';
import { PLAIN_POLICY, securityHeaders } from './headers.ts';
import { listen } from './listen.ts';
import type { Prompter, PrompterHands } from './live-run.ts';
import { createScreens } from './screen.ts';
import type { TalkSession } from './session-store.ts';
import type { Site } from './site.ts';
import { createSockets } from './socket.ts';
import { createStage } from './stage.ts';

export interface ServerOptions {
  readonly site: Site;
  readonly runner: {
    start(spec: DemoSpec): Session;
    /** Told of the demos that may be run soon, the likeliest first. */
    prepare?(specs: readonly DemoSpec[]): void;
  };
  /** The demos that may be run, as of now. */
  demos(): readonly DemoSpec[];
  /** The recording of a demo as it is now; read when one is to be played. Without this there are none. */
  casts?(spec: DemoSpec): Promise<Recordings>;
  /** What a good run of a demo shows. Without this nothing is expected. */
  expectations?(spec: DemoSpec): Expectations;
  /** Types the scripted lines of a live run when it is asked to. Without this nothing is scripted. */
  prompter?(spec: DemoSpec, hands: PrompterHands): Prompter;
  /** What a failed run does with its recording, in demos that do not say it themselves; `offer` without this. */
  fallback?(): Fallback;
  /** Address to listen on; 127.0.0.1 unless there is a reason. */
  readonly host: string;
  /** 0 = any. */
  readonly port: number;
  /** A taken port is an error instead of the next free one. */
  readonly strictPort: boolean;
  readonly session: TalkSession;
  /** Absolute folder of our built client files. */
  readonly assets: string;
  /** Seconds between pings of the sockets; 30 when not given. */
  readonly heartbeat?: number;
  /** Seconds without any window after which the demos are stopped; 60 when not given. */
  readonly absence?: number;
  /** One line about a fault that costs an answer, not the talk. Never holds a header or a token. */
  notice?(text: string): void;
}

export interface RunningServer {
  readonly port: number;
  readonly url: string;
  readonly presenterUrl: string;
  /** null while the server is open to this machine only. */
  readonly remoteUrl: string | null;
  /** Closes sockets, stops demos and waits for them, writes the session. */
  close(): Promise<void>;
}

/** Serves a talk. Rejects with a PortError when no port can be opened. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { site, session, host } = options;
  const http = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000, maxHeaderSize: 16_384 });
  const port = await listen(http, host, options.port, options.strictPort);

  const screens = createScreens();
  const stage = createStage({
    site,
    session,
    start: (spec) => options.runner.start(spec),
    prepare: (specs) => options.runner.prepare?.(specs),
    demos: () => options.demos(),
    casts: async (spec) => (await options.casts?.(spec)) ?? { reason: 'this server plays no recordings' },
    expectations: (spec) => options.expectations?.(spec) ?? { event: () => {}, missed: () => [] },
    prompter: (spec, hands) => options.prompter?.(spec, hands) ?? NO_PROMPTER,
    fallback: () => options.fallback?.() ?? 'offer',
    createScreen: screens.create,
    absence: options.absence ?? 60,
  });
  const sockets = createSockets({
    heartbeat: options.heartbeat ?? 30,
    connected: (peer) => {
      // Soon, but not while the page that has just come is asking for its parts.
      setTimeout(() => void screens.load(), 250).unref();
      return stage.connect(peer);
    },
  });

  const cookieName = `lectern-${port}`;
  const gateSettings: GateSettings = { ...allowedHosts(host, port), cookieName, token: session.token };
  const answer = createAnswer({ site, assets: options.assets, cookieName, token: session.token, position: stage.position });

  http.on('request', (request, response) => {
    // Nothing of ours has a body: whoever announces one is answered, and not waited for.
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
    if (length !== undefined || coding !== undefined) response.setHeader('Connection', 'close');
    answer(request, response, gate(factsOf(request, false), gateSettings)).catch((error: unknown) => {
      options.notice?.(`a request failed: ${error instanceof Error ? error.message : 'unknown reason'}`);
      if (response.headersSent) response.destroy();
      else refuse(request, response, 500);
    });
  });
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const verdict = gate(factsOf(request, true), gateSettings);
    if ('allow' in verdict) sockets.accept(request, socket, head, verdict.allow);
    else refuseRaw(socket, 'refuse' in verdict ? verdict.refuse : 400);
  });
  http.on('connect', (_request, socket) => refuseRaw(socket, 405));
  http.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable) refuseRaw(socket, MALFORMED[error.code ?? ''] ?? 400);
    else socket.destroy();
  });

  const base = `http://${addressIn(host)}:${port}`;
  const token = session.token('presenter');
  return {
    port,
    url: `${base}/?token=${token}`,
    presenterUrl: `${base}/presenter?token=${token}`,
    remoteUrl: null,
    close: async () => {
      const closed = new Promise<void>((done) => http.close(() => done()));
      await Promise.all([sockets.close(), stage.close()]);
      http.closeAllConnections();
      await Promise.all([closed, session.flush()]);
    },
  };
}

/** Of a server that was given none. */
const NO_PROMPTER: Prompter = { next: null, event() {}, started() {}, ask: () => false, typed() {}, close() {} };

const MALFORMED: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

function factsOf(request: IncomingMessage, upgrade: boolean): RequestFacts {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    rawHeaders: request.rawHeaders,
    upgrade,
    localAddress: request.socket.localAddress,
  };
}

/** The Host values that may be named: exact, since a name that merely contains ours may be anybody's. */
function allowedHosts(host: string, port: number): Pick<GateSettings, 'loopbackHosts' | 'lanHosts'> {
  const withPort = (names: readonly string[]) => names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  const own = isLoopback(host) || host === 'localhost' || host === '0.0.0.0' || host === '::' ? [] : [bracketed(host)];
  return { loopbackHosts: withPort(['localhost', '127.0.0.1', '[::1]']), lanHosts: withPort(own) };
}

/** The host to put in a printed URL. */
function addressIn(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : bracketed(host);
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** An answer where there is no response object to write it. */
function refuseRaw(socket: Duplex, status: number): void {
  const body = refusalText(status);
  const headers = { ...securityHeaders(PLAIN_POLICY), 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': body.length };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n${lines.join('')}\r\n${body}`);
}
