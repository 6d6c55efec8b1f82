// Recording is watching: a sink is one more listener of a session, and a sink that
// fails is dropped without the run knowing. Each pane becomes a cast of its own, all
// on the session's clock.
import type { Session, SessionEvent } from '../session.ts';
import { castHeader } from './cast.ts';
import { type CastEncoder, createCastEncoder, type EncodeOptions } from './encode.ts';

/** What is needed of a demo's description. */
export interface RecordedDemo {
  readonly name: string;
  readonly title: string;
  readonly size: { readonly columns: number; readonly rows: number };
  readonly panes: readonly { readonly name: string }[];
}

export interface RecordOptions extends EncodeOptions {
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** `sourcesHash` of what the demo is made of. */
  readonly sources: string;
  /** Of the run's environment: `xterm-256color`, `/bin/bash`. */
  readonly terminal?: string | null;
  readonly shell?: string | null;
}

/** Takes text for the end of a pane's cast: first its header, then whole lines. May throw. */
export type CastSink = (pane: string, text: string) => void;

export interface Recording {
  /** Resolves when the session is over or the recording was stopped or given up. */
  readonly done: Promise<void>;
  /** What the sink threw, after which nothing more was written; null while all is well. */
  readonly failure: { readonly error: unknown } | null;
  /** Writes no more. */
  stop(): void;
}

/** Writes the session to the sink as it goes. To be called before the session's first event. */
export function recordSession(session: Session, demo: RecordedDemo, sink: CastSink, options: RecordOptions): Recording {
  const encoders = new Map(demo.panes.map(({ name }) => [name, encoderOf(demo, name, options)]));
  let failure: Recording['failure'] = null;
  let off: () => void = () => {};
  let finish: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    finish = resolve;
  });

  function stop(): void {
    off();
    finish();
  }

  function write(pane: string, text: string): void {
    if (text === '' || failure !== null) return;
    try {
      sink(pane, text);
    } catch (error) {
      failure = { error };
      stop();
    }
  }

  for (const [pane, { head }] of encoders) write(pane, head);
  if (failure === null) {
    const event = (event: SessionEvent) => write(event.pane, encoders.get(event.pane)?.line(event) ?? '');
    off = session.subscribe({ event, state() {} });
  }
  return {
    done: Promise.race([stopped, session.ended.then(stop)]),
    get failure() {
      return failure;
    },
    stop,
  };
}

/** The finished casts of a session, by pane, in the order of the demo's panes. */
export async function record(session: Session, demo: RecordedDemo, options: RecordOptions): Promise<Map<string, string>> {
  const texts = new Map<string, string[]>(demo.panes.map(({ name }) => [name, []]));
  await recordSession(session, demo, (pane, text) => texts.get(pane)?.push(text), options).done;
  return new Map([...texts].map(([pane, lines]) => [pane, lines.join('')]));
}

function encoderOf({ name, title, size }: RecordedDemo, pane: string, options: RecordOptions): CastEncoder {
  const { timestamp, sources, terminal = null, shell = null } = options;
  return createCastEncoder(castHeader(size, { terminal, shell, timestamp, title, origin: { demo: name, pane, sources } }), options);
}
