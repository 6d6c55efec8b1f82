// Where the talk is, and in which order moves count. One order of revisions: a move
// says on which revision it was made, and one that was made on an older place than
// another window has since moved from is refused, so that two windows pressed at the
// same moment move once. Pure.
import type { Position, SlideData } from '../protocol.ts';

/** The place and its revision; `streak` is the first revision of an unbroken run of moves by `author`. */
export interface Place {
  readonly revision: number;
  readonly position: Position;
  /** Whose move led here; 0 is the server itself. */
  readonly author: number;
  readonly streak: number;
}

/** The part of a slide that places depend on. */
export type PlacedSlide = Pick<SlideData, 'hash' | 'name' | 'stepNumbers'>;

/**
 * The place after a move by `author`, or null when it is stale. A window may run ahead of the
 * answers (a held key), so its own moves since `base` do not make it stale; those of others do, and
 * so does a base that this server never gave out. A move to where the talk is gets a revision as
 * well, so that each move has its answer.
 */
export function move(place: Place, author: number, base: number, to: Position, slides: readonly PlacedSlide[]): Place | null {
  const seen = author === place.author ? place.streak - 1 : place.revision;
  if (base < seen || base > place.revision) return null;
  return arrive(place, author, clampPosition(to, slides));
}

/** The place after a change of the deck: the same slide wherever it is now. The same object when nothing moves. */
export function carry(place: Place, before: readonly PlacedSlide[], after: readonly PlacedSlide[]): Place {
  const slide = carrySlide(before, after, place.position.slide);
  const position = clampPosition({ slide, step: place.position.step }, after);
  return samePosition(position, place.position) ? place : arrive(place, 0, position);
}

function arrive(place: Place, author: number, position: Position): Place {
  const revision = place.revision + 1;
  return { revision, position, author, streak: author === place.author ? place.streak : revision };
}

export function samePosition(a: Position, b: Position): boolean {
  return a.slide === b.slide && a.step === b.step;
}

/** The nearest place that exists. */
export function clampPosition(position: Position, slides: readonly PlacedSlide[]): Position {
  const slide = Math.max(0, Math.min(position.slide, slides.length - 1));
  const steps = slides[slide]?.stepNumbers.length ?? 1;
  return { slide, step: Math.max(0, Math.min(position.step, steps - 1)) };
}

/** Slides outside the changed stretch keep their place from their end of the deck; one inside it is known by hash, then name. */
function carrySlide(before: readonly PlacedSlide[], after: readonly PlacedSlide[], slide: number): number {
  const least = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < least && before[prefix]?.hash === after[prefix]?.hash) prefix++;
  if (slide < prefix) return slide;
  let suffix = 0;
  while (suffix < least - prefix && before[before.length - 1 - suffix]?.hash === after[after.length - 1 - suffix]?.hash) suffix++;
  if (slide >= before.length - suffix) return slide + after.length - before.length;
  const { hash, name } = before[slide] ?? { hash: '', name: null };
  const end = after.length - suffix;
  const inside = (found: number) => found !== -1 && found < end;
  const byHash = after.findIndex((other, i) => i >= prefix && other.hash === hash);
  if (inside(byHash)) return byHash;
  const byName = name === null ? -1 : after.findIndex((other, i) => i >= prefix && other.name === name);
  if (inside(byName)) return byName;
  // Neither: the slide in its place, or behind the gap it left.
  return end > prefix ? Math.min(slide, end - 1) : prefix;
}
