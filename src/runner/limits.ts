// The bounds on what views may ask of a pane: its size and how often it changes,
// and how much typed text may wait for a program that does not read.
import type { Grid } from '../demo.ts';

const LARGEST = 500;
/** Milliseconds between two sizes that reach the program: 20 a second. */
const RESIZE_INTERVAL = 50;

/** Whole cells within 1..500, or null where a number is none. */
export function clampGrid(columns: number, rows: number): Grid | null {
  if (!Number.isFinite(columns) || !Number.isFinite(rows)) return null;
  const clamp = (n: number) => Math.min(LARGEST, Math.max(1, Math.trunc(n)));
  return { columns: clamp(columns), rows: clamp(rows) };
}

export interface Resizer {
  resize(columns: number, rows: number): void;
  close(): void;
}

/** Passes on at most 20 sizes a second; the last one always arrives. */
export function createResizer(apply: (size: Grid) => void): Resizer {
  let waiting: Grid | null = null;
  let timer: NodeJS.Timeout | undefined;

  const pass = () => {
    timer = undefined;
    if (waiting === null) return;
    const size = waiting;
    waiting = null;
    timer = setTimeout(pass, RESIZE_INTERVAL);
    apply(size);
  };
  return {
    resize(columns, rows) {
      waiting = clampGrid(columns, rows) ?? waiting;
      if (timer === undefined) pass();
    },
    close() {
      waiting = null;
      clearTimeout(timer);
    },
  };
}

const PIECE = 1024;
const MOST_WAITING = 4 * 1024 * 1024;

export interface InputQueue {
  /** Whether everything was taken by the system. */
  readonly idle: boolean;
  /** False if too much waits already: then nothing of it was taken. */
  push(text: string): boolean;
  clear(): void;
}

/** Feeds text to `write` piece by piece, the next when the one before was taken. Never blocks, holds 4 Mi characters. */
export function createInputQueue(write: (text: string, done: () => void) => void): InputQueue {
  let waiting = '';
  let writing = false;

  const next = () => {
    writing = false;
    if (waiting === '') return;
    writing = true;
    // A pair of surrogates must not be cut: each half alone would become U+FFFD.
    const cut = isHighSurrogate(waiting.charCodeAt(PIECE - 1)) ? PIECE + 1 : PIECE;
    const piece = waiting.slice(0, cut);
    waiting = waiting.slice(cut);
    write(piece, next);
  };
  return {
    get idle() {
      return !writing && waiting === '';
    },
    push(text) {
      if (waiting.length + text.length > MOST_WAITING) return false;
      waiting += text;
      if (!writing) next();
      return true;
    },
    clear() {
      waiting = '';
    },
  };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
