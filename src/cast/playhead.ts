// Where a replay is on its timeline: at rest, or moving with the clock at a speed.
import type { Clock } from './clock.ts';

export interface Playhead {
  readonly moving: boolean;
  /** Seconds of the timeline in a second: above 0; Infinity is at the end at once. */
  readonly speed: number;
  /** Seconds on the timeline, 0..duration. */
  readonly position: number;
  /** Stands at, or goes on from, this position. */
  place(position: number): void;
  start(): void;
  halt(): void;
  setSpeed(speed: number): void;
  /** Milliseconds of the clock until it is at a position ahead. */
  until(position: number): number;
}

/** At rest at 0. */
export function createPlayhead(clock: Clock, duration: number): Playhead {
  let moving = false;
  let speed = 1;
  let placed = { at: clock.now(), position: 0 };

  function position(): number {
    if (!moving) return placed.position;
    if (speed === Number.POSITIVE_INFINITY) return duration;
    return Math.min(duration, placed.position + ((clock.now() - placed.at) / 1000) * speed);
  }

  function place(to: number): void {
    placed = { at: clock.now(), position: to };
  }

  return {
    get moving() {
      return moving;
    },
    get speed() {
      return speed;
    },
    get position() {
      return position();
    },
    place,
    start() {
      place(position());
      moving = true;
    },
    halt() {
      place(position());
      moving = false;
    },
    setSpeed(now) {
      place(position());
      speed = now;
    },
    until: (ahead) => Math.max(0, ((ahead - position()) * 1000) / speed),
  };
}
