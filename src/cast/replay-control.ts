// The reins of a recording that plays: to the next mark, to any moment, slower, paused.
// What a jump brings is not sent event by event: the screens are drawn afresh.
import type { SessionEvent } from '../session.ts';
import type { Replay } from './replay.ts';

export interface ReplayControl {
  /** As the protocol tells it. All seconds at normal speed, to the millisecond. */
  readonly status: {
    readonly position: number;
    readonly duration: number;
    readonly playing: boolean;
    readonly speed: number;
    readonly markers: readonly { readonly time: number; readonly label: string }[];
    /** How many of the markers are behind it. */
    readonly reached: number;
  };
  /** To the next mark, and pauses there; asked again on the way, at once. Behind the last one it plays to its end. */
  next(): void;
  seek(seconds: number): void;
  setSpeed(speed: number): void;
  pause(on: boolean): void;
  /** The replay has delivered this event. */
  delivered(event: SessionEvent): void;
  /** The replay begins again from its first event. */
  reset(): void;
}

export interface ReplayControlOptions {
  readonly replay: Replay;
  /** Does it without a message to the views. */
  quietly(act: () => void): void;
  /** The views are to be given the screens, and the status with them. */
  jumped(): void;
  /** The status is another one. */
  changed(): void;
}

export function createReplayControl({ replay, quietly, jumped, changed }: ReplayControlOptions): ReplayControl {
  const markers = replay.markers.map(({ time, label }) => ({ time: rounded(time), label }));
  let reached = 0;
  /** The mark that it plays to. */
  let target: number | null = null;

  function jump(act: () => void): void {
    target = null;
    quietly(act);
    jumped();
  }

  return {
    get status() {
      const { position, duration, playing, speed } = replay;
      return { position: rounded(position), duration: rounded(duration), playing, speed, markers, reached };
    },
    next() {
      const on = target;
      if (on !== null && replay.playing) {
        jump(() => replay.seekMarker(on));
        return;
      }
      target = reached < markers.length ? reached : null;
      replay.nextMarker();
      changed();
    },
    seek: (seconds) => jump(() => replay.seek(seconds)),
    setSpeed(speed) {
      replay.setSpeed(speed);
      changed();
    },
    pause(on) {
      target = null;
      if (on) replay.pause();
      else replay.play();
      changed();
    },
    delivered(event) {
      if (event.type !== 'marker') return;
      reached += 1;
      // It has come to where it was to pause.
      if (target === null || replay.playing) return;
      target = null;
      changed();
    },
    reset() {
      reached = 0;
    },
  };
}

/** To the millisecond. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
