// Owns where this window is: slide and step, both from 0. Everybody who moves the
// talk asks here, everybody who shows it listens here. `origin` says who moved, so
// that what came from the server is not sent back to it.
import type { Position } from '../protocol.ts';
import { createEmitter, type Events } from './events.ts';
import type { Store } from './store.ts';

/** `here` a key or a program in this window; `server` the talk moved elsewhere; `deck` a new version moved the slide. */
export type Origin = 'here' | 'server' | 'deck';

interface PositionEvents {
  /** Always, and before the other two. */
  change: { readonly position: Position; readonly origin: Origin };
  slide: number;
  step: number;
}

export interface PositionOwner extends Events<PositionEvents> {
  readonly slide: number;
  readonly step: number;
  /** One step on; the last step of the last slide stays. */
  next(): void;
  prev(): void;
  /** Out of range is brought into range; no step means the first. */
  go(slide: number, step?: number, origin?: Origin): void;
}

export function createPosition(store: Store, start: Position): PositionOwner {
  const events = createEmitter<PositionEvents>();
  const stepsOf = (slide: number): number => store.slide(slide)?.stepNumbers.length ?? 1;
  const within = (n: number, count: number): number => Math.max(0, Math.min(count - 1, Math.trunc(n) || 0));

  const clamped = (slide: number, step: number): Position => {
    const at = within(slide, store.data.slides.length);
    return { slide: at, step: within(step, stepsOf(at)) };
  };
  let position = clamped(start.slide, start.step);

  const go = (slide: number, step = 0, origin: Origin = 'here'): void => {
    const before = position;
    const after = clamped(slide, step);
    const slideChanged = after.slide !== before.slide;
    const stepChanged = slideChanged || after.step !== before.step;
    if (!stepChanged && origin !== 'deck') return;
    position = after;
    events.emit('change', { position, origin });
    if (slideChanged) events.emit('slide', after.slide);
    if (stepChanged) events.emit('step', after.step);
  };

  return {
    on: events.on,
    get slide() {
      return position.slide;
    },
    get step() {
      return position.step;
    },
    go,
    next() {
      const { slide, step } = position;
      if (step + 1 < stepsOf(slide)) go(slide, step + 1);
      else if (slide + 1 < store.data.slides.length) go(slide + 1, 0);
    },
    prev() {
      const { slide, step } = position;
      if (step > 0) go(slide, step - 1);
      else if (slide > 0) go(slide - 1, stepsOf(slide - 1) - 1);
    },
  };
}
