// The panel's transport without a server: recordings, played in the page. It needs
// the demos and their decoded casts and nothing else, so it serves a published page
// as well as a talk whose server has gone. What only a live run can do is refused.
import { type Clock, systemClock } from '../../cast/clock.ts';
import type { Recordings } from '../../cast/recordings.ts';
import type { DemoInfo, DemoStatus } from '../../protocol.ts';
import { type Beginning, createRecordedDemo, type RecordedDemo } from './recorded-demo.ts';
import type { Transport, TransportHandler } from './transport.ts';

export interface RecordedTransportOptions {
  /** All demos that there are, as of now. */
  demos(): readonly DemoInfo[];
  /** The recording of one of them; asked when it is to be played. */
  casts(demo: string): Recordings | Promise<Recordings>;
  readonly clock?: Clock;
  /** Why there is no live run, `the server is not there; e plays the recording`; `recorded` tells whether one can be played. */
  noLive(recorded: boolean): string;
}

export interface RecordedTransport extends Transport {
  /** Of a demo that was played; else undefined. */
  status(demo: string): DemoStatus | undefined;
  /** As `replay`, from another place on; resolves to why not, null when it plays. */
  begin(demo: string, beginning: Beginning): Promise<string | null>;
  /** Ends what is played of it without a word, and forgets it. */
  forget(demo: string): void;
  close(): void;
}

export function recordedTransport(options: RecordedTransportOptions): RecordedTransport {
  const { clock = systemClock() } = options;
  const handlers = new Set<TransportHandler>();
  const played = new Map<string, RecordedDemo>();
  /** Counts what was asked for: a recording that took long to come is not played after a later wish. */
  const wishes = new Map<string, number>();

  const infoOf = (demo: string): DemoInfo | undefined => options.demos().find(({ name }) => name === demo);
  const wish = (demo: string): number => {
    const mine = (wishes.get(demo) ?? 0) + 1;
    wishes.set(demo, mine);
    return mine;
  };
  const refuse = (demo: string, reason: string): void => {
    for (const handler of [...handlers]) handler.refused(demo, reason);
  };

  function demoOf(name: string): RecordedDemo {
    const known = played.get(name);
    if (known !== undefined) return known;
    /** One that was forgotten may still have something to say. */
    const say =
      <A extends readonly unknown[]>(act: (handler: TransportHandler, ...args: A) => void) =>
      (...args: A): void => {
        if (played.get(name) === made) for (const handler of [...handlers]) act(handler, ...args);
      };
    const made = createRecordedDemo(name, {
      info: () => infoOf(name) ?? { name, panes: [] },
      clock,
      tell: {
        status: say((handler, status: DemoStatus) => handler.status(status)),
        screen: say((handler, snapshot: Parameters<TransportHandler['screen']>[0]) => handler.screen(snapshot)),
        event: say((handler, ...event: Parameters<TransportHandler['event']>) => handler.event(...event)),
      },
    });
    made.setControlled(handlers.size > 0);
    played.set(name, made);
    return made;
  }

  async function begin(name: string, beginning: Beginning): Promise<string | null> {
    const mine = wish(name);
    const info = infoOf(name);
    if (info === undefined) return `unknown demo "${name}"`;
    const recordings = info.recorded ? await options.casts(name) : { reason: 'no recording yet' };
    if (mine !== wishes.get(name)) return null;
    if ('reason' in recordings) return recordings.reason;
    demoOf(name).play(recordings.casts, beginning);
    return null;
  }

  function replay(name: string): void {
    void begin(name, {}).then((reason) => {
      if (reason !== null) refuse(name, reason);
    });
  }

  const noLive = (name: string): void => refuse(name, options.noLive(infoOf(name)?.recorded === true));

  return {
    subscribe(handler) {
      for (const demo of played.values()) handler.screen(demo.snapshot());
      handlers.add(handler);
      for (const demo of played.values()) demo.setControlled(true);
      return () => {
        handlers.delete(handler);
        if (handlers.size === 0) for (const demo of played.values()) demo.setControlled(false);
      };
    },
    run: noLive,
    live: (name) => {
      // From a recording that is over, the key for "the other one" can only mean this.
      if (played.get(name)?.status.state === 'replaying') noLive(name);
      else replay(name);
    },
    replay,
    mark: (name) => played.get(name)?.mark(),
    seek: (name, seconds) => played.get(name)?.seek(seconds),
    pause: (name, on) => played.get(name)?.pause(on),
    speed: (name, times) => played.get(name)?.speed(times),
    stop: (name) => {
      wish(name);
      played.get(name)?.stop();
    },
    clear: (name) => played.get(name)?.clear(),
    input() {},
    acknowledge: (name, pane, run, characters) => played.get(name)?.acknowledge(pane, run, characters),
    status: (name) => played.get(name)?.status,
    begin,
    forget: (name) => {
      wish(name);
      const demo = played.get(name);
      played.delete(name);
      demo?.stop();
    },
    close: () => {
      handlers.clear();
      for (const demo of played.values()) demo.stop();
      played.clear();
    },
  };
}
