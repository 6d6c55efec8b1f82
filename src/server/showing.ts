// One execution, live or recorded, on its way to the views: its events go through the
// screens that late views are given, and out as messages; what is drawn paces it.
import { createClamp } from '../cast/clamp.ts';
import type { DemoSpec } from '../demo.ts';
import type { ServerMessage } from '../protocol.ts';
import type { DemoState, Session, SessionEvent } from '../session.ts';
import { createFlow } from './flow.ts';
import type { Screen } from './screen.ts';

export interface ShownPane {
  readonly screen: Screen;
  clamp: (data: string) => string;
  /** As it was before the first event. */
  reset(): void;
}

/** Blank screens for a run of this demo. */
export function blankPanes(spec: DemoSpec, createScreen: (columns: number, rows: number) => Screen): Map<string, ShownPane> {
  const { columns, rows } = spec.size;
  return new Map(spec.panes.map(({ name }) => [name, blankPane(createScreen(columns, rows), columns, rows)]));
}

function blankPane(screen: Screen, columns: number, rows: number): ShownPane {
  const pane: ShownPane = {
    screen,
    clamp: createClamp(),
    reset() {
      pane.clamp = createClamp();
      // Ends any half sequence, then resets every mode, the screen and the scrollback.
      screen.write('\x18\x1bc\x1b[3J');
      screen.resize(columns, rows);
    },
  };
  return pane;
}

export interface Showing {
  readonly session: Session;
  /** From the controlling view. */
  drawn(pane: string, characters: number): void;
  setControlled(controlled: boolean): void;
  /** What happens meanwhile is drawn on the screens, which the views are to be given then; they hear nothing of it. */
  quietly(act: () => void): void;
  /** From now on nobody sees what it does, and nobody holds it up. */
  leave(): void;
}

interface ShowingOptions {
  readonly session: Session;
  readonly panes: ReadonlyMap<string, ShownPane>;
  emit(message: ServerMessage): void;
  /** The last one, how it ended, is left to `session.ended`, which knows the reason. */
  state(state: DemoState): void;
  /** Of each event, after it went out. */
  happened(event: SessionEvent): void;
  /** All events come again from the first. */
  reset(): void;
  /** A web pane shows its page now. */
  page(pane: string, url: string): void;
}

export function show({ session, panes, emit, state, happened, reset, page }: ShowingOptions): Showing {
  const flow = createFlow((pane, characters) => session.acknowledge(pane, characters));
  let left = false;
  let quiet = false;
  session.setControlled(true);

  function take(event: SessionEvent): void {
    const pane = panes.get(event.pane);
    if (pane === undefined) return;
    let passed: SessionEvent = event;
    if (event.type === 'output') {
      const data = pane.clamp(event.data);
      passed = { ...event, data };
      if (quiet) pane.screen.write(data);
      else {
        flow.sent(event.pane, data.length, event.data.length - data.length);
        pane.screen.write(data, () => {
          if (!left) flow.parsed(event.pane, data.length);
        });
      }
    }
    if (event.type === 'resize') pane.screen.resize(event.columns, event.rows);
    if (!quiet) emit({ type: 'event', demo: session.demo, run: session.id, event: passed });
    happened(event);
  }

  const off = session.subscribe({
    event: take,
    state: (now) => {
      if (now === 'running' || now === 'starting' || now === 'replaying') state(now);
    },
    reset: () => {
      for (const pane of panes.values()) pane.reset();
      reset();
    },
    page,
  });
  return {
    session,
    drawn: flow.drawn,
    setControlled: flow.setControlled,
    quietly: (act) => {
      quiet = true;
      try {
        act();
      } finally {
        quiet = false;
      }
      // Nobody is going to acknowledge what nobody was sent.
      if (!left) session.setControlled(true);
    },
    leave: () => {
      if (left) return;
      left = true;
      off();
      flow.close();
      session.setControlled(false);
    },
  };
}
