// What is scripted to be typed into one pane, line by line, and whether the next line
// is due: what it waits for was shown, and the pane takes keys. Reads events, types nothing.
import type { PaneSpec, ScriptedLine } from '../demo.ts';
import type { SessionEvent } from '../session.ts';
import { createOutputWatch, type OutputWatch } from './ready.ts';

export interface Script {
  readonly pane: string;
  /** The line to be typed next; undefined when all are. */
  readonly line: ScriptedLine | undefined;
  readonly due: boolean;
  /** The pane has ended: nothing more goes into it. */
  readonly over: boolean;
  /** Takes an event of any pane of the run. */
  event(event: SessionEvent): void;
  /** Every pane was started: also one that shows nothing can be typed into. */
  started(): void;
  /** The line begins to be typed: what is shown from now on counts for the one after it. */
  advance(): void;
}

export function createScript({ name: pane, type: lines }: Pick<PaneSpec, 'name' | 'type'>): Script {
  let next = 0;
  /** Looks for what the next line waits for; null when it waits for nothing. */
  let watch: OutputWatch | null = null;
  /** Typed text reaches the program. */
  let open = false;
  let over = false;
  expectNext();

  function expectNext(): void {
    const wait = lines[next]?.wait ?? null;
    watch = wait === null ? null : createOutputWatch(wait);
  }

  return {
    pane,
    get line() {
      return lines[next];
    },
    get due() {
      return next < lines.length && open && !over && (watch === null || watch.match !== null);
    },
    get over() {
      return over;
    },
    event(event) {
      if (event.type === 'exit' && event.pane === pane) over = true;
      if (event.type !== 'output') return;
      if (event.pane === pane) open = true;
      if ((lines[next]?.in ?? pane) === event.pane) watch?.push(event.data);
    },
    started() {
      open = true;
    },
    advance() {
      next += 1;
      expectNext();
    },
  };
}
