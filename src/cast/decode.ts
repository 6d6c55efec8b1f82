// asciicast text, version 1, 2 or 3, to session events with absolute times. A cast
// may come from anywhere and may be torn: what cannot be read is left out and named
// once a kind, nothing throws, and time and memory are bounded. Output is kept
// wherever it can be, for what follows on a screen builds on it.
import type { SessionEvent } from '../session.ts';
import { type Cast, clampCells, MOST_SECONDS } from './cast.ts';
import { type DecodedHeader, decodeHeader } from './decode-header.ts';
import { exitOf } from './exit-status.ts';
import { type Line, linesOf } from './lines.ts';
import { type CastProblem, createProblems, type Problems } from './problems.ts';

export type DecodedCast =
  | (Cast & { readonly ok: true; readonly version: 1 | 2 | 3; readonly problems: readonly CastProblem[] })
  | { readonly ok: false /** One line for people. */; readonly error: string };

export interface DecodeLimits {
  /** UTF-16 units of one line; longer ones are skipped. */
  readonly line: number;
  /** What comes after so many events is left out. */
  readonly events: number;
  /** UTF-16 units of output of all events; what comes after is left out. */
  readonly output: number;
  /** Lines in all, also those that say nothing. */
  readonly lines: number;
  /** Lines that are no event: after so many, which take long to fail on, the rest is left out. */
  readonly broken: number;
}

/** So that no text takes longer than a second; and a terminal refuses more than 50 M characters at once. */
export const DECODE_LIMITS: DecodeLimits = { line: 1024 * 1024, events: 500_000, output: 40_000_000, lines: 2_000_000, broken: 10_000 };

/** UTF-16 units up to which a text is tried as version 1, which is one JSON text of any layout. */
const LONGEST_WHOLE = 16 * 1024 * 1024;

/** Reads a whole cast; its events are those of the pane named here. */
export function decodeCast(text: string, pane: string, limits: DecodeLimits = DECODE_LIMITS): DecodedCast {
  const lines = linesOf(text, limits.line);
  const first = firstContent(lines, limits.lines);
  if (first === null) return { ok: false, error: 'not a cast: there is no header' };
  const whole = () => (text.length <= LONGEST_WHOLE ? parse(text.replace(/^\ufeff/, '')) : undefined);
  const value = parse(first.text ?? '') ?? whole();
  if (value === undefined) return { ok: false, error: 'the header of the cast is cut off or broken' };
  const head: DecodedHeader = decodeHeader(value);
  if (!head.ok) return head;
  const problems = createProblems();
  if (head.problem !== null) problems.add(first.number, head.problem);
  const { header, version } = head;
  const reader = createReader(pane, version !== 2, limits, problems);
  if (version === 1) {
    const { stdout } = value as { stdout?: unknown };
    for (const item of Array.isArray(stdout) ? stdout : []) {
      const [delay, data] = Array.isArray(item) ? item : [];
      if (!reader.take(first.number, [delay, 'o', data])) break;
    }
  } else {
    for (const line of lines) {
      if (line.number > limits.lines) {
        problems.add(line.number, `more than ${limits.lines} lines, the rest is left out`);
        break;
      }
      if (saysNothing(line)) continue;
      const item = line.text === null ? undefined : parse(line.text);
      if (line.text === null) problems.add(line.number, `a line of more than ${limits.line} characters, skipped`);
      else if (item === undefined && !line.ended) problems.add(line.number, 'the last line is cut off, skipped');
      else if (!reader.take(line.number, item)) break;
    }
  }
  return { ok: true, version, header, events: reader.events, problems: problems.all() };
}

interface Reader {
  readonly events: SessionEvent[];
  /** Reads one event; false when a limit is reached and no more will be taken. */
  take(line: number, item: unknown): boolean;
}

function createReader(pane: string, relative: boolean, limits: DecodeLimits, problems: Problems): Reader {
  const events: SessionEvent[] = [];
  let clock = 0;
  let output = 0;
  let broken = 0;
  let exited = false;

  /** Seconds from the start; a time that cannot be is taken as that of the event before. */
  function timeOf(line: number, value: number): number {
    const next = relative ? clock + value : value;
    if (next > MOST_SECONDS) problems.add(line, 'a time too large, taken as the time of the event before');
    else if (next < clock) problems.add(line, 'a time before the event before, taken as its time');
    else clock = next;
    // Sums of decimal fractions gather dust; nothing is measured finer than a microsecond.
    return Math.round(clock * 1e6) / 1e6;
  }

  return {
    events,
    take(line, item) {
      const [value, code, data]: unknown[] = Array.isArray(item) && item.length >= 3 ? item : [];
      if (typeof value !== 'number' || typeof code !== 'string') {
        broken += 1;
        if (broken > limits.broken) return stop(line, `more than ${limits.broken} lines that are no events, the rest is left out`);
        return skip(line, 'not an event, skipped');
      }
      if (!['o', 'i', 'r', 'm', 'x'].includes(code)) {
        // Its pause is true all the same.
        timeOf(line, value);
        return skip(line, 'an event of an unknown kind, skipped');
      }
      const time = timeOf(line, value);
      const event = eventOf(time, code, data);
      if (event === null) return skip(line, `an event "${code}" with data it cannot have, skipped`);
      if (event.type === 'exit' && exited) return skip(line, 'a second exit, skipped');
      exited ||= event.type === 'exit';
      if (event.type === 'output') output += event.data.length;
      if (events.length >= limits.events) return stop(line, `more than ${limits.events} events, the rest is left out`);
      if (output > limits.output) return stop(line, `more than ${limits.output} characters of output, the rest is left out`);
      events.push(event);
      return true;
    },
  };

  function skip(line: number, reason: string): true {
    problems.add(line, reason);
    return true;
  }

  function stop(line: number, reason: string): false {
    problems.add(line, reason);
    return false;
  }

  function eventOf(time: number, code: string, data: unknown): SessionEvent | null {
    if (code === 'x') {
      const exit = typeof data === 'string' || typeof data === 'number' ? exitOf(data) : null;
      return exit === null ? null : { type: 'exit', time, pane, ...exit };
    }
    if (typeof data !== 'string') return null;
    if (code === 'o') return { type: 'output', time, pane, data };
    if (code === 'i') return { type: 'input', time, pane, data };
    if (code === 'm') return { type: 'marker', time, pane, label: data };
    const [, across = '', down = ''] = /^(\d{1,9})x(\d{1,9})$/.exec(data) ?? [];
    const [columns, rows] = [clampCells(Number(across)), clampCells(Number(down))];
    return across === '' || columns === null || rows === null ? null : { type: 'resize', time, pane, columns, rows };
  }
}

/** The first line that says something. */
function firstContent(lines: Generator<Line>, most: number): Line | null {
  for (;;) {
    const next = lines.next();
    if (next.done === true || next.value.number > most) return null;
    if (!saysNothing(next.value)) return next.value;
  }
}

/** Blank, or a comment. */
function saysNothing({ text }: Line): boolean {
  return text !== null && (text.startsWith('#') || text.trim() === '');
}

/** undefined where it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
