// What the recording of a demo leaves on the screen: its casts are written at once
// into terminals without a face. For views in which nothing moves.
import { createClamp } from '../cast/clamp.ts';
import type { PaneCast } from '../cast/timeline.ts';
import type { DemoSpec, Grid, ScreenLine } from '../demo.ts';
import { createScreens, type Screens } from '../server/screen.ts';
import { readCasts } from './cast-files.ts';

export interface RecordedScreen {
  readonly pane: string;
  readonly lines: readonly ScreenLine[];
}

export interface RecordedScreens {
  /** The last screen of each pane; null where there is no recording that can be played. */
  of(demo: DemoSpec): Promise<readonly RecordedScreen[] | null>;
}

/** Reads recordings below `root`; the terminal is loaded when there is one. */
export function recordedScreens(root: string): RecordedScreens {
  const screens = createScreens();
  return {
    of: async (demo) => {
      const recording = await readCasts(demo, root);
      return 'casts' in recording ? Promise.all(recording.casts.map((cast) => lastScreen(cast, demo.size, screens))) : null;
    },
  };
}

/** The cast's own size counts, for what a program drew was drawn for it; `size` is what it began with. */
export async function lastScreen({ pane, cast }: PaneCast, size: Grid, screens: Screens): Promise<RecordedScreen> {
  const { columns, rows } = { ...size, ...cast.header };
  const screen = screens.create(columns, rows);
  const clamp = createClamp();
  for (const event of cast.events) {
    if (event.type === 'output') screen.write(clamp(event.data));
    if (event.type === 'resize') screen.resize(event.columns, event.rows);
  }
  const lines = await screen.lines();
  screen.close();
  return { pane, lines };
}
