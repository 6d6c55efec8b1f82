// What Next does: a recording that plays beside the slide goes to its next mark and
// pauses there; behind its last one, and anywhere else, the talk goes on by a step.
import type { DemoStatus } from '../protocol.ts';
import type { Context } from './context.ts';

type Advancing = Pick<Context, 'position' | 'store' | 'states' | 'slot' | 'link'>;

export function advance(context: Advancing): void {
  if (!playsOn(context)) context.position.next();
}

/** Sends a recording that plays beside the slide to its next mark, if there is one left: then nothing else moves. */
export function playsOn({ position, store, states, slot, link }: Advancing): boolean {
  const names = slot.visible ? (store.slide(position.slide)?.demos ?? []) : [];
  const status = names.map((name) => states.status(name)).find((one) => one?.state === 'replaying');
  if (status !== undefined) {
    const left = marksLeft(status);
    const heard = (left || status.replay?.playing === false) && link.send({ type: 'mark', demo: status.name });
    // Where nobody plays it on, the slides do not wait.
    if (left && heard) return true;
  }
  return false;
}

function marksLeft({ replay }: DemoStatus): boolean {
  return replay !== null && replay.reached < replay.markers.length;
}
