// The recordings that a window holds in case the server goes: those of the demos near
// the slide that is shown, then the others, fetched one at a time while there is
// nothing better to do. Kept as texts and decoded when one is to be played.
import { decodeCast } from '../cast/decode.ts';
import type { Recordings } from '../cast/recordings.ts';
import type { PaneCast } from '../cast/timeline.ts';
import type { RecordedCasts } from '../protocol.ts';
import type { Link } from './link.ts';
import { type RecordedTransport, recordedTransport } from './panel/recorded-transport.ts';
import type { PositionOwner } from './position.ts';
import type { Store } from './store.ts';
import { whenIdle } from './when-idle.ts';

/** UTF-16 units of all that is kept. */
const MOST = 32_000_000;
/** Slides ahead whose demos are asked for again when the deck has changed, for their recordings may have, too. */
const NEAR = 2;

export interface RecordingsOptions {
  readonly store: Store;
  readonly position: PositionOwner;
  readonly link: Pick<Link, 'open' | 'onState'>;
  /** What a recording is asked by, with the demo's name behind. */
  readonly url: string;
}

/** Begins to fetch, and gives what plays what was fetched. */
export function startRecordings({ store, position, link, url }: RecordingsOptions): RecordedTransport {
  /** null: there is none, or it is too large. */
  const kept = new Map<string, RecordedCasts | null>();
  let fetching = false;

  /** The next one that is not here. */
  const missing = (): string | undefined => order(store, position.slide).find((name) => !kept.has(name));

  const more = (): void => {
    if (fetching || !link.open || missing() === undefined) return;
    fetching = true;
    whenIdle(async () => {
      const name = missing();
      if (name !== undefined && !(await load(name))) {
        // The link's coming back, or the next slide, begins anew.
        fetching = false;
        return;
      }
      fetching = false;
      more();
    });
  };

  /** False when the server could not be asked. */
  async function load(name: string): Promise<boolean> {
    try {
      const response = await fetch(url + encodeURIComponent(name), { cache: 'no-store' });
      const casts = response.ok ? ((await response.json()) as RecordedCasts) : null;
      kept.set(name, casts !== null && sizeOf(casts) + total() > MOST ? null : casts);
      return true;
    } catch {
      return false;
    }
  }

  const total = (): number => [...kept.values()].reduce((sum, casts) => sum + (casts === null ? 0 : sizeOf(casts)), 0);

  position.on('slide', more);
  store.on('filled', more);
  store.on('replaced', () => {
    for (const name of order(store, position.slide, NEAR)) kept.delete(name);
    for (const [name, casts] of kept) if (casts === null) kept.delete(name);
    more();
  });
  link.onState(more);
  more();

  return recordedTransport({
    demos: () => store.data.demos,
    casts: (name) => decoded(kept.get(name) ?? null),
    noLive: (recorded) => (recorded ? 'the server is not there; e plays the recording' : 'the server is not there'),
  });
}

/** Demos that have a recording: of the slide that is shown, of those after it, then of those before it. */
function order(store: Store, slide: number, near = Number.POSITIVE_INFINITY): string[] {
  const recorded = new Set(store.data.demos.filter((info) => info.recorded).map(({ name }) => name));
  const { slides } = store.data;
  const ahead = [...slides.slice(slide, slide + near + 1), ...(near === Number.POSITIVE_INFINITY ? slides.slice(0, slide).reverse() : [])];
  return [...new Set(ahead.flatMap(({ demos }) => demos))].filter((name) => recorded.has(name));
}

function sizeOf({ panes }: RecordedCasts): number {
  return panes.reduce((sum, { cast }) => sum + cast.length, 0);
}

/** Ready to be played, or in a few words why not. */
export function decoded(texts: RecordedCasts | null): Recordings {
  if (texts === null) return { reason: 'its recording is not here' };
  const casts: PaneCast[] = [];
  for (const { name: pane, cast: text } of texts.panes) {
    const cast = decodeCast(text, pane);
    if (!cast.ok) return { reason: `the recording cannot be played: ${cast.error}` };
    casts.push({ pane, cast });
  }
  return { casts };
}
