// What a recording printed, as lines of plain text: a terminal without a face reads
// all of it, so that carriage returns, cursor movements and how it came in pieces
// are worked in. What was erased or written over is not there.
import { createClamp } from '../cast/clamp.ts';
import type { PaneCast } from '../cast/timeline.ts';
import type { Screens } from '../server/screen.ts';

/** Lines that are kept; of a longer output the first ones are lost. */
const SCROLLBACK = 50_000;

export async function printedLines({ cast }: PaneCast, screens: Screens): Promise<readonly string[]> {
  const screen = screens.create(cast.header.columns, cast.header.rows, SCROLLBACK);
  const clamp = createClamp();
  for (const event of cast.events) {
    if (event.type === 'output') screen.write(clamp(event.data));
    if (event.type === 'resize') screen.resize(event.columns, event.rows);
  }
  const lines = await screen.text();
  screen.close();
  return lines;
}
