// What a pane needs of the process it shows, whichever way it was started: on a
// pty, under script(1), or on plain pipes. Types only.
import type { Grid } from '../demo.ts';

export type TerminalKind = 'pty' | 'script' | 'pipes';

export interface TerminalRequest {
  /** The program's absolute path, then its arguments. */
  readonly argv: readonly [string, ...string[]];
  /** Absolute, and known to be a folder. */
  readonly cwd: string;
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  readonly size: Grid;
}

export interface TerminalListener {
  data(bytes: Uint8Array): void;
  /** Once, after the last data. One of both is set; neither if the program could not be started. */
  exit(code: number | null, signal: string | null): void;
}

/** A running program. Every method is harmless after its exit. */
export interface Terminal {
  readonly kind: TerminalKind;
  /** Leader of its own session and process group; 0 if it could not be started. */
  readonly pid: number;
  /** Hands text to the program's input without waiting; `done` is called when the system took it, or never will. */
  write(text: string, done: () => void): void;
  resize(size: Grid): void;
  pause(): void;
  resume(): void;
  /** The program is being stopped: once it is dead, do not wait long for what its children still write. */
  hurry(): void;
}
