// The slide in the address bar: `#3` the number that the audience sees, `#name` for a
// slide with a name, `#/7` the seventh in order where the number is not its own, `#/2/1`
// the second slide of the third column, as reveal.js counts; `.2` after it is the third step. Links to such addresses inside slides work too.
import type { Position } from '../protocol.ts';
import type { PositionOwner } from './position.ts';
import type { Store } from './store.ts';
import { whenIdle } from './when-idle.ts';

/** Where an address leads, or null when it names no slide. */
export function parseHash(hash: string, store: Store): Position | null {
  const text = decode(hash.replace(/^#/, ''));
  if (text === '') return null;
  const whole = store.named(text);
  if (whole !== -1) return { slide: whole, step: 0 };
  const [, place = '', step = '0'] = /^(.*?)(?:\.(\d+))?$/s.exec(text) ?? [];
  const slide = slideOf(place, store);
  return slide === -1 ? null : { slide, step: Number(step) };
}

/** The address of a position. */
export function formatHash({ slide, step }: Position, store: Store): string {
  const data = store.slide(slide);
  const number = data?.number ?? slide + 1;
  const ordinal = slideOf(String(number), store) === slide ? `${number}` : `/${slide + 1}`;
  const place = data?.name == null ? ordinal : encodeURIComponent(data.name);
  return `#${place}${step > 0 ? `.${step}` : ''}`;
}

function slideOf(place: string, store: Store): number {
  if (/^\d+$/.test(place)) return store.data.slides.findIndex((slide) => slide.number === Number(place));
  const grid = /^\/(\d+)\/(\d+)$/.exec(place);
  if (grid !== null) return store.data.slides.findIndex(({ h, v }) => h === Number(grid[1]) && v === Number(grid[2]));
  const order = /^\/(\d+)$/.exec(place);
  if (order !== null) return store.slide(Number(order[1]) - 1) === undefined ? -1 : Number(order[1]) - 1;
  return store.named(place);
}

/** Keeps the address in step with the position, and follows the links and addresses that people enter. */
export function startHash(position: PositionOwner, store: Store, slides: HTMLElement): void {
  const write = (): void => {
    const hash = formatHash(position, store);
    if (hash !== location.hash) history.replaceState(history.state, '', hash);
  };
  const follow = (hash: string): void => {
    const there = parseHash(hash, store);
    if (there !== null) position.go(there.slide, there.step);
  };
  // The browser takes its time with an address: not before the frame.
  position.on('change', () => whenIdle(write));
  window.addEventListener('hashchange', () => {
    follow(location.hash);
    write();
  });
  slides.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (link === null) return;
    event.preventDefault();
    follow(link.getAttribute('href') ?? '');
  });
  write();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
