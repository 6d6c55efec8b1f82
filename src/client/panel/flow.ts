// Between what a program writes and the terminal that draws it: a queue that is
// bounded, is written in slices so that the page stays responsive, keeps the
// order of text and of what is to happen between, and counts what is drawn.

/** UTF-16 units handed to the terminal at a time. */
const SLICE = 8 * 1024;
/** Units the terminal may hold undrawn; it draws for some ms, then lets the page breathe. */
const IN_FLIGHT = 16 * SLICE;
/** Drawn units after which the sender is told, as VS Code does it. */
export const ACKNOWLEDGE_EVERY = 5_000;
/** Units that may wait. Only a sender that ignores acknowledgements gets there. */
const MOST_WAITING = 4_000_000;
/** Units that are kept when too many wait. */
const KEPT = 500_000;

export interface Sink {
  /** Draws the text some time soon, then calls `done`. */
  write(text: string, done: () => void): void;
  /** So many more units of counted text have been drawn. */
  drawn(units: number): void;
}

export interface Flow {
  /** Queues text that stands for so many units of what was sent; 0 for text that nobody counts. */
  push(text: string, units: number): void;
  /** Calls `step` when everything queued before it is drawn, and before anything queued after it is. */
  after(step: () => void): void;
  /** Forgets the text that waits; what the terminal has already got is still drawn. Steps that wait are kept. */
  drop(): void;
}

type Item = { readonly text: string; readonly units: number } | { readonly step: () => void };

/** A queue in front of one terminal. */
export function createFlow(sink: Sink): Flow {
  let queue: Item[] = [];
  let head = 0;
  let waiting = 0;
  let inFlight = 0;
  let unreported = 0;
  let epoch = 0;

  const report = (units: number): void => {
    unreported += units;
    const whole = Math.floor(unreported / ACKNOWLEDGE_EVERY) * ACKNOWLEDGE_EVERY;
    if (whole <= 0) return;
    unreported -= whole;
    sink.drawn(whole);
  };

  const pump = (): void => {
    for (let item = queue[head]; item !== undefined; item = queue[head]) {
      if ('step' in item) {
        if (inFlight > 0) return;
        head += 1;
        item.step();
        continue;
      }
      if (inFlight >= IN_FLIGHT) return;
      head += 1;
      const { text, units } = item;
      const sent = epoch;
      waiting -= text.length;
      inFlight += text.length;
      sink.write(text, () => {
        inFlight -= text.length;
        if (sent === epoch) report(units);
        pump();
      });
    }
    queue = [];
    head = 0;
  };

  return {
    push(text, units) {
      let rest = units;
      let at = 0;
      for (; text.length - at > SLICE; at += SLICE) {
        const share = Math.min(rest, SLICE);
        queue.push({ text: text.slice(at, at + SLICE), units: share });
        rest -= share;
      }
      queue.push({ text: text.slice(at), units: rest });
      waiting += text.length;
      if (waiting > MOST_WAITING) shorten();
      pump();
    },
    after(step) {
      queue.push({ step });
      pump();
    },
    drop() {
      queue = queue.slice(head).filter((item) => 'step' in item);
      head = 0;
      waiting = 0;
      unreported = 0;
      epoch += 1;
    },
  };

  /** Leaves out the oldest text that waits, and says so in its place. */
  function shorten(): void {
    const kept: Item[] = [];
    let room = KEPT;
    let lines = 0;
    let units = 0;
    for (const item of queue.slice(head).reverse()) {
      if ('step' in item || room > 0) {
        kept.push(item);
        if ('text' in item) room -= item.text.length;
        continue;
      }
      waiting -= item.text.length;
      lines += item.text.split('\n').length - 1;
      units += item.units;
    }
    // CAN ends whatever sequence the cut went through.
    const note = `\x18\x1b[0m\r\n… ${lines} lines left out …\r\n`;
    waiting += note.length;
    queue = [{ text: note, units }, ...kept.reverse()];
    head = 0;
  }
}
