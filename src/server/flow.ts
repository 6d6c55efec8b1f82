// How much output counts as drawn. The program is paced by the slower of two readers:
// the controlling view, while there is one that keeps up, and the server's own screens.
// So a view that hangs or goes away holds nothing up for long, and nothing piles up here.

export interface Flow {
  /** Output went out: this many characters to the views, `dropped` more were filtered away. */
  sent(pane: string, characters: number, dropped: number): void;
  /** The server's screen has taken this many in. */
  parsed(pane: string, characters: number): void;
  /** The controlling view has drawn this many. */
  drawn(pane: string, characters: number): void;
  /** Another view controls, or none: what was sent before is not its debt. */
  setControlled(controlled: boolean): void;
  close(): void;
}

/** Characters a view may owe without being asked: views report in lumps. */
const LUMP = 20_000;

interface Counts {
  sent: number;
  parsed: number;
  drawn: number;
  passedOn: number;
}

/** `acknowledge` is the session's; `patience` in milliseconds without a sign from a view that owes one. */
export function createFlow(acknowledge: (pane: string, characters: number) => void, patience = 2000): Flow {
  const panes = new Map<string, Counts>();
  let controlled = false;
  /** The view owed a sign for too long; its next one restores it. */
  let silent = false;
  let timer: NodeJS.Timeout | null = null;

  function countsOf(pane: string): Counts {
    let counts = panes.get(pane);
    if (counts === undefined) {
      counts = { sent: 0, parsed: 0, drawn: 0, passedOn: 0 };
      panes.set(pane, counts);
    }
    return counts;
  }

  function passOn(): void {
    for (const [pane, counts] of panes) {
      const due = controlled && !silent ? Math.min(counts.parsed, counts.drawn) : counts.parsed;
      if (due <= counts.passedOn) continue;
      acknowledge(pane, due - counts.passedOn);
      counts.passedOn = due;
    }
  }

  function expectSign(afresh: boolean): void {
    if (afresh) stopWaiting();
    const owed = controlled && !silent && [...panes.values()].some((counts) => counts.sent - counts.drawn > LUMP);
    if (!owed || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      silent = true;
      passOn();
    }, patience);
    timer.unref();
  }

  function stopWaiting(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  return {
    sent: (pane, characters, dropped) => {
      countsOf(pane).sent += characters;
      if (dropped > 0) acknowledge(pane, dropped);
      expectSign(false);
    },
    parsed: (pane, characters) => {
      countsOf(pane).parsed += characters;
      passOn();
    },
    drawn: (pane, characters) => {
      const counts = countsOf(pane);
      counts.drawn = Math.min(counts.sent, counts.drawn + characters);
      silent = false;
      passOn();
      expectSign(true);
    },
    setControlled: (now) => {
      controlled = now;
      silent = false;
      for (const counts of panes.values()) counts.drawn = counts.sent;
      passOn();
      expectSign(true);
    },
    close: stopWaiting,
  };
}
