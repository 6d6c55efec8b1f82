// A slide of which only its place in the deck is known: what stands for it until its
// text has been read. A long talk opens with the slides around the speaker's place,
// and the others follow.
import { createHash } from 'node:crypto';
import type { BuiltSlide } from './slide.ts';

/** `index` of the slide in the deck, from 0; its steps are one for each of its parts. */
export function sketchSlide(index: number): BuiltSlide {
  return {
    hash: createHash('sha1').update(`sketch ${index}`).digest('hex').slice(0, 20),
    content: { type: 'root', children: [] },
    notes: { type: 'root', children: [] },
    codeBlocks: [],
    inlineDemos: [],
    extra: [],
    background: null,
    files: [],
    sources: [],
    messages: [],
    seen: { texts: new Map(), there: new Map() },
  };
}
