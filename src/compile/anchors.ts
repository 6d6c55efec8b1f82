// Links within a talk: `#name` leads to the slide of that name, else to the one with
// a heading whose words it spells (`#the-event-loop`), or with an element of that id.
// Only what some link names is kept, so that a talk without such links pays nothing.
import type { Root } from 'hast';
import type { Fragment } from '../dialects/source.ts';
import { didYouMean } from '../message.ts';
import { elements, visibleText } from './text.ts';

interface Linked {
  readonly name: string | null;
  readonly content: Root;
  readonly source: Fragment;
}

export interface Anchors {
  /** For each slide what leads to it besides its name. */
  readonly bySlide: readonly (readonly string[])[];
  /** Links that lead nowhere: the index of their slide, and why. */
  readonly dead: readonly { readonly slide: number; readonly reason: string }[];
}

const NONE: readonly string[] = [];

export function anchorsOf(slides: readonly Linked[]): Anchors {
  const links: { slide: number; place: string }[] = [];
  for (const [slide, { content, source }] of slides.entries()) {
    if (!/\]\(\s*<?#|href\s*=\s*["']?#|\]:\s*<?#/.test(source.text)) continue;
    for (const { tagName, properties } of elements(content)) {
      const { href } = properties;
      if (tagName === 'a' && typeof href === 'string' && href.length > 1 && href.startsWith('#'))
        links.push({ slide, place: decode(href.slice(1)) });
    }
  }
  const names = new Set(slides.flatMap(({ name }) => (name === null ? [] : [name])));
  const asked = links.filter(
    ({ place }) => !names.has(place) && !/^((?:\/\d+)?\/?\d+|p\d+)(\.\d+)?$/.test(place) && !names.has(place.replace(/\.\d+$/, '')),
  );
  if (asked.length === 0) return { bySlide: slides.map(() => NONE), dead: [] };

  const wanted = new Set(asked.map(({ place }) => place));
  const seen = new Map<string, number>();
  const bySlide = slides.map(({ content }) => {
    const here = new Set<string>();
    for (const node of elements(content)) {
      const { id } = node.properties;
      if (typeof id === 'string') here.add(id);
      if (!/^h[1-6]$/.test(node.tagName)) continue;
      const slug = slugOf(visibleText(node));
      const times = seen.get(slug) ?? 0;
      seen.set(slug, times + 1);
      here.add(times === 0 ? slug : `${slug}-${times}`);
    }
    return [...here].filter((place) => wanted.has(place));
  });
  const found = new Set(bySlide.flat());
  const dead = asked
    .filter(({ place }) => !found.has(place))
    .map(({ slide, place }) => ({
      slide,
      reason: `"#${place}" names no slide and no heading${didYouMean(place, [...names, ...seen.keys()])}`,
    }));
  return { bySlide, dead };
}

/** As on GitHub: small letters, digits, `-` and `_`, spaces as `-`. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
