// How long ago something was, in one round number.

const UNITS = [
  ['year', 365.25 * 86_400],
  ['month', 30.44 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['min', 60],
] as const;

/** Both in seconds since 1970: `3 days ago`; `just now` for less than a minute, and for what is yet to come. */
export function ago(then: number, now: number): string {
  for (const [name, seconds] of UNITS) {
    const count = Math.floor((now - then) / seconds);
    if (count >= 1) return `${count} ${name}${count === 1 || name === 'min' ? '' : 's'} ago`;
  }
  return 'just now';
}
