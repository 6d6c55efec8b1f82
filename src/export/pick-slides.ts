// Which slides `--slides 3-7,intro` means: numbers as the audience sees them, ranges
// of such, and names; in the order of the talk, each once.
import type { Slide } from '../deck.ts';
import { didYouMean } from '../message.ts';

export type Picked = { readonly ok: true; readonly slides: readonly Slide[] } | { readonly ok: false; readonly error: string };

/** Picks slides by a list such as `3-7,intro,12-`; a name wins over a number. */
export function pickSlides(slides: readonly Slide[], list: string): Picked {
  const picked = new Set<Slide>();
  for (const word of list.split(',').map((part) => part.trim())) {
    const found = find(slides, word);
    if (found.length === 0) return { ok: false, error: unknown(slides, word) };
    for (const slide of found) picked.add(slide);
  }
  return { ok: true, slides: slides.filter((slide) => picked.has(slide)) };
}

function find(slides: readonly Slide[], word: string): readonly Slide[] {
  const named = slides.filter(({ name }) => name !== null && name === word);
  if (named.length > 0) return named;
  const [, from, to] = /^(\d+)?\s*-\s*(\d+)?$/.exec(word) ?? [];
  if (from !== undefined || to !== undefined)
    return between(slides, Number(from ?? 0), to === undefined ? Number.POSITIVE_INFINITY : Number(to));
  return /^\d+$/.test(word) ? between(slides, Number(word), Number(word)) : [];
}

/** Those with any step whose number is within. */
function between(slides: readonly Slide[], from: number, to: number): readonly Slide[] {
  return slides.filter(({ steps }) => steps.some(({ number }) => number >= from && number <= to));
}

function unknown(slides: readonly Slide[], word: string): string {
  if (word === '') return 'there is nothing between two commas: write for example 3-7,intro';
  const last = Math.max(...slides.flatMap(({ steps }) => steps.map(({ number }) => number)));
  if (/^[\d\s-]+$/.test(word)) return `no slide has a number in ${word}: they go up to ${last}`;
  const names = slides.flatMap(({ name }) => (name === null ? [] : [name]));
  return `no slide is named "${word}"${didYouMean(word, names)}`;
}
