// One execution, live or recorded, on its way to the views: its events go through the
// screens that late views are given, and out as messages; what is drawn paces it.
import type { DemoSpec } from '../demo.ts';
import type { ServerMessage } from '../protocol.ts';
import type { DemoState, Session, SessionEvent } from '../session.ts';
import { createClamp } from './clamp.ts';
import { createFlow } from './flow.ts';
import type { Screen } from './screen.ts';

export interface ShownPane {
  readonly screen: Screen;
  readonly clamp: (data: string) => string;
}

/** Blank screens for a run of this demo. */
export function blankPanes(spec: DemoSpec, createScreen: (columns: number, rows: number) => Screen): Map<string, ShownPane> {
  const { columns, rows } = spec.size;
  return new Map(spec.panes.map(({ name }) => [name, { screen: createScreen(columns, rows), clamp: createClamp() }]));
}

export interface Showing {
  readonly session: Session;
  /** From the controlling view. */
  drawn(pane: string, characters: number): void;
  setControlled(controlled: boolean): void;
  /** From now on nobody sees what it does, and nobody holds it up. */
  leave(): void;
}

interface ShowingOptions {
  readonly session: Session;
  readonly panes: ReadonlyMap<string, ShownPane>;
  emit(message: ServerMessage): void;
  /** The last one, how it ended, is left to `session.ended`, which knows the reason. */
  state(state: DemoState): void;
  /** Before the event goes out. */
  reached(mark: string): void;
}

export function show({ session, panes, emit, state, reached }: ShowingOptions): Showing {
  const flow = createFlow((pane, characters) => session.acknowledge(pane, characters));
  let left = false;
  session.setControlled(true);

  function take(event: SessionEvent): void {
    const pane = panes.get(event.pane);
    if (pane === undefined) return;
    let passed: SessionEvent = event;
    if (event.type === 'output') {
      const data = pane.clamp(event.data);
      passed = { ...event, data };
      flow.sent(event.pane, data.length, event.data.length - data.length);
      pane.screen.write(data, () => {
        if (!left) flow.parsed(event.pane, data.length);
      });
    }
    if (event.type === 'marker') reached(event.label);
    if (event.type === 'resize') pane.screen.resize(event.columns, event.rows);
    emit({ type: 'event', demo: session.demo, run: session.id, event: passed });
  }

  const off = session.subscribe({
    event: take,
    state: (now) => {
      if (now === 'running' || now === 'starting' || now === 'replaying') state(now);
    },
  });
  return {
    session,
    drawn: flow.drawn,
    setControlled: flow.setControlled,
    leave: () => {
      if (left) return;
      left = true;
      off();
      flow.close();
      session.setControlled(false);
    },
  };
}
