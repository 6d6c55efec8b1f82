// Watches a live run for what a recording should take its place for: that it does not
// start, ends badly, or does not show in time what it should. It only says so, by the
// clock it is given; what is done about it is the stage's affair.
import type { Clock } from '../cast/clock.ts';
import type { Expectation, PaneSpec } from '../demo.ts';
import type { Outcome, Session, SessionEvent } from '../session.ts';

/** Seconds in which a run has to start: first byte, or `ready` of every pane that has one. */
export const START_WITHIN = 3;

/** What a good run shows, held against this one. */
export interface Expectations {
  event(event: SessionEvent): void;
  /** Those whose time was over after so many seconds and that were not met. */
  missed(seconds: number): readonly (Expectation & { readonly pane: string })[];
}

export interface RunWatch {
  /** What is wrong with a run that has ended so; '' for nothing. Ends the watch. */
  verdict(outcome: Outcome): string;
  /** The speaker ends it: however it ends now, it has not failed. */
  stopAsked(): void;
  close(): void;
}

export interface RunWatchOptions {
  readonly session: Pick<Session, 'subscribe'>;
  readonly panes: readonly Pick<PaneSpec, 'name' | 'ready' | 'expect'>[];
  readonly clock: Clock;
  readonly expectations: Expectations;
  /** `did not start in 3 s`, said while it goes on; '' when it is well after all. */
  trouble(reason: string): void;
}

/** Milliseconds that output may be on its way when its time is over. */
const ON_ITS_WAY = 100;
const INTERRUPT = '\x03';

export function watchRun({ session, panes, clock, expectations, trouble }: RunWatchOptions): RunWatch {
  const gated = panes.some(({ ready }) => ready !== null);
  let now = '';
  let started = false;
  let stopped = false;
  let interrupted = false;
  let closed = false;

  function say(reason: string): void {
    if (closed || stopped || reason === now) return;
    now = reason;
    trouble(reason);
  }

  function start(): void {
    if (started) return;
    started = true;
    cancelStart();
    if (now === NOT_STARTED) say('');
  }

  function checkInTime(seconds: number): void {
    const [missed] = expectations.missed(seconds);
    if (missed !== undefined) say(missedBy(missed, panes.length, `within ${missed.within} s`));
  }

  const cancelStart = clock.at(START_WITHIN * 1000, () => say(NOT_STARTED));
  const cancels = panes
    .flatMap(({ expect }) => expect)
    .map(({ within }) => clock.at(within * 1000 + ON_ITS_WAY, () => checkInTime(within)));
  const off = session.subscribe({
    event(event) {
      if (event.type === 'output' && !gated) start();
      if (event.type === 'input' && event.data.includes(INTERRUPT)) interrupted = true;
      expectations.event(event);
    },
    state(state) {
      if (state === 'running' && gated) start();
    },
  });

  function close(): void {
    closed = true;
    off();
    cancelStart();
    for (const cancel of cancels) cancel();
  }

  return {
    verdict(outcome) {
      close();
      if (stopped || interrupted) return '';
      if (outcome.state === 'failed') return outcome.reason;
      // By its own time limit: that is said already, and no failure if all went well until then.
      if (outcome.state === 'stopped') return now;
      const [missed] = expectations.missed(Number.POSITIVE_INFINITY);
      return missed === undefined ? '' : missedBy(missed, panes.length, '');
    },
    stopAsked() {
      stopped = true;
    },
    close,
  };
}

const NOT_STARTED = `did not start in ${START_WITHIN} s`;

/** `did not show /listening/ within 2 s`. */
function missedBy({ pane, match }: Expectation & { readonly pane: string }, panes: number, when: string): string {
  return [panes > 1 ? `${pane} did not show` : 'did not show', `/${match}/`, when].join(' ').trimEnd();
}
