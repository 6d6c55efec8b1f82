// Every key of the windows: what it is called, what it does. The keyboard looks a key
// up here and the help overlay prints the same table, so they cannot drift.
import { advance } from './advance.ts';
import { arrow } from './arrows.ts';
import type { Context, DeckContext } from './context.ts';
import { toggleFullscreen } from './fullscreen.ts';
import { help } from './help.ts';
import { overview } from './overview.ts';
import { swapScheme } from './scheme.ts';

export interface Command<C extends Context = Context> {
  /** As KeyboardEvent.key gives them; `Shift+` where Shift is part of it. */
  readonly keys: readonly string[];
  readonly what: string;
  readonly group: 'slides' | 'demo' | 'view';
  /** Holding the key repeats it. */
  readonly repeats?: boolean;
  run(context: C): void;
}

const LAST = Number.MAX_SAFE_INTEGER;

/** What the deck and the presenter view share. */
export const SHARED_COMMANDS: readonly Command[] = [
  {
    keys: ['PageDown', ' '],
    what: 'next',
    group: 'slides',
    repeats: true,
    run: advance,
  },
  {
    keys: ['PageUp', 'Shift+ '],
    what: 'back',
    group: 'slides',
    repeats: true,
    run: ({ position }) => position.prev(),
  },
  { keys: ['ArrowRight'], what: 'next; the next column', group: 'slides', repeats: true, run: (context) => arrow(context, 'right') },
  { keys: ['ArrowLeft'], what: 'back; the column before', group: 'slides', repeats: true, run: (context) => arrow(context, 'left') },
  { keys: ['ArrowDown'], what: 'next; the slide below', group: 'slides', repeats: true, run: (context) => arrow(context, 'down') },
  { keys: ['ArrowUp'], what: 'back; the slide above', group: 'slides', repeats: true, run: (context) => arrow(context, 'up') },
  { keys: ['Home'], what: 'first slide', group: 'slides', run: ({ position }) => position.go(0) },
  { keys: ['End'], what: 'last slide', group: 'slides', run: ({ position }) => position.go(LAST, LAST) },
  { keys: ['o'], what: 'overview', group: 'slides', run: (context) => context.layers.toggle('overview', () => overview(context)) },

  { keys: ['r'], what: 'run the demo', group: 'demo', run: (context) => withDemo(context, (panel, demo) => panel.run(demo)) },
  { keys: ['x'], what: 'stop it; again: at once', group: 'demo', run: (context) => withDemo(context, (panel, demo) => panel.stop(demo)) },
  { keys: ['e'], what: 'recording, or live again', group: 'demo', run: (context) => withDemo(context, (panel, demo) => panel.swap(demo)) },
  {
    keys: ['t'],
    what: 'type the next scripted line',
    group: 'demo',
    run: (context) => withDemo(context, (panel, demo) => panel.type(demo)),
  },

  { keys: ['/'], what: "search the demo's output", group: 'demo', run: (context) => withDemo(context, (panel) => panel.search()) },

  { keys: ['b', '.'], what: 'black screen', group: 'view', run: ({ black }) => black.set(!black.shown) },
  { keys: ['f', 'F5'], what: 'full screen', group: 'view', run: () => void toggleFullscreen() },
];

export const DECK_COMMANDS = withHelp<DeckContext>([
  ...SHARED_COMMANDS,
  { keys: ['d'], what: 'show or hide the panel', group: 'demo', run: ({ slot }) => slot.toggle() },
  { keys: ['z'], what: 'panel over the whole window', group: 'demo', run: ({ slot }) => slot.maximise() },
  { keys: ['Shift+D'], what: 'panel right, below, left', group: 'demo', run: ({ stage }) => stage.turn() },
  { keys: ['['], what: 'wider panel', group: 'demo', repeats: true, run: ({ stage }) => stage.widen(0.02) },
  { keys: [']'], what: 'narrower panel', group: 'demo', repeats: true, run: ({ stage }) => stage.widen(-0.02) },

  { keys: ['p'], what: 'presenter view', group: 'view', run: ({ openPresenter }) => openPresenter() },
  { keys: ['i'], what: 'light or dark', group: 'view', run: ({ position }) => swapScheme(position) },
  { keys: ['+', '='], what: 'larger type', group: 'view', repeats: true, run: ({ stage }) => stage.scaleType(1.05) },
  { keys: ['-'], what: 'smaller type', group: 'view', repeats: true, run: ({ stage }) => stage.scaleType(1 / 1.05) },
  { keys: ['_'], what: 'type as designed', group: 'view', run: ({ stage }) => stage.scaleType(0) },
]);

/** With the key that shows them all. */
export function withHelp<C extends Context>(commands: readonly Command<C>[]): readonly Command<C>[] {
  const all: Command<C>[] = [...commands];
  all.push({ keys: ['?'], what: 'this help', group: 'view', run: ({ layers }) => layers.toggle('help', () => help(all)) });
  return all;
}

type LoadedPanel = NonNullable<Context['slot']['panel']>;

function withDemo({ slot }: Context, act: (panel: LoadedPanel, demo: string) => void): void {
  const { demo } = slot;
  if (demo !== null) void slot.load().then((panel) => act(panel, demo));
}
