// Recordings of a published page: fetched when one is to be played, and played in the
// page. There is no live run to wait for.
import type { RecordedCasts } from '../protocol.ts';
import { type RecordedTransport, recordedTransport } from './panel/recorded-transport.ts';
import { readJson } from './read-json.ts';
import { decoded } from './recordings.ts';
import type { Store } from './store.ts';

/** @param casts addresses by demo */
export function stillRecordings(store: Store, casts: Readonly<Record<string, string>>): RecordedTransport {
  return recordedTransport({
    demos: () => store.data.demos,
    casts: async (demo) => {
      const address = Object.hasOwn(casts, demo) ? casts[demo] : undefined;
      try {
        return decoded(address === undefined ? null : await readJson<RecordedCasts>(address));
      } catch {
        return { reason: 'its recording cannot be fetched' };
      }
    },
    noLive: () => 'there are no live runs in a published talk',
  });
}
