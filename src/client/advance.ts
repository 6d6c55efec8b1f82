// What Next does: a recording that plays beside the slide goes to its next mark and
// pauses there; behind its last one, and anywhere else, the talk goes on by a step.
import type { DemoStatus } from '../protocol.ts';
import type { Context } from './context.ts';

type Advancing = Pick<Context, 'position' | 'store' | 'states' | 'slot' | 'link'>;

export function advance({ position, store, states, slot, link }: Advancing): void {
  const names = slot.visible ? (store.slide(position.slide)?.demos ?? []) : [];
  const status = names.map((name) => states.status(name)).find((one) => one?.state === 'replaying');
  if (status !== undefined) {
    const left = marksLeft(status);
    const heard = (left || status.replay?.playing === false) && link.send({ type: 'mark', demo: status.name });
    // Where nobody plays it on, the slides do not wait.
    if (left && heard) return;
  }
  position.next();
}

function marksLeft({ replay }: DemoStatus): boolean {
  return replay !== null && replay.reached < replay.markers.length;
}
