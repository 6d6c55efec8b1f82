// What goes with the live run that is shown: the watch for what its recording should
// take its place for, and the scripted lines that the speaker has typed for them.
import { type Clock, systemClock } from '../cast/clock.ts';
import type { DemoSpec, Fallback } from '../demo.ts';
import type { NextLine } from '../protocol.ts';
import type { Outcome, Session, SessionEvent } from '../session.ts';
import { type Expectations, type RunWatch, watchRun } from './fallback.ts';

/** Types the scripted lines of a run, one whenever it is asked. */
export interface Prompter {
  /** null when none is left. */
  readonly next: NextLine | null;
  event(event: SessionEvent): void;
  /** Every pane was started. */
  started(): void;
  /** Types the next line, or remembers to; false when none is left. */
  ask(): boolean;
  /** The speaker has typed this. */
  typed(pane: string, data: string): void;
  close(): void;
}

/** What a prompter is given to type with. */
export interface PrompterHands {
  write(pane: string, key: string): void;
  readonly after: Clock['at'];
  /** `next` is another one. */
  changed(): void;
}

export interface LiveRun {
  /** The scripted line that comes next; null when there is none. */
  readonly next: NextLine | null;
  /** Typed by the speaker. */
  input(pane: string, data: string): void;
  /** Has the next scripted line typed; or tells why not. */
  type(): string | null;
  /** The speaker ends it: however it ends now, it has not failed. */
  stopAsked(): void;
  /** What is wrong with a run that has ended so; '' for nothing. Nothing goes with it any more. */
  verdict(outcome: Outcome): string;
  close(): void;
}

export interface LiveRunOptions {
  readonly spec: DemoSpec;
  readonly session: Session;
  readonly mode: Fallback;
  expectations(spec: DemoSpec): Expectations;
  prompter(spec: DemoSpec, hands: PrompterHands): Prompter;
  /** Something is wrong, or '' when it is well after all. */
  trouble(reason: string): void;
  /** `next` is another one. */
  nextChanged(): void;
}

export function createLiveRun({ spec, session, mode, trouble, nextChanged, ...made }: LiveRunOptions): LiveRun {
  const clock = systemClock();
  const watch: RunWatch | null =
    mode === 'never' ? null : watchRun({ session, panes: spec.panes, clock, expectations: made.expectations(spec), trouble });
  const prompter = made.prompter(spec, { write: session.write, after: clock.at, changed: nextChanged });
  const off = session.subscribe({
    event: prompter.event,
    state(state) {
      if (state === 'running') prompter.started();
    },
  });

  function close(): void {
    off();
    prompter.close();
    watch?.close();
  }

  return {
    get next() {
      return prompter.next;
    },
    input(pane, data) {
      session.write(pane, data);
      prompter.typed(pane, data);
    },
    type() {
      if (prompter.ask()) return null;
      const scripted = spec.panes.some(({ type }) => type.length > 0);
      return scripted ? 'all that was scripted is typed' : `nothing is scripted for "${spec.name}"`;
    },
    stopAsked: () => watch?.stopAsked(),
    verdict(outcome) {
      const verdict = watch?.verdict(outcome) ?? '';
      close();
      return verdict;
    },
    close,
  };
}
