// What the runner gives beyond a plain session: sizes, and what still runs.
import type { Session } from '../session.ts';

export interface LiveSession extends Session {
  readonly kind: 'live';
  /** Numbers that are none are ignored, the rest is cut to 1..500; at most 20 a second reach the program. */
  resize(pane: string, columns: number, rows: number): void;
  /** Every process of the run that lives now, also those that left its session. */
  processes(): readonly RunProcess[];
}

export interface RunProcess {
  readonly pid: number;
  readonly command: string;
  /** The pane whose program this is; null for what a program started. */
  readonly pane: string | null;
}
