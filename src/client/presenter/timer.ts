// The time that the talk has taken, as the server counts it, and the time of day. It
// begins with the first move; to set it back takes two presses, for it cannot be undone.
import type { Link } from '../link.ts';
import { setText } from '../panel/dom.ts';
import { clock } from '../panel/state-words.ts';
import type { Desk } from './desk.ts';

/** Milliseconds within which the second press counts. */
const SURE = 4000;

export function startTimer(link: Link, { elapsed, clock: wall, reset }: Desk): void {
  /** On the clock of this page; null before the talk has begun. */
  let begun: number | null = null;
  let sure: ReturnType<typeof setTimeout> | undefined;
  const word = reset.firstElementChild ?? reset;

  const show = (): void => {
    setText(elapsed, clock(begun === null ? 0 : (performance.now() - begun) / 1000));
    elapsed.toggleAttribute('data-waiting', begun === null);
    const date = new Date();
    setText(wall, [date.getHours(), date.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':'));
    reset.disabled = begun === null;
  };
  const take = (seconds: number | null): void => {
    begun = seconds === null ? null : performance.now() - seconds * 1000;
    show();
  };
  const ask = (asking: boolean): void => {
    clearTimeout(sure);
    sure = asking ? setTimeout(() => ask(false), SURE) : undefined;
    word.textContent = asking ? 'Set to 00:00?' : 'Reset';
  };
  reset.addEventListener('click', () => {
    const now = sure !== undefined;
    ask(!now);
    if (now) link.send({ type: 'reset' });
  });
  link.on('welcome', ({ timer }) => take(timer));
  link.on('timer', ({ timer }) => take(timer));
  setInterval(show, 250);
  show();
}
