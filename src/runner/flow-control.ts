// Keeps a program from writing faster than the controlling view draws: paused at
// 100 000 characters not yet acknowledged, resumed below 75 000: lower, the view would run
// dry before the program is read again, and 50 MB took a tenth longer. Without such a
// view nothing is counted and the program runs freely.

const HIGH = 100_000;
const LOW = 75_000;

export interface FlowControl {
  readonly paused: boolean;
  sent(characters: number): void;
  /** Ignores what is no positive finite number; never counts below zero. */
  acknowledge(characters: number): void;
  /** Begins the count anew, resumed. */
  setControlled(controlled: boolean): void;
}

export function createFlowControl(gate: { pause(): void; resume(): void }): FlowControl {
  let controlled = false;
  let unacknowledged = 0;
  let paused = false;

  const settle = () => {
    if (!paused && unacknowledged >= HIGH) {
      paused = true;
      gate.pause();
    } else if (paused && unacknowledged < LOW) {
      paused = false;
      gate.resume();
    }
  };
  return {
    get paused() {
      return paused;
    },
    sent(characters) {
      if (!controlled) return;
      unacknowledged += characters;
      settle();
    },
    acknowledge(characters) {
      if (!Number.isFinite(characters) || characters <= 0) return;
      unacknowledged = Math.max(0, unacknowledged - characters);
      settle();
    },
    setControlled(now) {
      controlled = now;
      unacknowledged = 0;
      settle();
    },
  };
}
