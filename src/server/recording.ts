// A recorded run on the stage: what the server is told of it, and how it becomes a
// session that is shown as a live one is.
import { randomUUID } from 'node:crypto';
import { systemClock } from '../cast/clock.ts';
import { createReplay, type Replay } from '../cast/replay.ts';
import type { PaneCast } from '../cast/timeline.ts';

/** The recording of a demo, a cast a pane; or one line on why there is none to play. */
export type Recordings = { readonly casts: readonly PaneCast[] } | { readonly reason: string };

/** A replay that plays from its beginning, by the machine's clock. */
export function playCasts(demo: string, casts: readonly PaneCast[]): Replay {
  const replay = createReplay(casts, { id: randomUUID(), demo, clock: systemClock() });
  replay.play();
  return replay;
}

/** When it was recorded, as ISO 8601; null where the casts do not say. */
export function recordedAt(casts: readonly PaneCast[]): string | null {
  for (const { cast } of casts) {
    if (cast.header.timestamp === null) continue;
    const date = new Date(cast.header.timestamp * 1000);
    if (!Number.isNaN(date.getTime())) return date.toISOString();
  }
  return null;
}
