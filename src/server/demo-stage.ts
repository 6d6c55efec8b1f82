// One demo on the stage: owns its executions and the screens that late views are
// given. At most one execution is shown, live or recorded; a live run that a recording
// took the place of is stopped unseen, and the next live one waits until it is gone.
import type { PaneCast } from '../cast/timeline.ts';
import type { DemoSpec } from '../demo.ts';
import type { DemoSnapshot, DemoStatus, ServerMessage } from '../protocol.ts';
import type { DemoState, Outcome, Session } from '../session.ts';
import { playCasts, type Recordings, recordedAt } from './recording.ts';
import type { Screen } from './screen.ts';
import { blankPanes, type Showing, type ShownPane, show } from './showing.ts';

export interface DemoStage {
  status(): DemoStatus;
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
  input(pane: string, data: string): void;
  /** From the controlling view. */
  drawn(run: string, pane: string, characters: number): void;
  setControlled(controlled: boolean): void;
  close(): Promise<void>;
}

export interface DemoStageSettings {
  start(spec: DemoSpec): Session;
  casts(spec: DemoSpec): Promise<Recordings>;
  createScreen(columns: number, rows: number): Screen;
  emit(message: ServerMessage): void;
}

/** Milliseconds within which a second stop counts as the same press. */
const SAME_PRESS = 300;

export function createDemoStage(name: string, settings: DemoStageSettings): DemoStage {
  let showing: Showing | null = null;
  /** Live runs that nobody sees any more, until they have ended. */
  const leaving = new Set<Session>();
  let panes = new Map<string, ShownPane>();
  let controlled = false;
  /** To be run live as soon as what is in its way has ended. */
  let next: DemoSpec | null = null;
  /** Counts what was asked for: a recording that took long to read is not played after a later wish. */
  let wishes = 0;
  let stopAsked: number | null = null;
  let begun = performance.now();
  let shown: Omit<DemoStatus, 'elapsed'> & { readonly ended: number | null } = {
    ...idleStatus(name),
    ended: null,
  };

  function status(): DemoStatus {
    const { ended, ...rest } = shown;
    const elapsed = rest.run === null ? 0 : ((ended ?? performance.now()) - begun) / 1000;
    return { ...rest, elapsed: Math.round(elapsed * 1000) / 1000 };
  }

  function tell(state: DemoState, reason = '', ended: number | null = null): void {
    shown = { ...shown, state, reason, ended };
    settings.emit({ type: 'demo', status: status() });
  }

  /** Live without casts. Nothing may be shown any more. */
  function begin(spec: DemoSpec, casts: readonly PaneCast[] | null): void {
    for (const pane of panes.values()) pane.screen.close();
    panes = blankPanes(spec, settings.createScreen);
    begun = performance.now();
    stopAsked = null;
    shown = { ...shown, kind: casts === null ? 'live' : 'recorded', recordedAt: casts === null ? null : recordedAt(casts) };
    let session: Session;
    try {
      session = casts === null ? settings.start(spec) : playCasts(name, casts);
    } catch (error) {
      shown = { ...shown, run: `failed-${begun}` };
      tell('failed', error instanceof Error ? error.message : String(error), begun);
      return;
    }
    shown = { ...shown, run: session.id };
    tell(casts === null ? 'starting' : 'replaying');
    const state = (now: DemoState) => {
      if (now !== shown.state) tell(now);
    };
    const mine = show({ session, panes, emit: settings.emit, state });
    showing = mine;
    mine.setControlled(controlled);
    void session.ended.then((outcome) => {
      if (showing === mine) end(outcome);
    });
  }

  function end(outcome: Outcome): void {
    showing?.leave();
    showing = null;
    tell(outcome.state, outcome.reason, performance.now());
    beginNext();
  }

  function beginNext(): void {
    const spec = next;
    if (spec === null || leaving.size > 0 || showing?.session.kind === 'live') return;
    next = null;
    drop();
    begin(spec, null);
  }

  /** Takes what is shown off the stage, and ends it. */
  function drop(): void {
    const session = showing?.session;
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
    status,
    snapshot: async () => {
      const now = status();
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
      begin(spec, recordings.casts);
      return null;
    },
    stop: () => {
      wishes++;
      next = null;
      if (showing === null) return;
      const now = performance.now();
      if (stopAsked !== null && now - stopAsked < SAME_PRESS) return;
      stopAsked = now;
      void showing.session.stop();
    },
    clear: () => {
      for (const pane of panes.values()) pane.screen.clear();
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
      wishes++;
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

function idleStatus(name: string): DemoStatus {
  return { name, state: 'idle', run: null, kind: 'live', recordedAt: null, reason: '', elapsed: 0 };
}
