// The gate: a pure function from the facts of a request to a verdict. In front of
// every HTTP route and every socket, in this order: request line, Host, Origin,
// fetch metadata, token, role, route. A malformed value counts as a wrong one, and
// a refusal never tells whether the target exists.
import type { Role } from '../protocol.ts';
import { type Route, routeOf } from './routes.ts';
import { roleOf } from './tokens.ts';

export interface RequestFacts {
  readonly method: string;
  /** As it came over the wire. */
  readonly target: string;
  /** Names and values in turn, duplicates included, as node:http gives them. */
  readonly rawHeaders: readonly string[];
  readonly upgrade: boolean;
  /** The address the connection arrived at. */
  readonly localAddress: string | undefined;
}

export interface GateSettings {
  /** Host values that a connection over loopback may name, each with its port. */
  readonly loopbackHosts: readonly string[];
  /** Host values that a connection from another machine may name. */
  readonly lanHosts: readonly string[];
  readonly cookieName: string;
  token(role: Role): string;
}

export type Verdict =
  | { readonly allow: Role; readonly route: Route /** Percent-encoded, without the query. */; readonly path: string }
  /** A page was asked for with its token: hand out the cookie, then send the browser to `location`. */
  | { readonly login: Role; readonly location: string }
  | { readonly refuse: 400 | 401 | 403 | 404 | 405 | 414 | 431 };

/** Longer request targets are refused: no route of ours needs them. */
export const MAX_TARGET = 2048;
/** Browsers send about twenty headers. */
const MAX_HEADERS = 200;

/** Decides on a request; never throws, whatever the facts. */
export function gate(facts: RequestFacts, settings: GateSettings): Verdict {
  const { target } = facts;
  if (target.length > MAX_TARGET) return { refuse: 414 };
  if (!/^\/(?!\/)[!-~]*$/.test(target) || /[#\\]/.test(target)) return { refuse: 400 };
  // Beyond some two thousand Node drops headers without a word, and with them a second Host.
  if (facts.rawHeaders.length > 2 * MAX_HEADERS) return { refuse: 431 };
  const values = (name: string) => headerValues(facts.rawHeaders, name);

  const hosts = values('host');
  const [host] = hosts;
  if (hosts.length !== 1 || host === undefined) return { refuse: 400 };
  const allowed = isLoopback(facts.localAddress) ? settings.loopbackHosts : settings.lanHosts;
  if (!allowed.includes(host)) return { refuse: 403 };

  const origins = values('origin');
  if (origins.length > 1) return { refuse: 400 };
  // Equality with the Host, not membership in a list: 127.0.0.1 and localhost are two origins.
  if (origins.length === 1 && origins[0] !== `http://${host}`) return { refuse: 403 };

  const { path, query } = splitTarget(target);
  const route = routeOf(path);
  const asksForPage = route?.kind === 'page' && !facts.upgrade && (facts.method === 'GET' || facts.method === 'HEAD');
  if (!sameSite(values, asksForPage)) return { refuse: 403 };

  if (query.has('token') && asksForPage) return login(query, path, settings);
  const role = knownRole(values, settings);
  if (role === null) return { refuse: 401 };
  if (route === undefined) return { refuse: 404 };
  if (!route.roles.includes(role)) return { refuse: 403 };
  if (facts.method !== route.method && !(facts.method === 'HEAD' && !facts.upgrade)) return { refuse: 405 };
  if (facts.upgrade !== (route.kind === 'socket')) return { refuse: 400 };
  return { allow: role, route, path };
}

/** What a browser says of where a request comes from; other clients say nothing, and the token decides. */
function sameSite(values: (name: string) => string[], asksForPage: boolean): boolean {
  const [site] = values('sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  // A link to the talk in another page is fine as long as it opens as a page of its own.
  return asksForPage && values('sec-fetch-mode')[0] === 'navigate' && values('sec-fetch-dest')[0] === 'document';
}

function login(query: URLSearchParams, path: string, settings: GateSettings): Verdict {
  const given = query.getAll('token');
  const role = given.length === 1 ? roleOf(given[0] ?? '', settings.token) : null;
  if (role === null) return { refuse: 401 };
  query.delete('token');
  // The path met a route exactly, so it can lead nowhere but here.
  return { login: role, location: query.size === 0 ? path : `${path}?${query}` };
}

function knownRole(values: (name: string) => string[], settings: GateSettings): Role | null {
  const bearer = values('authorization');
  if (bearer.length > 0) {
    const token = bearer.length === 1 ? /^Bearer (\S+)$/.exec(bearer[0] ?? '')?.[1] : undefined;
    return token === undefined ? null : roleOf(token, settings.token);
  }
  for (const cookie of cookiesNamed(settings.cookieName, values('cookie')).slice(0, 4)) {
    const role = roleOf(cookie, settings.token);
    if (role !== null) return role;
  }
  return null;
}

function cookiesNamed(name: string, headers: readonly string[]): string[] {
  const pairs = headers.flatMap((header) => header.split(';')).map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}

function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const mark = target.indexOf('?');
  if (mark === -1) return { path: target, query: new URLSearchParams() };
  return { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) };
}

function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const found: string[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === name) found.push(rawHeaders[i + 1] ?? '');
  }
  return found;
}

/** Whether an address as node:net gives it is one of this machine's own loopback addresses. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i.test(address);
}
