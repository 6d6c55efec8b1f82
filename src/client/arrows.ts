// The arrow keys. In a talk of one row they mean next and back. Where slides stand
// below each other, down and up stay in the column and right and left go to the next
// one, as in reveal.js; steps come first in every direction that goes on.
import { advance, playsOn } from './advance.ts';
import type { Context } from './context.ts';

export type Direction = 'right' | 'left' | 'down' | 'up';

/** Moves the talk as the arrow says. */
export function arrow(context: Context, direction: Direction): void {
  const { position, store, boot } = context;
  const { slides } = store.data;
  const here = slides[position.slide];
  const linear = boot.look.reveal?.navigationMode === 'linear' || !slides.some(({ v }) => v > 0);
  const on = direction === 'right' || direction === 'down';
  const along = (): void => {
    if (on) advance(context);
    else position.prev();
  };
  if (linear || here === undefined) along();
  else {
    const stepsLeft = on ? position.step + 1 < here.stepNumbers.length : position.step > 0;
    const below = direction === 'down' && (slides[position.slide + 1]?.v ?? 0) > 0;
    const above = direction === 'up' && here.v > 0;
    if (stepsLeft || below || above) along();
    // A recording has its marks on the last slide of a column, too.
    else if (!(on && playsOn(context)) && (direction === 'right' || direction === 'left')) sideways(context, here.h + (on ? 1 : -1), on);
  }
}

/** To the first slide of a column: from the left at its beginning, from the right at its end. */
function sideways({ position, store }: Context, column: number, on: boolean): void {
  const { slides } = store.data;
  const to = slides.findIndex(({ h }) => h === column);
  if (to !== -1) position.go(to, on ? 0 : (slides[to]?.stepNumbers.length ?? 1) - 1);
}
