// What a cast is, as data: the recording of one pane, whatever version of
// asciicast it was written in; and the bounds that reader and writer share.
import type { SessionEvent } from '../session.ts';

export interface Cast {
  readonly header: CastHeader;
  /** All of one pane, in order of time. */
  readonly events: readonly SessionEvent[];
}

export interface CastHeader {
  /** Of the terminal recorded, in character cells, 1..500. */
  readonly columns: number;
  readonly rows: number;
  /** `xterm-256color` and the like; null where the cast does not say. */
  readonly terminal: string | null;
  /** Seconds since 1970 when the recording began; null where the cast does not say. */
  readonly timestamp: number | null;
  /** Seconds that a pause may last when played; null = as long as it lasted. */
  readonly idleLimit: number | null;
  readonly title: string | null;
  /** Path of the shell: besides the terminal, all that is ever kept of an environment. */
  readonly shell: string | null;
  readonly tags: readonly string[];
  /** What we say about our own recordings; null in those of others. */
  readonly origin: CastOrigin | null;
}

/** Stands under the key `lectern`, which the players of others skip. */
export interface CastOrigin {
  readonly demo: string;
  readonly pane: string;
  /** `sourcesHash` of the files that the demo was made of: another hash, and the recording is stale. */
  readonly sources: string;
}

/** The header of a recording that says nothing but its size. */
export function castHeader(size: { readonly columns: number; readonly rows: number }, rest: Partial<CastHeader> = {}): CastHeader {
  const { columns, rows } = size;
  return { terminal: null, timestamp: null, idleLimit: null, title: null, shell: null, tags: [], origin: null, ...rest, columns, rows };
}

const MOST_CELLS = 500;
/** Eleven days: a time beyond it is a mistake. */
export const MOST_SECONDS = 1_000_000;

/** Whole cells within 1..500; null where the number is none. */
export function clampCells(cells: number): number | null {
  return Number.isFinite(cells) ? Math.min(MOST_CELLS, Math.max(1, Math.trunc(cells))) : null;
}
