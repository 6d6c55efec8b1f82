// Keeps this window's position and the server's in one order of revisions. A key
// moves the slide at once and is sent; the server's order wins. While own moves are
// on their way, what others did is remembered and taken up when the last is answered.
import type { Position } from '../protocol.ts';
import type { Link } from './link.ts';
import type { Neighbours } from './neighbours.ts';
import type { PositionOwner } from './position.ts';

interface SyncOptions {
  readonly link: Link;
  readonly position: PositionOwner;
  /** True when the address asked for a slide of its own: then this window leads at its first welcome. */
  readonly leads: boolean;
  readonly neighbours: Neighbours;
}

export function startSync({ link, position, leads, neighbours }: SyncOptions): () => void {
  let revision = -1;
  let pending: Position[] = [];
  /** Moved here and not yet known to the server. */
  let ahead = leads;

  const send = (at: Position): void => {
    ahead = !link.open;
    if (link.open) pending.push(at);
    link.send({ type: 'go', slide: at.slide, step: at.step, base: Math.max(0, revision) });
  };
  const take = (at: Position): void => position.go(at.slide, at.step, 'server');

  const offs = [
    position.on('change', ({ position: at, origin }) => {
      if (origin === 'here') send(at);
    }),
    neighbours.on((message) => {
      if (link.open || message.type !== 'go') return;
      // The speaker's own move: the server is to learn of it from whichever window meets it first.
      ahead = true;
      take(message);
    }),
    link.onState((open) => {
      if (open) return;
      // Moves that were not answered may not have arrived: this window is ahead of the server.
      ahead ||= pending.length > 0;
      pending = [];
    }),
    link.on('welcome', (welcome) => {
      const movedElsewhere = revision >= 0 && welcome.revision > revision;
      // A server that was killed may have kept an older place than it had told: the talk must not go back there.
      ahead ||= welcome.revision < revision;
      revision = welcome.revision;
      const here = { slide: position.slide, step: position.step };
      if (ahead && !movedElsewhere) {
        if (!same(here, welcome.position)) send(here);
        ahead = false;
      } else {
        ahead = false;
        take(welcome.position);
      }
    }),
    link.on('position', (message) => {
      // The same revision again is the answer to a move that was refused.
      if (message.revision < revision) return;
      revision = message.revision;
      const [first] = pending;
      if (first !== undefined && same(first, message.position)) pending.shift();
      if (pending.length === 0) take(message.position);
    }),
    link.on('refused', ({ demo }) => {
      if (demo === undefined) pending = [];
    }),
  ];
  return () => {
    for (const off of offs) off();
  };
}

function same(a: Position, b: Position): boolean {
  return a.slide === b.slide && a.step === b.step;
}
