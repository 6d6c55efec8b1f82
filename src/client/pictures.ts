// Pictures of slides that are not near yet, loaded while there is nothing better to
// do and held: a slide shown when the server is gone would have none.
import type { Link } from './link.ts';
import type { PositionOwner } from './position.ts';
import type { Store } from './store.ts';
import { whenIdle } from './when-idle.ts';

/** A talk of more holds those of the slides that come first. */
const MOST = 300;

export interface PicturesOptions {
  readonly store: Store;
  readonly position: PositionOwner;
  readonly link: Pick<Link, 'open' | 'onState'>;
}

export function startPictures({ store, position, link }: PicturesOptions): void {
  const held = new Map<string, HTMLImageElement>();
  /** By the slide's hash: what was looked through. */
  const seen = new Set<string>();
  const queue: string[] = [];
  let busy = false;

  /** The pictures of the next slide that was not looked through; null when there is none. */
  const look = (): boolean => {
    const { slides } = store.data;
    const slide = [...slides.slice(position.slide), ...slides].find(({ hash, html }) => html !== '' && !seen.has(hash));
    if (slide === undefined) return false;
    seen.add(slide.hash);
    queue.push(...picturesIn(slide.html).filter((url) => !held.has(url)));
    return true;
  };

  const more = (): void => {
    if (busy || !link.open || held.size >= MOST || !store.full) return;
    busy = true;
    whenIdle(async () => {
      const on = queue.length > 0 || look();
      const url = queue.shift();
      if (url !== undefined) await hold(url);
      busy = false;
      if (on) more();
    });
  };

  async function hold(url: string): Promise<void> {
    const image = new Image();
    image.src = url;
    held.set(url, image);
    await image.decode().catch(() => held.delete(url));
  }

  store.on('filled', more);
  store.on('replaced', more);
  link.onState(more);
  more();
}

/** Addresses on this server that a slide's HTML shows as pictures. Nothing of it is loaded here. */
function picturesIn(html: string): string[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const sources = [...page.querySelectorAll('img[src]')].map((image) => image.getAttribute('src') ?? '');
  const painted = [...page.querySelectorAll('[style*="url("]')].map(
    (element) => /url\(["']?([^"')]+)/.exec(element.getAttribute('style') ?? '')?.[1] ?? '',
  );
  return [...sources, ...painted].filter((url) => /^\/(?!\/)/.test(url));
}
