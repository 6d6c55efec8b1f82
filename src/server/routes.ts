// Every way into the server, one line each: path, kind, method, the roles that may
// use it. A request that meets no line is refused; tests generate the matrix of
// routes and roles from this list.
import type { Role, View } from '../protocol.ts';

export interface Route {
  /** Exact path; one that ends in `/*` stands for everything below it. */
  readonly path: string;
  readonly kind: 'page' | 'data' | 'asset' | 'file' | 'cast' | 'socket';
  /** HEAD is allowed where GET is. */
  readonly method: 'GET';
  readonly roles: readonly Role[];
  /** Of a page. */
  readonly view?: View;
}

const ANYONE: readonly Role[] = ['presenter', 'remote', 'follower'];
const SPEAKER: readonly Role[] = ['presenter'];

export const ROUTES: readonly Route[] = [
  { path: '/', kind: 'page', method: 'GET', roles: SPEAKER, view: 'deck' },
  { path: '/presenter', kind: 'page', method: 'GET', roles: SPEAKER, view: 'presenter' },
  { path: '/deck.json', kind: 'data', method: 'GET', roles: SPEAKER },
  { path: '/socket', kind: 'socket', method: 'GET', roles: SPEAKER },
  // Our own scripts, styles and fonts hold nothing of the talk.
  { path: '/assets/*', kind: 'asset', method: 'GET', roles: ANYONE },
  // Pictures of slides to come are the speaker's.
  { path: '/files/*', kind: 'file', method: 'GET', roles: SPEAKER },
  // The recording of one demo, by its name: for the page to play when this server is gone.
  { path: '/casts/*', kind: 'cast', method: 'GET', roles: SPEAKER },
];

/** The route of a request's path, still percent-encoded. */
export function routeOf(path: string): Route | undefined {
  return ROUTES.find((route) => (route.path.endsWith('/*') ? path.startsWith(route.path.slice(0, -1)) : path === route.path));
}
