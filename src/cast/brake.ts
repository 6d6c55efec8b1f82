// Keeps a replay from running ahead of the view that draws it, by the same numbers as
// a live run: it halts when a pane has 100 000 characters not yet acknowledged and
// goes on when none has more than 5 000. Without such a view nothing is counted.

const HIGH = 100_000;
const LOW = 5_000;

export interface Brake {
  readonly on: boolean;
  sent(pane: string, characters: number): void;
  /** Ignores what is no positive finite number; never counts below zero. */
  acknowledge(pane: string, characters: number): void;
  /** Begins the count anew, released. */
  setControlled(controlled: boolean): void;
}

/** `released` is called each time it has been on and goes off. */
export function createBrake(released: () => void): Brake {
  const due = new Map<string, number>();
  let controlled = false;
  let on = false;

  const settle = () => {
    const most = Math.max(0, ...due.values());
    if (!on && most >= HIGH) on = true;
    else if (on && most < LOW) {
      on = false;
      released();
    }
  };
  return {
    get on() {
      return on;
    },
    sent(pane, characters) {
      if (!controlled) return;
      due.set(pane, (due.get(pane) ?? 0) + characters);
      settle();
    },
    acknowledge(pane, characters) {
      if (!Number.isFinite(characters) || characters <= 0) return;
      due.set(pane, Math.max(0, (due.get(pane) ?? 0) - characters));
      settle();
    },
    setControlled(now) {
      controlled = now;
      due.clear();
      settle();
    },
  };
}
