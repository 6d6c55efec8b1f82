// One type for what happens in a run: live from the runner, sent to the panel,
// stored in a cast, replayed from it. Times are seconds since the run began, so
// all panes of a demo share one clock.

export type SessionEvent = OutputEvent | InputEvent | ResizeEvent | MarkerEvent | ExitEvent;

interface Timed {
  /** Seconds since the start of the run, never decreasing within a pane. */
  readonly time: number;
  readonly pane: string;
}

/** Text a program wrote, already decoded: a bad byte sequence is U+FFFD, a character is never split. */
export interface OutputEvent extends Timed {
  readonly type: 'output';
  readonly data: string;
}

export interface InputEvent extends Timed {
  readonly type: 'input';
  readonly data: string;
}

export interface ResizeEvent extends Timed {
  readonly type: 'resize';
  readonly columns: number;
  readonly rows: number;
}

/** A `// @mark name` was reached. */
export interface MarkerEvent extends Timed {
  readonly type: 'marker';
  readonly label: string;
}

/** A pane's program ended. Exactly one of code and signal is set, unless it never started: then both are null. */
export interface ExitEvent extends Timed {
  readonly type: 'exit';
  readonly code: number | null;
  /** `SIGTERM` and the like. */
  readonly signal: string | null;
}

/** `exited` ended well; `failed` ended badly or never started; `stopped` by the speaker, or timed out. */
export type DemoState = 'idle' | 'starting' | 'running' | 'exited' | 'failed' | 'stopped' | 'replaying';

/** How a run ended, for people and programs. */
export interface Outcome {
  readonly state: 'exited' | 'failed' | 'stopped';
  readonly code: number | null;
  readonly signal: string | null;
  /** One line for the panel: `exit code 1`, `stopped with SIGKILL after 5 s`, `timed out after 30 s`. */
  readonly reason: string;
}

/**
 * One execution as its viewers see it: a live run and a replay both are one, and
 * nobody who only watches can tell them apart.
 */
export interface Session {
  /** Unique for each execution. */
  readonly id: string;
  readonly demo: string;
  readonly kind: 'live' | 'recorded';
  /** Each event once, in order; and each change of state. Returns its off. */
  subscribe(listener: SessionListener): () => void;
  /** What a program in this pane would read as typed. Ignored by replays and after exit. */
  write(pane: string, data: string): void;
  /**
   * The controlling view has drawn this many more characters of the pane. Counts only while the
   * session is controlled; what is not a positive finite number is ignored, too much is cut to what is due.
   */
  acknowledge(pane: string, characters: number): void;
  /**
   * Whether a view that acknowledges is watching. Only then does unacknowledged output pause the program;
   * else it runs freely, so a viewer that left or froze cannot stall it. Each call begins the count anew.
   */
  setControlled(controlled: boolean): void;
  /** Ends it by the stop ladder; resolves when nothing of it is left. A second call skips a rung. */
  stop(): Promise<Outcome>;
  /** Resolves when the execution is over, and never rejects. */
  readonly ended: Promise<Outcome>;
}

export interface SessionListener {
  event(event: SessionEvent): void;
  state(state: DemoState): void;
  /** A web pane shows the page at this address from now on. Only a live session has any. */
  page?(pane: string, url: string): void;
  /**
   * Everything shown of the session is to be emptied, all panes, back to the size they began with: its events
   * come again from the first. Only a replay that goes back calls it.
   */
  reset?(): void;
}
