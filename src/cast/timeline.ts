// The casts of one run, a pane each, put on the one clock they were recorded by:
// all events in order, where they stand when pauses are shortened, and the markers.
import type { Outcome, SessionEvent } from '../session.ts';
import type { Cast } from './cast.ts';

export interface PaneCast {
  readonly pane: string;
  readonly cast: Cast;
}

export interface TimelineEntry {
  /** Seconds into the replay at normal speed. */
  readonly at: number;
  /** With the time at which it was recorded. */
  readonly event: SessionEvent;
}

export interface TimelineMarker {
  /** Seconds into the replay at normal speed. */
  readonly time: number;
  readonly label: string;
  readonly pane: string;
}

export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  readonly markers: readonly TimelineMarker[];
  /** For each marker, where in `entries` it stands. */
  readonly markerIndexes: readonly number[];
  /** Seconds, until the last event. */
  readonly duration: number;
}

/**
 * `idleLimit`: seconds that a pause of all panes may last; null as long as it lasted; undefined as the first cast
 * says. Of events at the same time those of the pane named first come first.
 */
export function createTimeline(casts: readonly PaneCast[], idleLimit?: number | null): Timeline {
  const asked = idleLimit === undefined ? (casts[0]?.cast.header.idleLimit ?? null) : idleLimit;
  const limit = asked !== null && asked >= 0 ? asked : Number.POSITIVE_INFINITY;
  const events = casts.flatMap(({ pane, cast }) => cast.events.map((event) => (event.pane === pane ? event : { ...event, pane })));
  events.sort((a, b) => a.time - b.time);

  const entries: TimelineEntry[] = [];
  const markers: TimelineMarker[] = [];
  const markerIndexes: number[] = [];
  let before = 0;
  let cut = 0;
  for (const event of events) {
    cut += Math.max(0, event.time - before - limit);
    before = event.time;
    // Cut from the recorded time, not added up from pauses, so that fractions do not drift.
    const at = Math.max(0, Math.round((event.time - cut) * 1e6) / 1e6);
    if (event.type === 'marker') {
      markerIndexes.push(entries.length);
      markers.push({ time: at, label: event.label, pane: event.pane });
    }
    entries.push({ at, event });
  }
  return { entries, markers, markerIndexes, duration: entries.at(-1)?.at ?? 0 };
}

/** How the run ended that these events are of: failed if any program ended badly, which is the first one named. */
export function recordedOutcome(entries: readonly TimelineEntry[], panes: number): Outcome {
  const exits = entries.flatMap(({ event }) => (event.type === 'exit' ? [event] : []));
  if (exits.length === 0) return { state: 'exited', code: null, signal: null, reason: 'end of the recording' };
  const bad = exits.find((exit) => exit.code !== 0);
  if (bad === undefined) return { state: 'exited', code: 0, signal: null, reason: 'exit code 0' };
  const { pane, code, signal } = bad;
  const reason = signal === null ? `exit code ${code}` : `killed by ${signal}`;
  return { state: 'failed', code, signal, reason: panes > 1 ? `${pane}: ${reason}` : reason };
}
