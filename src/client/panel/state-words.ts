// The words for a demo's state and time, in one place: pill, tabs, footer and
// the spoken announcements say the same.
import type { DemoState } from '../../session.ts';

const WORDS: Readonly<Record<DemoState, string>> = {
  idle: 'idle',
  starting: 'starting',
  running: 'live',
  exited: 'exited',
  failed: 'failed',
  stopped: 'stopped',
  replaying: 'recorded',
};

/** Of a demo whose sources have changed since it was recorded. */
export const OLDER = 'recording is older than the code';

export function stateWord(state: DemoState): string {
  return WORDS[state];
}

/** A program runs or is about to: it can be stopped, and typed to. */
export function isLive(state: DemoState): boolean {
  return state === 'starting' || state === 'running';
}

/** Something goes on in the panel, live or recorded. */
export function isGoing(state: DemoState): boolean {
  return isLive(state) || state === 'replaying';
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `14:02 · 20 Nov` where and when we are, with the year if it is another one; '' for null. */
export function moment(iso: string | null, now = new Date()): string {
  if (iso === null) return '';
  const date = new Date(iso);
  const two = (n: number): string => String(n).padStart(2, '0');
  const year = date.getFullYear() === now.getFullYear() ? '' : ` ${date.getFullYear()}`;
  return `${two(date.getHours())}:${two(date.getMinutes())} · ${date.getDate()} ${MONTHS[date.getMonth()]}${year}`;
}

/** `00:14`, `01:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number): string => String(n).padStart(2, '0');
  const tail = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return whole < 3600 ? tail : `${two(Math.floor(whole / 3600))}:${tail}`;
}

/** `0.4 s`, `14 s`, `2 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Math.max(0, seconds).toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
