// A recorded run of two panes, a replay of it on a manual clock, and a viewer that
// notes what it is told and when.
import { castHeader } from '../../src/cast/cast.ts';
import { createReplay, type Replay, type ReplayOptions } from '../../src/cast/replay.ts';
import type { PaneCast } from '../../src/cast/timeline.ts';
import type { SessionEvent } from '../../src/session.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';

const header = castHeader({ columns: 72, rows: 24 });

export function paneCast(pane: string, ...events: readonly SessionEvent[]): PaneCast {
  return { pane, cast: { header, events } };
}

export function output(pane: string, time: number, data: string): SessionEvent {
  return { type: 'output', pane, time, data };
}

export function marker(pane: string, time: number, label: string): SessionEvent {
  return { type: 'marker', pane, time, label };
}

export function exit(pane: string, time: number, code = 0): SessionEvent {
  return { type: 'exit', pane, time, code, signal: null };
}

/** A server, and a client that meets it; with a pause of 20 s. */
export const RUN: readonly PaneCast[] = [
  paneCast('server', output('server', 0, 'listening'), marker('server', 1, 'accept'), output('server', 1, 'client 1'), exit('server', 24)),
  paneCast(
    'client',
    output('client', 0.5, 'connected'),
    output('client', 1, 'hello'),
    output('client', 21, 'bye'),
    marker('client', 22, 'end'),
    exit('client', 23),
  ),
];

/** RUN as `watched` notes it at normal speed. */
export const WHOLE = [
  '0 replaying',
  '0 server: listening',
  '0.5 client: connected',
  '1 server# accept',
  '1 server: client 1',
  '1 client: hello',
  '21 client: bye',
  '22 client# end',
  '23 client exit 0',
  '24 server exit 0',
  '24 exited',
];

export interface Watched {
  readonly clock: ManualClock;
  readonly replay: Replay;
  /** `seconds of the clock`, then what came; since the last call. */
  told(): string[];
}

export function watched(casts: readonly PaneCast[] = RUN, options: Partial<ReplayOptions> = {}): Watched {
  const clock = manualClock();
  const begun = clock.now();
  const replay = createReplay(casts, { id: 'r1', demo: 'echo', clock, ...options });
  let notes: string[] = [];
  const note = (text: string) => notes.push(`${Math.round(clock.now() - begun) / 1000} ${text}`);
  replay.subscribe({ event: (event) => note(shown(event)), state: note, reset: () => note('reset') });
  return {
    clock,
    replay,
    told() {
      const all = notes;
      notes = [];
      return all;
    },
  };
}

function shown(event: SessionEvent): string {
  if (event.type === 'output' || event.type === 'input') return `${event.pane}: ${event.data}`;
  if (event.type === 'marker') return `${event.pane}# ${event.label}`;
  if (event.type === 'resize') return `${event.pane} ${event.columns}x${event.rows}`;
  return `${event.pane} exit ${event.code ?? event.signal}`;
}
