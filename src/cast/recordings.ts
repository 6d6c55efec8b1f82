// The recording of a demo as whoever plays it is given it: a cast a pane, or why not.
import type { PaneCast } from './timeline.ts';

/** The recording of a demo, a cast a pane; or one line on why there is none to play. */
export type Recordings = { readonly casts: readonly PaneCast[] } | { readonly reason: string };

/** When it was recorded, as ISO 8601; null where the casts do not say. */
export function recordedAt(casts: readonly PaneCast[]): string | null {
  for (const { cast } of casts) {
    if (cast.header.timestamp === null) continue;
    const date = new Date(cast.header.timestamp * 1000);
    if (!Number.isNaN(date.getTime())) return date.toISOString();
  }
  return null;
}
