// The reins of a recording in the panel's foot: a thin bar with the marks as ticks, to
// be clicked, dragged or moved by keys; pause; and speed. What it shows is what the
// server says; between two words of it, it counts on by itself.
import type { ReplayStatus } from '../../protocol.ts';
import { el, setText } from './dom.ts';
import { clock } from './state-words.ts';

export interface Reins {
  seek(seconds: number): void;
  pause(on: boolean): void;
  speed(times: number): void;
}

export interface Scrubber {
  /** The bar lies over the foot's upper edge. */
  readonly bar: HTMLElement;
  /** Pause and speed. */
  readonly buttons: HTMLElement;
  /** Null hides both; `since` is when the status came, as performance.now() gives it. */
  show(replay: ReplayStatus | null, since: number): void;
  /** Time has gone by. */
  tick(): void;
}

const SPEEDS = [1, 2, 4, 0.5] as const;
/** Milliseconds between what is asked of the server while the bar is dragged. */
const DRAG_PAUSE = 80;

export function createScrubber(reins: Reins): Scrubber {
  const done = el('span', 'scrub-done');
  const ticks = el('span', 'scrub-ticks');
  const line = el('span', 'scrub-line', {}, done, ticks);
  const bar = el('div', 'scrub', { role: 'slider', tabindex: '0', 'aria-label': 'Position in the recording', 'aria-valuemin': '0' }, line);
  const pause = button('foot-small');
  const speed = button('foot-small');
  const buttons = el('span', 'foot-reins', {}, pause, speed);
  let replay: ReplayStatus | null = null;
  let since = 0;
  /** Where the pointer holds it. */
  let held: number | null = null;
  let asked = Number.NEGATIVE_INFINITY;
  let drawn: readonly unknown[] | null = null;

  const position = (): number => {
    if (replay === null) return 0;
    const more = replay.playing ? ((performance.now() - since) / 1000) * replay.speed : 0;
    return held ?? Math.min(replay.duration, replay.position + more);
  };
  const part = (seconds: number): number => (replay === null || replay.duration === 0 ? 0 : seconds / replay.duration);
  const tick = (): void => {
    if (replay === null) return;
    const at = position();
    done.style.transform = `scaleX(${part(at)})`;
    bar.setAttribute('aria-valuenow', String(Math.round(at)));
    const mark = replay.markers.filter(({ time }) => time <= at).at(-1)?.label;
    bar.setAttribute('aria-valuetext', `${clock(at)} of ${clock(replay.duration)}${mark === undefined ? '' : `, ${mark}`}`);
  };
  const seek = (seconds: number): void => {
    if (replay === null) return;
    asked = performance.now();
    reins.seek(Math.min(replay.duration, Math.max(0, Math.round(seconds * 1000) / 1000)));
  };

  const hold = (event: PointerEvent): void => {
    const { left, width } = line.getBoundingClientRect();
    if (replay === null || width === 0) return;
    held = Math.min(1, Math.max(0, (event.clientX - left) / width)) * replay.duration;
    tick();
  };
  bar.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    // The keys stay where they are.
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
    hold(event);
    if (held !== null) seek(held);
  });
  bar.addEventListener('pointermove', (event) => {
    if (held === null) return;
    hold(event);
    if (performance.now() - asked > DRAG_PAUSE) seek(held);
  });
  const release = (): void => {
    if (held !== null) seek(held);
    held = null;
  };
  bar.addEventListener('pointerup', release);
  bar.addEventListener('pointercancel', release);
  bar.addEventListener('keydown', (event) => {
    if (replay === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = Math.max(1, replay.duration / 50);
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: position() + step,
      ArrowUp: position() + step,
      ArrowLeft: position() - step,
      ArrowDown: position() - step,
      Home: 0,
      End: replay.duration,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    seek(to);
  });
  pause.addEventListener('click', () => reins.pause(replay?.playing === true));
  speed.addEventListener('click', () => {
    const now = SPEEDS.findIndex((one) => replay !== null && one === replay.speed);
    reins.speed(SPEEDS[(now + 1) % SPEEDS.length] ?? 1);
  });

  return {
    bar,
    buttons,
    show(next, at) {
      replay = next;
      since = at;
      bar.hidden = next === null;
      buttons.hidden = next === null;
      if (next === null) return;
      const word = next.playing ? 'Pause the recording' : 'Play on';
      pause.dataset.rein = next.playing ? 'pause' : 'play';
      pause.setAttribute('aria-label', word);
      pause.title = word;
      speed.setAttribute('aria-label', `Speed ${next.speed}×`);
      setText(speed, `${next.speed === 0.5 ? '½' : next.speed}×`);
      bar.setAttribute('aria-valuemax', String(Math.round(next.duration)));
      const marks = [next.duration, ...next.markers.map(({ time, label }) => `${time} ${label}`)];
      if (drawn?.join('\n') !== marks.join('\n')) {
        drawn = marks;
        ticks.replaceChildren(...next.markers.map(({ time, label }) => tickAt(part(time), label)));
      }
      tick();
    },
    tick,
  };
}

function tickAt(share: number, label: string): HTMLElement {
  const tick = el('span', 'scrub-tick', { title: label, 'data-label': label });
  tick.style.left = `${share * 100}%`;
  return tick;
}

function button(className: string): HTMLButtonElement {
  const element = el('button', className, { type: 'button' });
  element.addEventListener('mousedown', (event) => event.preventDefault());
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  });
  return element;
}
