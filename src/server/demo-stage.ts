// One demo on the stage: owns its session, at most one at a time, and the screens
// that late views are given. What happens is handed on as server messages.
import type { DemoSpec } from '../demo.ts';
import type { DemoSnapshot, DemoStatus, ServerMessage } from '../protocol.ts';
import type { DemoState, Outcome, Session, SessionEvent } from '../session.ts';
import { createClamp } from './clamp.ts';
import { createFlow, type Flow } from './flow.ts';
import type { Screen } from './screen.ts';

export interface DemoStage {
  status(): DemoStatus;
  /** All panes as of this call. */
  snapshot(): Promise<DemoSnapshot>;
  /** Starts a run of this spec; while one is being stopped, right after it. false: one is going. */
  run(spec: DemoSpec): boolean;
  /** Ends the run; asked again after a moment, harder. */
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
  createScreen(columns: number, rows: number): Screen;
  emit(message: ServerMessage): void;
}

interface Pane {
  readonly screen: Screen;
  readonly clamp: (data: string) => string;
}

/** Milliseconds within which a second stop counts as the same press. */
const SAME_PRESS = 300;

export function createDemoStage(name: string, settings: DemoStageSettings): DemoStage {
  let session: Session | null = null;
  let flow: Flow | null = null;
  let panes = new Map<string, Pane>();
  let controlled = false;
  let next: DemoSpec | null = null;
  let stopAsked: number | null = null;
  let begun = performance.now();
  let shown: Omit<DemoStatus, 'elapsed'> & { ended: number | null } = { name, state: 'idle', run: null, reason: '', ended: null };

  function status(): DemoStatus {
    const { state, run, reason, ended } = shown;
    const elapsed = run === null ? 0 : ((ended ?? performance.now()) - begun) / 1000;
    return { name, state, run, reason, elapsed: Math.round(elapsed * 1000) / 1000 };
  }

  function show(state: DemoState, reason = '', ended: number | null = null): void {
    shown = { ...shown, state, reason, ended };
    settings.emit({ type: 'demo', status: status() });
  }

  function begin(spec: DemoSpec): void {
    for (const pane of panes.values()) pane.screen.close();
    const { columns, rows } = spec.size;
    panes = new Map(spec.panes.map((pane) => [pane.name, { screen: settings.createScreen(columns, rows), clamp: createClamp() }]));
    begun = performance.now();
    stopAsked = null;
    let started: Session;
    try {
      started = settings.start(spec);
    } catch (error) {
      shown = { ...shown, run: `failed-${begun}` };
      show('failed', error instanceof Error ? error.message : String(error), begun);
      return;
    }
    session = started;
    shown = { ...shown, run: started.id };
    show('starting');
    const counts = createFlow((pane, characters) => started.acknowledge(pane, characters));
    flow = counts;
    started.setControlled(true);
    counts.setControlled(controlled);
    const off = started.subscribe({
      event: (event) => take(started, event),
      // The last state comes with its reason, below.
      state: (state) => {
        if ((state === 'running' || state === 'starting' || state === 'replaying') && state !== shown.state) show(state);
      },
    });
    void started.ended.then((outcome) => {
      off();
      counts.close();
      end(outcome);
    });
  }

  function take(from: Session, event: SessionEvent): void {
    const pane = panes.get(event.pane);
    if (pane === undefined) return;
    let passed: SessionEvent = event;
    if (event.type === 'output') {
      const data = pane.clamp(event.data);
      passed = { ...event, data };
      flow?.sent(event.pane, data.length, event.data.length - data.length);
      pane.screen.write(data, () => {
        if (session === from) flow?.parsed(event.pane, data.length);
      });
    }
    if (event.type === 'resize') pane.screen.resize(event.columns, event.rows);
    settings.emit({ type: 'event', demo: name, run: from.id, event: passed });
  }

  function end(outcome: Outcome): void {
    session = null;
    flow = null;
    show(outcome.state, outcome.reason, performance.now());
    const spec = next;
    next = null;
    if (spec !== null) begin(spec);
  }

  return {
    status,
    snapshot: async () => {
      const now = status();
      const data = [...panes].map(async ([pane, { screen }]) => ({ name: pane, data: await screen.snapshot() }));
      return { status: now, panes: await Promise.all(data) };
    },
    run: (spec) => {
      if (session === null) begin(spec);
      else if (stopAsked !== null) next = spec;
      else return false;
      return true;
    },
    stop: () => {
      next = null;
      if (session === null) return;
      const now = performance.now();
      if (stopAsked !== null && now - stopAsked < SAME_PRESS) return;
      stopAsked = now;
      void session.stop();
    },
    clear: () => {
      for (const pane of panes.values()) pane.screen.clear();
    },
    input: (pane, data) => {
      if (panes.has(pane)) session?.write(pane, data);
    },
    drawn: (run, pane, characters) => {
      if (session?.id === run && panes.has(pane)) flow?.drawn(pane, characters);
    },
    setControlled: (now) => {
      controlled = now;
      flow?.setControlled(now);
    },
    close: async () => {
      next = null;
      const last = session;
      if (last !== null) {
        await last.stop();
        await last.ended;
      }
      for (const pane of panes.values()) pane.screen.close();
    },
  };
}

/** Of a demo that has not run. */
export function idleSnapshot(name: string): DemoSnapshot {
  return { status: { name, state: 'idle', run: null, reason: '', elapsed: 0 }, panes: [] };
}
