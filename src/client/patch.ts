// A new version of the deck arrives as a patch: the slides that changed, and the
// order of all. Without what the patch builds on, the whole deck is fetched.
import type { DeckData, DeckPatch, SlideData } from '../protocol.ts';
import type { Link } from './link.ts';
import type { Store } from './store.ts';

/** The patched deck, or null when it names a slide that is not at hand. */
export function applyPatch(before: DeckData, patch: DeckPatch): DeckData | null {
  const known = new Map<string, SlideData>();
  for (const slide of [...before.slides, ...patch.slides]) known.set(slide.hash, slide);
  const slides: SlideData[] = [];
  for (const entry of patch.order) {
    const slide = known.get(entry.hash);
    if (slide === undefined) return null;
    slides.push({ ...slide, ...entry });
  }
  const sheet = patch.sheet === undefined ? before.sheet : patch.sheet;
  const styles = patch.styles === undefined ? {} : { styles: patch.styles };
  return { version: patch.version, title: patch.title, ...(sheet == null ? {} : { sheet }), ...styles, slides, demos: patch.demos };
}

/** Follows the server's versions of the deck from now on. */
export function startPatching(link: Link, store: Store): void {
  /** Until the window is ready, all that the page did not bring would only keep it waiting: ready.ts asks for it then. */
  const later = (): boolean => !store.full && document.documentElement.dataset.lectern !== 'ready';
  link.on('deck', ({ patch }) => {
    if (patch.version <= store.data.version || later()) return;
    const after = store.full ? applyPatch(store.data, patch) : null;
    if (after === null) void store.fetch();
    else store.replace(after);
  });
  link.on('welcome', ({ deckVersion }) => {
    if (!later() && !(store.full && deckVersion === store.data.version)) void store.fetch();
  });
}
