// The seam between the panel and what it shows. A live server and a recording
// replayed in the page both stand behind it, and the panel cannot tell which.
// Every call is fire-and-forget: answers come back through the handler.
import type { DemoSnapshot, DemoStatus } from '../../protocol.ts';
import type { SessionEvent } from '../../session.ts';

export interface TransportHandler {
  /** The demo's state, or the run that is shown, has changed. A new run is announced here before its first event. */
  status(status: DemoStatus): void;
  /** Everything shown of the demo is to be redrawn from this. */
  screen(snapshot: DemoSnapshot): void;
  /** What this page asked of the demo was not done, and why. */
  refused(demo: string, reason: string): void;
  /** Something happened in a run; in order within a pane. */
  event(demo: string, run: string, event: SessionEvent): void;
}

export interface Transport {
  /** Starts the flow, beginning with what is known already. Returns its off. */
  subscribe(handler: TransportHandler): () => void;
  run(demo: string): void;
  /** The recording from its beginning, in place of what is shown. */
  replay(demo: string): void;
  /** A live run, in place of a recording. */
  live(demo: string): void;
  /** The recording shown: to its next mark, and to pause there; asked again on the way, at once. */
  mark(demo: string): void;
  /** The recording shown: to this second of it; to stand still or go on; so many times as fast. */
  seek(demo: string, seconds: number): void;
  pause(demo: string, on: boolean): void;
  speed(demo: string, speed: number): void;
  /** A second call while it is stopping hurries it. */
  stop(demo: string): void;
  clear(demo: string): void;
  /** The next scripted line of a live run, typed into its pane. Absent where there is none to type into. */
  type?(demo: string): void;
  /** Text for the program in a pane, as if typed. */
  input(demo: string, pane: string, data: string): void;
  /** So many more UTF-16 units of a run's output are on the screen: flow control. */
  acknowledge(demo: string, pane: string, run: string, characters: number): void;
}
