// A recorded run as a session: whoever watches a live run can watch this one. It
// stands at 0 until it is played, delivers each event when its time has come on the
// given clock, and ends as the recorded run ended. Typing into it does nothing.
//
// Two things say where it is: a cursor, before which all was delivered, and a playhead
// that moves with the clock. Listeners may call any method while they are told something.
// In one file, for cursor, playhead and timer change only together.
import type { Outcome, Session } from '../session.ts';
import { createBrake } from './brake.ts';
import type { Clock } from './clock.ts';
import { createListeners } from './listeners.ts';
import { createPlayhead } from './playhead.ts';
import { createTimeline, type PaneCast, recordedOutcome, type TimelineEntry, type TimelineMarker } from './timeline.ts';

export interface Replay extends Session {
  readonly kind: 'recorded';
  /** Seconds at normal speed. */
  readonly duration: number;
  readonly position: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly markers: readonly TimelineMarker[];
  /** Plays from here to the end. Nothing is delivered in this turn, so one may subscribe after it. */
  play(): void;
  pause(): void;
  /** To so many seconds, cut to 0..duration; all events until then are delivered at once, going back after a reset. */
  seek(seconds: number): void;
  /** To this one of `markers`: what came before it and itself is delivered at once, and the replay is paused. */
  seekMarker(index: number): void;
  /** Plays to the next marker and pauses there: gives that marker; null when there is none, and it plays to the end. */
  nextMarker(): TimelineMarker | null;
  /** From 0 (not included) to Infinity, which does not wait at all; else ignored. */
  setSpeed(speed: number): void;
}

export interface ReplayOptions {
  /** Unique for each replay. */
  readonly id: string;
  readonly demo: string;
  readonly clock: Clock;
  /** 1 unless told. */
  readonly speed?: number | undefined;
  /** As in `createTimeline`. */
  readonly idleLimit?: number | null | undefined;
  /** A subscriber threw, and hears no more. */
  readonly report?: ((error: unknown) => void) | undefined;
}

/** Events in one turn: what else waits for the thread must not wait long. */
const BATCH = 1000;
/** Milliseconds; timers cannot wait for long ones. */
const LONGEST_WAIT = 60_000;
/** Seconds: times that differ by less are the same. */
const DUST = 1e-6;

/** A replay of all panes of a run, paused at its start. */
export function createReplay(casts: readonly PaneCast[], options: ReplayOptions): Replay {
  const { clock, report = () => {} } = options;
  const { entries, markers, markerIndexes, duration } = createTimeline(casts, options.idleLimit);
  const listeners = createListeners(report);
  const head = createPlayhead(clock, duration);
  /** Index of the next entry; all before it were delivered. */
  let cursor = 0;
  /** Index of the entry after which it pauses. */
  let pauseAfter: number | null = null;
  /** Counts calls of `move`: one that is overtaken by another, made by a listener, leaves it all to that one. */
  let moves = 0;
  let cancel: () => void = () => {};
  let announced = false;
  let over = false;
  let controlled = false;
  let resolveEnd: (outcome: Outcome) => void;
  const ended = new Promise<Outcome>((resolve) => {
    resolveEnd = resolve;
  });
  const brake = createBrake(() => {
    head.place(position());
    schedule();
  });

  /** The clock may be ahead of what was delivered; the position never is. */
  function position(): number {
    return Math.min(head.position, entries[cursor]?.at ?? duration);
  }

  function schedule(): void {
    cancel();
    if (over || !head.moving || (brake.on && cursor < entries.length)) return;
    const wait = announced ? head.until(entries[cursor]?.at ?? 0) : 0;
    cancel = clock.at(Math.min(LONGEST_WAIT, wait), deliverDue);
  }

  function announce(): void {
    if (announced) return;
    announced = true;
    listeners.tell((listener) => listener.state('replaying'));
  }

  function deliver({ at, event }: TimelineEntry): void {
    if (pauseAfter === cursor) {
      pauseAfter = null;
      head.halt();
      head.place(at);
    }
    // Fractions of time may leave it just before what it has reached.
    if (head.position < at) head.place(at);
    cursor += 1;
    if (event.type === 'output') brake.sent(event.pane, event.data.length);
    listeners.tell((listener) => listener.event(event));
  }

  function deliverDue(): void {
    announce();
    for (let left = BATCH; left > 0 && !over && head.moving && !brake.on; left--) {
      const next = entries[cursor];
      if (next === undefined || next.at > head.position + DUST) break;
      deliver(next);
    }
    if (!over && head.moving && cursor === entries.length) finish(recordedOutcome(entries, casts.length));
    else schedule();
  }

  /** Delivers at once what is before index `end`; from the first entry on if that lies behind. */
  function move(end: number, at: number): void {
    moves += 1;
    const mine = moves;
    pauseAfter = null;
    announce();
    if (mine === moves && end < cursor) {
      cursor = 0;
      brake.setControlled(controlled);
      listeners.tell((listener) => listener.reset?.());
    }
    while (!over && mine === moves && cursor < end) {
      const next = entries[cursor];
      if (next !== undefined) deliver(next);
    }
    if (over || mine !== moves) return;
    head.place(at);
    schedule();
  }

  function finish(outcome: Outcome): void {
    pause();
    over = true;
    cancel();
    listeners.tell((listener) => listener.state(outcome.state));
    resolveEnd(outcome);
  }

  function play(until: number | null): void {
    if (over) return;
    pauseAfter = until;
    if (head.moving) return;
    head.start();
    schedule();
  }

  function pause(): void {
    const at = position();
    head.halt();
    head.place(at);
    cancel();
  }

  function setSpeed(speed: number): void {
    if (!(speed > 0)) return;
    head.place(position());
    head.setSpeed(speed);
    schedule();
  }

  setSpeed(options.speed ?? 1);
  return {
    id: options.id,
    demo: options.demo,
    kind: 'recorded',
    duration,
    markers,
    ended,
    get position() {
      return position();
    },
    get playing() {
      return head.moving;
    },
    get speed() {
      return head.speed;
    },
    play: () => play(null),
    pause,
    seek(seconds) {
      if (over || Number.isNaN(seconds)) return;
      const at = Math.min(duration, Math.max(0, seconds));
      const after = entries.findIndex((entry) => entry.at > at + DUST);
      move(after === -1 ? entries.length : after, at);
    },
    seekMarker(index) {
      const end = markerIndexes[index];
      const marker = markers[index];
      if (over || end === undefined || marker === undefined) return;
      pause();
      move(end + 1, marker.time);
    },
    nextMarker() {
      const next = over ? -1 : markerIndexes.findIndex((index) => index >= cursor);
      play(markerIndexes[next] ?? null);
      return markers[next] ?? null;
    },
    setSpeed,
    subscribe: listeners.add,
    write() {},
    acknowledge: brake.acknowledge,
    setControlled(now) {
      controlled = now;
      brake.setControlled(now);
    },
    stop() {
      if (!over) finish({ state: 'stopped', code: null, signal: null, reason: 'stopped' });
      return ended;
    },
  };
}
