// Pass 7: numbers as the audience sees them, steps, and the deck's grid.
import type { Step } from '../deck.ts';
import type { Composed } from './layouts.ts';
import type { BuiltSlide } from './slide.ts';

export interface Numbered {
  readonly number: number;
  readonly steps: readonly Step[];
  readonly h: number;
  readonly v: number;
}

/** As remark.js counts: each slide and each `--` is one more, unless it says otherwise; lit lines never are. */
export function numberSlides(slides: readonly Composed[], built: readonly BuiltSlide[]): readonly Numbered[] {
  let count = 0;
  let h = -1;
  let v = 0;
  return slides.map((slide, i) => {
    const steps: Step[] = [];
    for (const [part, counts] of slide.counts.entries()) {
      if (counts) count++;
      const lit = built[i]?.extra[part] ?? 0;
      for (let step = 0; step <= lit; step++) steps.push({ number: count });
    }
    if (slide.below && h >= 0) v++;
    else {
      h++;
      v = 0;
    }
    return { number: steps[0]?.number ?? count, steps, h, v };
  });
}
