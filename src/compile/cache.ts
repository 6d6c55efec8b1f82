// Slides kept from one compilation to the next, so that one edited slide is one
// slide parsed. What a compilation does not use any more is forgotten after it.
import { type FileAccess, unchanged } from './files.ts';
import type { Composed } from './layouts.ts';
import { type BuiltSlide, buildSlide, joinNotes, keyOf, type SlideContext, type SlideKey } from './slide.ts';

export interface SlideCache {
  /** The slide built, from the cache when nothing that decides it has changed. */
  take(slide: Composed, context: SlideContext): BuiltSlide;
  /** The same for a slide that is built otherwise, known by a key that says all but the files it looks at. */
  keep(key: string, access: FileAccess, build: () => BuiltSlide): BuiltSlide;
  /** Ends a compilation. */
  turn(): void;
  /** Slides parsed since the cache was made. */
  readonly parsed: number;
}

interface Kept {
  readonly key: SlideKey;
  readonly slide: BuiltSlide;
}

export function createSlideCache(): SlideCache {
  // By content; the few slides that share their content are told apart by the rest.
  let before = new Map<string, Kept[]>();
  let now = new Map<string, Kept[]>();
  let parsed = 0;

  const find = (list: readonly Kept[] | undefined, { notes, rest }: SlideKey, access: FileAccess): Kept | undefined =>
    list?.find(({ key, slide }) => key.rest === rest && key.notes === notes && unchanged(slide.seen, access));

  const others = { now: new Map<string, BuiltSlide>(), before: new Map<string, BuiltSlide>() };

  return {
    keep(key, access, build) {
      let slide = others.now.get(key) ?? others.before.get(key);
      if (slide === undefined || !unchanged(slide.seen, access)) {
        parsed++;
        slide = build();
      }
      others.now.set(key, slide);
      return slide;
    },
    take(slide, context) {
      const notes = joinNotes(slide.notes);
      const key = keyOf(slide, notes, context);
      const list = now.get(key.content);
      const used = find(list, key, context);
      if (used !== undefined) return used.slide;
      let kept = find(before.get(key.content), key, context);
      if (kept === undefined) {
        parsed++;
        kept = { key, slide: buildSlide(slide, notes, key, context) };
      }
      if (list === undefined) now.set(key.content, [kept]);
      else list.push(kept);
      return kept.slide;
    },
    turn() {
      before = now;
      now = new Map();
      others.before = others.now;
      others.now = new Map();
    },
    get parsed() {
      return parsed;
    },
  };
}
