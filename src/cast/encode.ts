// Session events of one pane to asciicast text, version 3 or 2: whole, or line by
// line for a recorder that writes as it goes. Times are rounded to the millisecond
// against the clock, not from event to event, so the rounding never adds up. Text
// is kept below what readers refuse: no line of ours is longer than 400 KB.
import type { SessionEvent } from '../session.ts';
import { type CastHeader, clampCells, MOST_SECONDS } from './cast.ts';
import { exitStatus } from './exit-status.ts';

export interface EncodeOptions {
  /** 3 unless told: 2 is for tools that know no better, and has no exit status. */
  readonly version?: 2 | 3;
  /** Whether to keep what was typed: false unless told, for it may hold a password. */
  readonly input?: boolean;
}

export interface CastEncoder {
  /** The first line, with its line end. */
  readonly head: string;
  /** The lines of one event, each with its line end; '' for what is not kept. Events come in order of time. */
  line(event: SessionEvent): string;
}

/** UTF-16 units of output in one event; what is longer goes in several of the same time. */
const LONGEST = 64 * 1024;

/** The whole cast as text. */
export function encodeCast(header: CastHeader, events: Iterable<SessionEvent>, options: EncodeOptions = {}): string {
  const encoder = createCastEncoder(header, options);
  const lines = [encoder.head];
  for (const event of events) lines.push(encoder.line(event));
  return lines.join('');
}

/** An encoder for one recording. */
export function createCastEncoder(header: CastHeader, { version = 3, input = false }: EncodeOptions = {}): CastEncoder {
  /** Milliseconds from the start to the last event written. */
  let last = 0;

  function write(time: number, code: string, data: string): string {
    // A time that is none, or absurd, would drag along all that follow.
    const now = time <= MOST_SECONDS ? Math.max(last, Math.round(time * 1000)) : last;
    const shown = version === 3 ? now - last : now;
    last = now;
    return `[${(shown / 1000).toFixed(3)},"${code}",${json(data)}]\n`;
  }

  return {
    head: `${json(version === 3 ? headOfThree(header) : headOfTwo(header))}\n`,
    line(event) {
      const { time } = event;
      if (event.type === 'output') return pieces(event.data, (piece) => write(time, 'o', piece));
      if (event.type === 'input') return input ? pieces(event.data, (piece) => write(time, 'i', piece)) : '';
      if (event.type === 'marker') return write(time, 'm', event.label);
      if (event.type === 'exit') return version === 3 ? write(time, 'x', String(exitStatus(event))) : '';
      return write(time, 'r', `${clampCells(event.columns) ?? 80}x${clampCells(event.rows) ?? 24}`);
    },
  };
}

function headOfThree(header: CastHeader): object {
  const { terminal, shell } = header;
  return {
    version: 3,
    term: { ...sizeOf(header, 'cols', 'rows'), ...(terminal === null ? {} : { type: terminal }) },
    ...sharedHead(header),
    ...(shell === null ? {} : { env: { SHELL: shell } }),
    ...endOfHead(header),
  };
}

function headOfTwo(header: CastHeader): object {
  const { terminal, shell } = header;
  const env = { ...(shell === null ? {} : { SHELL: shell }), ...(terminal === null ? {} : { TERM: terminal }) };
  return {
    version: 2,
    ...sizeOf(header, 'width', 'height'),
    ...sharedHead(header),
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...endOfHead(header),
  };
}

function sizeOf({ columns, rows }: CastHeader, across: string, down: string): object {
  return { [across]: clampCells(columns) ?? 80, [down]: clampCells(rows) ?? 24 };
}

function sharedHead({ timestamp, idleLimit, title }: CastHeader): object {
  return {
    ...(timestamp === null ? {} : { timestamp: Math.trunc(timestamp) }),
    ...(idleLimit === null ? {} : { idle_time_limit: idleLimit }),
    ...(title === null ? {} : { title }),
  };
}

function endOfHead({ tags, origin }: CastHeader): object {
  return {
    ...(tags.length === 0 ? {} : { tags }),
    ...(origin === null ? {} : { lectern: { demo: origin.demo, pane: origin.pane, sources: origin.sources } }),
  };
}

/** JSON on one line. A lone half of a surrogate pair is no text: strict readers refuse the whole cast for it. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? inner.replace(/\p{Surrogate}/gu, '\ufffd') : inner));
}

/** The lines of a text in pieces, none of which begins or ends within a character. */
function pieces(text: string, write: (piece: string) => string): string {
  if (text.length <= LONGEST) return write(text);
  let lines = '';
  let start = 0;
  while (start < text.length) {
    let end = start + LONGEST;
    const unit = text.charCodeAt(end - 1);
    if (end < text.length && unit >= 0xd800 && unit <= 0xdbff) end += 1;
    lines += write(text.slice(start, end));
    start = end;
  }
  return lines;
}
