// One demo of the recorded transport: its recording as a run that is shown, with the
// reins; and what stands on its panes, for a view that comes late. What a jump brings
// is not told event by event: the screens are told afresh, as the server does it.
import type { Clock } from '../../cast/clock.ts';
import { recordedAt } from '../../cast/recordings.ts';
import { createReplay } from '../../cast/replay.ts';
import { createReplayControl, type ReplayControl } from '../../cast/replay-control.ts';
import type { PaneCast } from '../../cast/timeline.ts';
import type { DemoInfo, DemoSnapshot, DemoStatus } from '../../protocol.ts';
import type { Outcome, Session, SessionEvent } from '../../session.ts';
import type { TransportHandler } from './transport.ts';

/** Where a recording begins, unless at its start, playing, as fast as it was. */
export interface Beginning {
  /** What was wrong with the live run that it stands for; '' for nothing. */
  readonly trouble?: string;
  /** Seconds at normal speed. */
  readonly position?: number;
  readonly playing?: boolean;
  readonly speed?: number;
}

export interface RecordedDemo {
  readonly status: DemoStatus;
  snapshot(): DemoSnapshot;
  /** From its beginning, in place of what is shown. */
  play(casts: readonly PaneCast[], beginning?: Beginning): void;
  stop(): void;
  clear(): void;
  mark(): void;
  seek(seconds: number): void;
  pause(on: boolean): void;
  speed(times: number): void;
  acknowledge(pane: string, run: string, characters: number): void;
  /** Whether there is a view that says what it has drawn. */
  setControlled(controlled: boolean): void;
}

export interface RecordedDemoOptions {
  /** As the demo is when a recording begins. */
  info(): Pick<DemoInfo, 'name' | 'panes'>;
  readonly clock: Clock;
  readonly tell: Pick<TransportHandler, 'status' | 'screen' | 'event'>;
}

/** UTF-16 units of a pane's output that a late view is given; of more the end, from a line's beginning on. */
const KEPT = 2_000_000;
/** Clears screen and scrollback; modes stay, since what comes next counts on them. */
const CLEAR = '\x1b[H\x1b[2J\x1b[3J';

export function createRecordedDemo(name: string, { info, clock, tell }: RecordedDemoOptions): RecordedDemo {
  let session: Session | null = null;
  let control: ReplayControl | null = null;
  let played: { readonly casts: readonly PaneCast[]; readonly trouble: string } | null = null;
  let status: DemoStatus = idle(name);
  let begun = 0;
  let panes = new Map<string, History>();
  let controlled = false;
  let quiet = false;

  const now = (): DemoStatus => {
    if (control === null) return status;
    return { ...status, replay: control.status, elapsed: Math.round(clock.now() - begun) / 1000 };
  };
  const snapshot = (): DemoSnapshot => ({
    status: now(),
    panes: [...panes].map(([pane, history]) => ({ name: pane, data: history.text() })),
  });
  const changed = (): void => tell.status(now());
  const jumped = (): void => tell.screen(snapshot());
  const quietly = (act: () => void): void => {
    quiet = true;
    try {
      act();
    } finally {
      quiet = false;
    }
    // Nobody is going to acknowledge what nobody was told.
    session?.setControlled(controlled);
  };

  function take(run: string, event: SessionEvent): void {
    const history = panes.get(event.pane);
    if (history === undefined) return;
    if (event.type === 'output') history.add(event.data);
    if (event.type === 'marker') status = { ...status, mark: event.label };
    if (!quiet) tell.event(name, run, event);
    control?.delivered(event);
  }

  function end({ state, reason }: Outcome): void {
    status = { ...now(), state, reason };
    session = null;
    control = null;
    changed();
  }

  const again = (): void => {
    if (control === null && played !== null) demo.play(played.casts, { trouble: played.trouble });
  };
  const demo: RecordedDemo = {
    get status() {
      return now();
    },
    snapshot,
    play(casts, { trouble = '', position = 0, playing = true, speed = 1 } = {}) {
      void session?.stop();
      played = { casts, trouble };
      const replay = createReplay(casts, { id: crypto.randomUUID(), demo: name, clock, speed });
      session = replay;
      panes = new Map(info().panes.map((pane) => [pane.name, new History()]));
      begun = clock.now() - (position / speed) * 1000;
      status = { ...idle(name), state: 'replaying', run: replay.id, kind: 'recorded', recordedAt: recordedAt(casts), trouble };
      control = createReplayControl({ replay, quietly, jumped, changed });
      const mine = replay;
      const ifMine =
        <A extends readonly unknown[]>(act: (...args: A) => void) =>
        (...args: A): void => {
          if (session === mine) act(...args);
        };
      replay.subscribe({
        event: ifMine((event) => take(mine.id, event)),
        state: () => {},
        reset: ifMine(() => {
          for (const history of panes.values()) history.reset();
          status = { ...status, mark: '' };
          control?.reset();
        }),
      });
      replay.setControlled(controlled);
      void replay.ended.then(ifMine(end));
      changed();
      if (position > 0) control.seek(position);
      if (playing) control.pause(false);
    },
    stop() {
      void session?.stop();
    },
    clear() {
      for (const history of panes.values()) history.add(CLEAR);
      jumped();
    },
    mark: () => control?.next(),
    seek(seconds) {
      again();
      control?.seek(seconds);
    },
    pause(on) {
      if (!on) again();
      control?.pause(on);
    },
    speed: (times) => control?.setSpeed(times),
    acknowledge(pane, run, characters) {
      if (session?.id === run) session.acknowledge(pane, characters);
    },
    setControlled(on) {
      controlled = on;
      session?.setControlled(on);
    },
  };
  return demo;
}

/** Of a demo that has not run. */
function idle(name: string): DemoStatus {
  return { name, state: 'idle', run: null, kind: 'live', recordedAt: null, reason: '', trouble: '', mark: '', replay: null, elapsed: 0 };
}

/** What a pane has been given to draw. */
class History {
  #parts: string[] = [];
  #length = 0;

  add(data: string): void {
    this.#parts.push(data);
    this.#length += data.length;
    if (this.#length > 2 * KEPT) this.#shorten();
  }

  text(): string {
    if (this.#length > KEPT) this.#shorten();
    const text = this.#parts.join('');
    this.#parts = [text];
    return text;
  }

  reset(): void {
    this.#parts = [];
    this.#length = 0;
  }

  #shorten(): void {
    const text = this.#parts.join('');
    const line = text.indexOf('\n', text.length - KEPT);
    this.#parts = [text.slice(line === -1 ? text.length - KEPT : line + 1)];
    this.#length = this.#parts[0]?.length ?? 0;
  }
}
