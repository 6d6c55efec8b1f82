// One demo on the stage: decides which execution of it is shown, at most one, live or
// recorded. A live run that a recording took the place of is stopped unseen, and the
// next live one waits until it is gone. A live run that fails is offered its recording,
// or gives way to it.
import type { Recordings } from '../cast/recordings.ts';
import type { DemoSpec, Fallback } from '../demo.ts';
import type { DemoSnapshot } from '../protocol.ts';
import { idleStatus } from './demo-status.ts';
import { createDepartures, endOf } from './departures.ts';
import { createExecution, type Execution, type ExecutionSettings } from './execution.ts';

export interface DemoStage extends Pick<Execution, 'snapshot' | 'steer' | 'type' | 'input' | 'drawn' | 'setControlled'> {
  /** Starts a live run; while one is being stopped, right after it; in place of a recording. false: one is going. */
  run(spec: DemoSpec): boolean;
  /** Plays the recording from its beginning in place of what is shown; or resolves to why not, and all stays as it was. */
  replay(spec: DemoSpec): Promise<string | null>;
  /** Ends what is shown; asked again after a moment, harder. */
  stop(): void;
  /** Empties all panes; the caller sends the snapshot. */
  clear(): void;
  close(): Promise<void>;
}

export interface DemoStageSettings extends ExecutionSettings {
  casts(spec: DemoSpec): Promise<Recordings>;
  /** Of demos that do not say it themselves. */
  fallback(): Fallback;
}

/** Milliseconds within which a second stop counts as the same press. */
const SAME_PRESS = 300;

export function createDemoStage(name: string, settings: DemoStageSettings): DemoStage {
  const leaving = createDepartures(beginNext);
  const shown = createExecution(name, settings, { trouble: (spec, trouble) => void takeOver(spec, trouble), over: beginNext });
  const { board } = shown;
  /** To be run live as soon as what is in its way has ended. */
  let next: DemoSpec | null = null;
  /** Counts what was asked for: a recording that took long to read is not played after a later wish. */
  let wishes = 0;
  /** The session that was told to stop, and when. */
  let stopAsked: { readonly id: string; readonly at: number } | null = null;
  let closed = false;

  function modeOf(spec: DemoSpec): Fallback {
    return spec.fallback ?? settings.fallback();
  }

  /** Something is wrong with the live run: with `auto` the recording takes over. */
  async function takeOver(spec: DemoSpec, trouble: string): Promise<void> {
    if (trouble === '' || next !== null || modeOf(spec) !== 'auto') return;
    const mine = wishes;
    const { run } = board.status;
    const recordings = await settings.casts(spec);
    if (closed || mine !== wishes || run !== board.status.run) return;
    if ('reason' in recordings) return board.tell({ trouble: `${trouble} · ${recordings.reason}` });
    drop();
    shown.replay(spec, recordings.casts, trouble);
  }

  function beginNext(): void {
    const spec = next;
    if (spec === null || !leaving.none || shown.session?.kind === 'live') return;
    next = null;
    drop();
    shown.live(spec, modeOf(spec));
  }

  /** Takes what is shown off the stage, and ends it. */
  function drop(): void {
    const { session } = shown;
    shown.leave();
    if (session?.kind === 'recorded') void session.stop();
    if (session?.kind === 'live') leaving.add(session);
  }

  return {
    snapshot: shown.snapshot,
    type: shown.type,
    input: shown.input,
    drawn: shown.drawn,
    setControlled: shown.setControlled,
    clear: shown.clear,
    run: (spec) => {
      const { session } = shown;
      if (session?.kind === 'live' && session.id !== stopAsked?.id) return false;
      wishes++;
      next = spec;
      // Asked for again, it is in a hurry.
      leaving.hurry();
      beginNext();
      return true;
    },
    replay: async (spec) => {
      const mine = ++wishes;
      const recordings = await settings.casts(spec);
      if (mine !== wishes) return null;
      if ('reason' in recordings) return recordings.reason;
      next = null;
      drop();
      const { kind, trouble } = board.status;
      shown.replay(spec, recordings.casts, kind === 'live' ? trouble : '');
      return null;
    },
    steer: (order) => {
      if (!closed) shown.steer(order);
    },
    stop: () => {
      wishes++;
      next = null;
      const { session } = shown;
      if (session === null) return;
      const at = performance.now();
      if (session.id === stopAsked?.id && at - stopAsked.at < SAME_PRESS) return;
      stopAsked = { id: session.id, at };
      shown.stopAsked();
      void session.stop();
    },
    close: async () => {
      closed = true;
      wishes++;
      next = null;
      const { session } = shown;
      await Promise.all([leaving.close(), session === null ? null : endOf(session)]);
      shown.close();
    },
  };
}

/** Of a demo that has not run. */
export function idleSnapshot(name: string): DemoSnapshot {
  return { status: idleStatus(name), panes: [] };
}
