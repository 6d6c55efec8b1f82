// What goes into a pane's terminal: the program's output in its order, with what
// would hang the page taken out of it, or a whole screen drawn afresh. It knows
// when the terminal reads text that is no output of now.
import { createClamp } from '../../cast/clamp.ts';
import { createFlow, type Flow, type Sink } from './flow.ts';
import { createMarks } from './marks.ts';
import { RESET } from './terminal.ts';

export interface Feed {
  /** Output of the run; its length counts as drawn when it is. */
  output(data: string): void;
  /** Forgets what waits, and wipes the terminal. */
  reset(): void;
  /** Everything is to be as this text draws it. */
  redraw(data: string): void;
  /** Calls back when all text so far is on the screen. */
  after(step: () => void): void;
  /** The terminal reads text of `redraw`: nothing in it is to be answered. */
  readonly redrawing: boolean;
}

/** Feeds one terminal. */
export function createFeed(sink: Sink): Feed {
  const flow: Flow = createFlow(sink);
  const marks = createMarks();
  let clamp = createClamp();
  let redrawing = false;

  const tamed = (data: string): string => clamp(marks.filter(data));
  const forget = (): void => {
    flow.drop();
    clamp = createClamp();
    marks.reset();
  };

  return {
    output: (data) => flow.push(tamed(data), data.length),
    reset() {
      forget();
      flow.push(RESET, 0);
    },
    redraw(data) {
      forget();
      flow.after(() => {
        redrawing = true;
      });
      flow.push(RESET + tamed(data), 0);
      flow.after(() => {
        redrawing = false;
      });
    },
    after: flow.after,
    get redrawing() {
      return redrawing;
    },
  };
}
