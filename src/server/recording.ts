// A recorded run on the stage: what the server is told of it, and how it becomes a
// session that is shown as a live one is.
import { randomUUID } from 'node:crypto';
import { systemClock } from '../cast/clock.ts';
import { createReplay, type Replay } from '../cast/replay.ts';
import type { PaneCast } from '../cast/timeline.ts';

/** A replay that plays from its beginning, by the machine's clock. */
export function playCasts(demo: string, casts: readonly PaneCast[]): Replay {
  const replay = createReplay(casts, { id: randomUUID(), demo, clock: systemClock() });
  replay.play();
  return replay;
}
