// The execution of a demo that is shown, live or recorded, and what goes with it: its way
// to the views, the screens that late views are given, the watch or the reins, what is
// told of it. It begins and leaves when the stage says so. In one file, for what belongs
// to an execution has to come and go as one.
import { randomUUID } from 'node:crypto';
import { recordedAt } from '../cast/recordings.ts';
import { createReplayControl, type ReplayControl } from '../cast/replay-control.ts';
import type { PaneCast } from '../cast/timeline.ts';
import type { DemoSpec, Fallback } from '../demo.ts';
import type { ClientMessage, DemoSnapshot, ServerMessage } from '../protocol.ts';
import type { DemoState, Outcome, Session, SessionEvent } from '../session.ts';
import { createStatusBoard, type StatusBoard } from './demo-status.ts';
import { createLiveRun, type LiveRun, type LiveRunOptions } from './live-run.ts';
import { createPaneScreens } from './pane-screens.ts';
import { playCasts } from './recording.ts';
import type { Screen } from './screen.ts';
import { type Showing, show } from './showing.ts';

export type SteerOrder = Extract<ClientMessage, { readonly type: 'mark' | 'seek' | 'speed' | 'pause' }>;

export interface Execution {
  /** What goes on; null before the first and when it is over. */
  readonly session: Session | null;
  readonly board: StatusBoard;
  /** Nothing may go on any more. Throws nothing: what could not be started has failed. */
  live(spec: DemoSpec, mode: Fallback): void;
  /** Nothing may go on any more. `trouble` is what is wrong with the live run that it stands for. */
  replay(spec: DemoSpec, casts: readonly PaneCast[], trouble: string): void;
  /** Takes what goes on off the stage: nobody sees what it does from now on. It has to be ended. */
  leave(): void;
  /** The speaker ends what goes on. */
  stopAsked(): void;
  /** Takes the reins of the recording; one that is over begins again where it is to be seen. */
  steer(order: SteerOrder): void;
  /** Types the next scripted line; or tells why not. */
  type(): string | null;
  input(pane: string, data: string): void;
  drawn(run: string, pane: string, characters: number): void;
  setControlled(controlled: boolean): void;
  /** All panes as of this call. */
  snapshot(): Promise<DemoSnapshot>;
  clear(): void;
  /** After what went on has ended. */
  close(): void;
}

export interface ExecutionSettings extends Pick<LiveRunOptions, 'expectations' | 'prompter'> {
  start(spec: DemoSpec): Session;
  createScreen(columns: number, rows: number): Screen;
  emit(message: ServerMessage): void;
  /** Gives every view the screens as they are now. */
  redraw(): void;
}

export interface ExecutionEvents {
  /** Something is wrong with the live run, or with how it ended; '' when it is well after all. It was told. */
  trouble(spec: DemoSpec, trouble: string): void;
  /** It is over, and that was told. */
  over(): void;
}

export function createExecution(name: string, settings: ExecutionSettings, events: ExecutionEvents): Execution {
  const screens = createPaneScreens(settings.createScreen);
  let showing: Showing | null = null;
  /** Of the live run that goes on. */
  let run: LiveRun | null = null;
  /** Of the recording that goes on. */
  let control: ReplayControl | null = null;
  /** The recording that is shown, also when it is over. */
  let played: { readonly spec: DemoSpec; readonly casts: readonly PaneCast[]; readonly trouble: string } | null = null;
  let controlled = false;
  const board = createStatusBoard(name, settings.emit, () => control?.status ?? null);

  function begin(spec: DemoSpec, session: Session, first: DemoState): void {
    screens.renew(spec);
    board.tell({ state: first });
    const state = (now: DemoState) => {
      if (now !== board.status.state) board.tell({ state: now });
    };
    const page = (pane: string, url: string) => {
      const others = (board.status.pages ?? []).filter((one) => one.pane !== pane);
      board.tell({ pages: [...others, { pane, url }] });
    };
    const mine = show({ session, panes: screens.panes, emit: settings.emit, state, happened, reset, page });
    showing = mine;
    mine.setControlled(controlled);
    void session.ended.then((outcome) => {
      if (showing === mine) end(spec, outcome);
    });
  }

  function happened(event: SessionEvent): void {
    if (event.type === 'marker') board.reached(event.label);
    control?.delivered(event);
  }

  function reset(): void {
    board.reached('');
    control?.reset();
  }

  function accompany(spec: DemoSpec, session: Session, mode: Fallback): LiveRun {
    const trouble = (reason: string) => {
      board.tell({ trouble: reason });
      events.trouble(spec, reason);
    };
    const nextChanged = () => board.tell({ next: run?.next ?? null });
    return createLiveRun({ ...settings, spec, session, mode, trouble, nextChanged });
  }

  function end(spec: DemoSpec, outcome: Outcome): void {
    const { kind, replay } = board.status;
    const trouble = run?.verdict(outcome) ?? '';
    off();
    const { state, reason } = outcome;
    board.end({ state, reason, replay, next: null, ...(kind === 'live' ? { trouble } : {}) });
    events.trouble(spec, trouble);
    events.over();
  }

  function failToStart(spec: DemoSpec, trouble: string, reason: string): void {
    screens.renew(spec);
    board.begin({ run: `failed-${randomUUID()}` });
    board.end({ state: 'failed', reason, trouble });
    events.trouble(spec, trouble);
  }

  function off(): void {
    run?.close();
    run = null;
    control = null;
    showing?.leave();
    showing = null;
  }

  const execution: Execution = {
    board,
    get session() {
      return showing?.session ?? null;
    },
    live(spec, mode) {
      played = null;
      let session: Session;
      try {
        session = settings.start(spec);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return failToStart(spec, mode === 'never' ? '' : reason, reason);
      }
      board.begin({ run: session.id });
      begin(spec, session, 'starting');
      run = accompany(spec, session, mode);
      if (run.next !== null) board.tell({ next: run.next });
    },
    replay(spec, casts, trouble) {
      played = { spec, casts, trouble };
      const replay = playCasts(name, casts);
      const changed = () => board.tell({});
      const quietly = (act: () => void) => showing?.quietly(act);
      board.begin({ run: replay.id, kind: 'recorded', recordedAt: recordedAt(casts), trouble });
      control = createReplayControl({ replay, quietly, jumped: settings.redraw, changed });
      begin(spec, replay, 'replaying');
    },
    leave: off,
    stopAsked() {
      run?.stopAsked();
      const { kind, trouble } = board.status;
      if (kind === 'live' && trouble !== '') board.tell({ trouble: '' });
    },
    steer(order) {
      const again = order.type === 'seek' || (order.type === 'pause' && !order.on);
      if (control === null && again && played !== null) execution.replay(played.spec, played.casts, played.trouble);
      if (order.type === 'mark') control?.next();
      if (order.type === 'seek') control?.seek(order.seconds);
      if (order.type === 'speed') control?.setSpeed(order.speed);
      if (order.type === 'pause') control?.pause(order.on);
    },
    type: () => (run === null ? notLive(name) : run.type()),
    input(pane, data) {
      if (screens.panes.has(pane)) run?.input(pane, data);
    },
    drawn(of, pane, characters) {
      if (showing?.session.id === of && screens.panes.has(pane)) showing.drawn(pane, characters);
    },
    setControlled(now) {
      controlled = now;
      showing?.setControlled(now);
    },
    snapshot: async () => {
      const status = board.status;
      return { status, panes: await screens.snapshot() };
    },
    clear: screens.clear,
    close() {
      off();
      screens.close();
    },
  };
  return execution;
}

export function notLive(name: string): string {
  return `"${name}" is not running live`;
}
