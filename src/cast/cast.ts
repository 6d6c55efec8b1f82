// What a cast is, as data: the recording of one pane, whatever version of
// asciicast it was written in.
import type { SessionEvent } from '../session.ts';

export interface Cast {
  readonly header: CastHeader;
  /** In order of time; all of one pane. */
  readonly events: readonly SessionEvent[];
}

export interface CastHeader {
  /** Of the terminal recorded, in character cells, 1..500. */
  readonly columns: number;
  readonly rows: number;
  /** `xterm-256color`; null where the cast does not say. */
  readonly terminal: string | null;
  /** Seconds since 1970 when the recording began; null where the cast does not say. */
  readonly timestamp: number | null;
  readonly title: string | null;
  readonly tags: readonly string[];
  /** Only SHELL and TERM are ever kept. */
  readonly env: Readonly<Record<string, string>>;
  /** Pauses above this many seconds are to be cut to it; null = none. */
  readonly idleLimit: number | null;
  /** What we say about our own recordings; null in casts of others. */
  readonly origin: CastOrigin | null;
}

/** Kept under the key `lectern`, which players of others skip. */
export interface CastOrigin {
  readonly demo: string;
  readonly pane: string;
  /** `sourcesHash` of the files the demo was made of, to tell a stale recording. */
  readonly sources: string;
}
