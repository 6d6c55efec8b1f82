// Style sheets that only some talks need, such as that of formulas: the page brings
// those that it needs when it is made, and an edit may ask for more.
import type { Store } from './store.ts';

/** Loads what the newest version of the deck needs. */
export function startStyles(store: Store): void {
  const there = (url: string): boolean =>
    [...document.querySelectorAll('link[rel="stylesheet"]')].some((link) => link.getAttribute('href') === url);
  store.on('replaced', ({ after }) => {
    for (const url of after.styles ?? []) {
      if (there(url)) continue;
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = url;
      document.head.append(link);
    }
  });
}
