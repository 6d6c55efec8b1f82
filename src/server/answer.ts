// Answers to requests that the gate has judged: pages, data, files, refusals. Every
// answer carries the security headers, a refusal included.
import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { resolve } from 'node:path';
import type { DeckData, Position, Role } from '../protocol.ts';
import { encodeText, openBuilt } from './encoding.ts';
import type { Verdict } from './guard.ts';
import { FILE_POLICY, PLAIN_POLICY, pagePolicy, securityHeaders } from './headers.ts';
import { decodeName, openBelow } from './paths.ts';
import { contentType, sendFile } from './send-file.ts';
import type { Site } from './site.ts';

export interface AnswerSettings {
  readonly site: Site;
  /** Absolute folder of our own scripts, styles and fonts. */
  readonly assets: string;
  readonly cookieName: string;
  token(role: Role): string;
  position(): Position;
}

export type Answer = (request: IncomingMessage, response: ServerResponse, verdict: Verdict) => Promise<void>;

/** A file with a hash of its content in its name, as our build writes them. */
const HASHED = /-[A-Z0-9]{8}\.\w+$/;

export function createAnswer(settings: AnswerSettings): Answer {
  const { site } = settings;
  const texts = new WeakMap<DeckData, string>();

  function dataText(role: Role): string {
    const data = site.data(role);
    let text = texts.get(data);
    if (text === undefined) {
      text = JSON.stringify(data);
      texts.set(data, text);
    }
    return text;
  }

  async function allowed(request: IncomingMessage, response: ServerResponse, verdict: Extract<Verdict, { allow: Role }>): Promise<void> {
    const { route, path, allow: role } = verdict;
    switch (route.kind) {
      case 'page': {
        const nonce = randomBytes(18).toString('base64');
        const page = site.page(route.view ?? 'deck', { nonce, position: settings.position() });
        return sendEncoded(request, response, 'text/html', page, pagePolicy(nonce));
      }
      case 'data':
        await site.whole;
        return sendEncoded(request, response, 'application/json', dataText(role), PLAIN_POLICY);
      case 'asset': {
        const name = decodeName(path.slice(route.path.length - 1));
        const found = name === null ? null : await openBuilt(request, settings.assets, name);
        if (found === null || name === null) return refuse(request, response, 404);
        setHeaders(response, securityHeaders(PLAIN_POLICY));
        setEncoding(response, found.encoding);
        const cache = HASHED.test(name) ? 'private, max-age=31536000, immutable' : 'private, no-cache';
        return sendFile(request, response, found.file, cache, contentType(name));
      }
      case 'file': {
        const name = decodeName(path.slice(route.path.length - 1));
        const file = name === null ? null : await openBelow(site.root, name, (found) => site.files().has(resolve(found)));
        if (file === null) return refuse(request, response, 404);
        setHeaders(response, securityHeaders(FILE_POLICY));
        return sendFile(request, response, file, 'private, no-cache');
      }
      case 'cast': {
        const demo = decodeName(path.slice(route.path.length - 1));
        const casts = demo === null ? null : await site.recording(demo);
        if (casts === null) return refuse(request, response, 404);
        return sendEncoded(request, response, 'application/json', JSON.stringify(casts), PLAIN_POLICY);
      }
      case 'socket':
        return refuse(request, response, 404);
    }
  }

  return async (request, response, verdict) => {
    if ('refuse' in verdict) return refuse(request, response, verdict.refuse);
    if ('allow' in verdict) return allowed(request, response, verdict);
    const cookie = `${settings.cookieName}=${settings.token(verdict.login)}; HttpOnly; SameSite=Strict; Path=/`;
    response.setHeader('Set-Cookie', cookie);
    response.setHeader('Location', verdict.location);
    sendText(request, response, 303, 'text/plain', '');
  };
}

/** A refusal says what it is and no more; at the door also where the key is. */
export function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (status === 405) response.setHeader('Allow', 'GET, HEAD');
  sendText(request, response, status, 'text/plain', refusalText(status));
}

/** The body of a refusal. */
export function refusalText(status: number): string {
  const hint = status === 401 ? ': open the address that lectern printed, it carries the key' : '';
  return `${status} ${STATUS_CODES[status] ?? ''}${hint}\n`.toLowerCase();
}

async function sendEncoded(request: IncomingMessage, response: ServerResponse, type: string, text: string, policy: string): Promise<void> {
  const { body, encoding } = await encodeText(request, text);
  setEncoding(response, encoding);
  send(request, response, 200, type, body, policy);
}

function sendText(request: IncomingMessage, response: ServerResponse, status: number, type: string, text: string): void {
  send(request, response, status, type, Buffer.from(text), PLAIN_POLICY);
}

function send(request: IncomingMessage, response: ServerResponse, status: number, type: string, body: Buffer, policy: string): void {
  setHeaders(response, securityHeaders(policy));
  response.setHeader('Cache-Control', 'no-store');
  // A body that nobody will read must not be waited for.
  if (request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined) {
    response.setHeader('Connection', 'close');
  }
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function setEncoding(response: ServerResponse, encoding: string | null): void {
  response.setHeader('Vary', 'Accept-Encoding');
  if (encoding !== null) response.setHeader('Content-Encoding', encoding);
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
