// One demo on the stage: owns its executions and the screens that late views are
// given. At most one execution is shown, live or recorded; a live run that a recording
// took the place of is stopped unseen, and the next live one waits until it is gone.
// A live run that fails is offered its recording, or gives way to it. In one file, for
// what is shown, what is leaving and what comes next change only together.
import { randomUUID } from 'node:crypto';
import { systemClock } from '../cast/clock.ts';
import { type Recordings, recordedAt } from '../cast/recordings.ts';
import { createReplayControl, type ReplayControl } from '../cast/replay-control.ts';
import type { PaneCast } from '../cast/timeline.ts';
import type { DemoSpec, Fallback } from '../demo.ts';
import type { ClientMessage, DemoSnapshot, ServerMessage } from '../protocol.ts';
import type { DemoState, Outcome, Session, SessionEvent } from '../session.ts';
import { createStatusBoard, idleStatus } from './demo-status.ts';
import { type Expectations, type RunWatch, watchRun } from './fallback.ts';
import { playCasts } from './recording.ts';
import type { Screen } from './screen.ts';
import { blankPanes, type Showing, type ShownPane, show } from './showing.ts';

export interface DemoStage {
  /** All panes as of this call. */
  snapshot(): Promise<DemoSnapshot>;
  /** Starts a live run; while one is being stopped, right after it; in place of a recording. false: one is going. */
  run(spec: DemoSpec): boolean;
  /** Plays the recording from its beginning in place of what is shown; or resolves to why not, and all stays as it was. */
  replay(spec: DemoSpec): Promise<string | null>;
  /** Ends what is shown; asked again after a moment, harder. */
  stop(): void;
  /** Empties all panes; the caller sends the snapshot. */
  clear(): void;
  /** Takes the reins of the recording that is shown; without one, nothing. */
  steer(order: SteerOrder): void;
  input(pane: string, data: string): void;
  /** From the controlling view. */
  drawn(run: string, pane: string, characters: number): void;
  setControlled(controlled: boolean): void;
  close(): Promise<void>;
}

export type SteerOrder = Extract<ClientMessage, { readonly type: 'mark' | 'seek' | 'speed' | 'pause' }>;

export interface DemoStageSettings {
  start(spec: DemoSpec): Session;
  casts(spec: DemoSpec): Promise<Recordings>;
  /** Of demos that do not say it themselves. */
  fallback(): Fallback;
  expectations(spec: DemoSpec): Expectations;
  createScreen(columns: number, rows: number): Screen;
  emit(message: ServerMessage): void;
  /** Gives every view the screens as they are now. */
  redraw(): void;
}

/** Milliseconds within which a second stop counts as the same press. */
const SAME_PRESS = 300;

export function createDemoStage(name: string, settings: DemoStageSettings): DemoStage {
  let showing: Showing | null = null;
  /** Of the live run that is shown. */
  let watch: RunWatch | null = null;
  /** Of the recording that is shown. */
  let control: ReplayControl | null = null;
  /** The recording that is shown, also when it is over. */
  let played: { readonly spec: DemoSpec; readonly casts: readonly PaneCast[]; readonly trouble: string } | null = null;
  let closed = false;
  /** Live runs that nobody sees any more, until they have ended. */
  const leaving = new Set<Session>();
  let panes = new Map<string, ShownPane>();
  let controlled = false;
  /** To be run live as soon as what is in its way has ended. */
  let next: DemoSpec | null = null;
  /** Counts what was asked for: a recording that took long to read is not played after a later wish. */
  let wishes = 0;
  let stopAsked: number | null = null;
  const board = createStatusBoard(name, settings.emit, () => control?.status ?? null);

  function modeOf(spec: DemoSpec): Fallback {
    return spec.fallback ?? settings.fallback();
  }

  /** Something is wrong with the live run, or no longer: that offers the recording, or has it take over. */
  function troubled(spec: DemoSpec, trouble: string): void {
    board.tell({ trouble });
    void takeOver(spec, trouble);
  }

  async function takeOver(spec: DemoSpec, trouble: string): Promise<void> {
    if (trouble === '' || next !== null || modeOf(spec) !== 'auto') return;
    const mine = wishes;
    const { run } = board.status;
    const recordings = await settings.casts(spec);
    if (closed || mine !== wishes || run !== board.status.run) return;
    if ('reason' in recordings) return board.tell({ trouble: `${trouble} · ${recordings.reason}` });
    drop();
    beginReplay(spec, recordings.casts, trouble);
  }

  /** Nothing may be shown any more. */
  function beginLive(spec: DemoSpec): void {
    played = null;
    let session: Session;
    try {
      session = settings.start(spec);
    } catch (error) {
      clearPanes(spec);
      board.begin({ run: `failed-${randomUUID()}` });
      failToStart(spec, error instanceof Error ? error.message : String(error));
      return;
    }
    board.begin({ run: session.id });
    begin(spec, session, 'starting');
    watch = watchFor(spec, session);
  }

  /** Nothing may be shown any more. */
  function beginReplay(spec: DemoSpec, casts: readonly PaneCast[], trouble: string): void {
    played = { spec, casts, trouble };
    const replay = playCasts(name, casts);
    const changed = () => board.tell({});
    const quietly = (act: () => void) => showing?.quietly(act);
    board.begin({ run: replay.id, kind: 'recorded', recordedAt: recordedAt(casts), trouble });
    control = createReplayControl({ replay, quietly, jumped: settings.redraw, changed });
    begin(spec, replay, 'replaying');
  }

  function begin(spec: DemoSpec, session: Session, first: DemoState): void {
    clearPanes(spec);
    board.tell({ state: first });
    const state = (now: DemoState) => {
      if (now !== board.status.state) board.tell({ state: now });
    };
    const mine = show({ session, panes, emit: settings.emit, state, happened, reset });
    showing = mine;
    mine.setControlled(controlled);
    void session.ended.then((outcome) => {
      if (showing === mine) end(spec, outcome);
    });
  }

  function clearPanes(spec: DemoSpec): void {
    for (const pane of panes.values()) pane.screen.close();
    panes = blankPanes(spec, settings.createScreen);
    stopAsked = null;
  }

  function happened(event: SessionEvent): void {
    if (event.type === 'marker') board.reached(event.label);
    control?.delivered(event);
  }

  function reset(): void {
    board.reached('');
    control?.reset();
  }

  function watchFor(spec: DemoSpec, session: Session): RunWatch | null {
    if (modeOf(spec) === 'never') return null;
    const trouble = (reason: string) => troubled(spec, reason);
    return watchRun({ session, panes: spec.panes, clock: systemClock(), expectations: settings.expectations(spec), trouble });
  }

  function failToStart(spec: DemoSpec, reason: string): void {
    const trouble = modeOf(spec) === 'never' ? '' : reason;
    board.end({ state: 'failed', reason, trouble });
    void takeOver(spec, trouble);
  }

  function end(spec: DemoSpec, outcome: Outcome): void {
    const trouble = watch?.verdict(outcome) ?? '';
    watch = null;
    showing?.leave();
    showing = null;
    const { state, reason } = outcome;
    const { kind, replay } = board.status;
    control = null;
    board.end({ state, reason, replay, ...(kind === 'live' ? { trouble } : {}) });
    void takeOver(spec, trouble);
    beginNext();
  }

  function beginNext(): void {
    const spec = next;
    if (spec === null || leaving.size > 0 || showing?.session.kind === 'live') return;
    next = null;
    drop();
    beginLive(spec);
  }

  /** Takes what is shown off the stage, and ends it. */
  function drop(): void {
    const session = showing?.session;
    watch?.close();
    watch = null;
    control = null;
    showing?.leave();
    showing = null;
    if (session === undefined) return;
    void session.stop();
    if (session.kind === 'recorded') return;
    leaving.add(session);
    void session.ended.then(() => {
      leaving.delete(session);
      beginNext();
    });
  }

  return {
    snapshot: async () => {
      const now = board.status;
      const data = [...panes].map(async ([pane, { screen }]) => ({ name: pane, data: await screen.snapshot() }));
      return { status: now, panes: await Promise.all(data) };
    },
    run: (spec) => {
      if (showing?.session.kind === 'live' && stopAsked === null) return false;
      wishes++;
      next = spec;
      // Asked for again, it is in a hurry.
      for (const session of leaving) void session.stop();
      beginNext();
      return true;
    },
    replay: async (spec) => {
      const mine = ++wishes;
      const recordings = await settings.casts(spec);
      if (mine !== wishes) return null;
      if ('reason' in recordings) return recordings.reason;
      next = null;
      drop();
      const { kind, trouble } = board.status;
      beginReplay(spec, recordings.casts, kind === 'live' ? trouble : '');
      return null;
    },
    stop: () => {
      wishes++;
      next = null;
      if (showing === null) return;
      const now = performance.now();
      if (stopAsked !== null && now - stopAsked < SAME_PRESS) return;
      stopAsked = now;
      watch?.stopAsked();
      const { kind, trouble } = board.status;
      if (kind === 'live' && trouble !== '') board.tell({ trouble: '' });
      void showing.session.stop();
    },
    clear: () => {
      for (const pane of panes.values()) pane.screen.clear();
    },
    steer: (order) => {
      const again = order.type === 'seek' || (order.type === 'pause' && !order.on);
      if (control === null && again && played !== null && !closed) beginReplay(played.spec, played.casts, played.trouble);
      if (order.type === 'mark') control?.next();
      if (order.type === 'seek') control?.seek(order.seconds);
      if (order.type === 'speed') control?.setSpeed(order.speed);
      if (order.type === 'pause') control?.pause(order.on);
    },
    input: (pane, data) => {
      if (panes.has(pane)) showing?.session.write(pane, data);
    },
    drawn: (run, pane, characters) => {
      if (showing?.session.id === run && panes.has(pane)) showing.drawn(pane, characters);
    },
    setControlled: (now) => {
      controlled = now;
      showing?.setControlled(now);
    },
    close: async () => {
      closed = true;
      wishes++;
      watch?.close();
      watch = null;
      next = null;
      const last = [...leaving, ...(showing === null ? [] : [showing.session])];
      await Promise.all(
        last.map(async (session) => {
          await session.stop();
          await session.ended;
        }),
      );
      for (const pane of panes.values()) pane.screen.close();
    },
  };
}

/** Of a demo that has not run. */
export function idleSnapshot(name: string): DemoSnapshot {
  return { status: idleStatus(name), panes: [] };
}
