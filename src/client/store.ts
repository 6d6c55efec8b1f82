// The deck as this window holds it. At first only the slides near the current one
// have their content (the page brought it); the whole deck follows when the browser
// is idle. Each new version goes through `replace`, which tells everybody.
import type { Boot, DeckData, SlideData } from '../protocol.ts';
import { createEmitter, type Events } from './events.ts';
import { readJson } from './read-json.ts';

interface StoreEvents {
  /** A new version, with the one before. */
  replaced: { readonly before: DeckData; readonly after: DeckData };
  /** The contents of the present version have come. */
  filled: DeckData;
}

export interface Store extends Events<StoreEvents> {
  readonly data: DeckData;
  /** Whether the slides' HTML is here. */
  readonly full: boolean;
  slide(index: number): SlideData | undefined;
  /** The position in the deck of a name, or -1. */
  named(name: string): number;
  replace(after: DeckData): void;
  /** Asks the server for the whole deck; false when it cannot be had now. */
  fetch(): Promise<boolean>;
}

export function createStore(boot: Boot): Store {
  const events = createEmitter<StoreEvents>();
  let data = boot.data;
  // A published page of one file has all of it.
  let full = boot.urls.deck === '';

  const replace = (after: DeckData): void => {
    const before = data;
    const sameVersion = before.version === after.version;
    data = after;
    full = true;
    if (sameVersion) events.emit('filled', after);
    else events.emit('replaced', { before, after });
  };

  return {
    on: events.on,
    get data() {
      return data;
    },
    get full() {
      return full;
    },
    slide: (index) => data.slides[index],
    named: (name) => {
      const own = data.slides.findIndex((slide) => slide.name === name);
      return own === -1 ? data.slides.findIndex((slide) => slide.anchors?.includes(name) === true) : own;
    },
    replace,
    async fetch() {
      try {
        // A published page names its data by what is in them.
        const after = await readJson<DeckData>(boot.urls.deck, boot.still === undefined ? 'no-store' : 'default');
        if (after === null) return false;
        if (after.version >= data.version) replace(after);
        return true;
      } catch {
        return false;
      }
    },
  };
}
