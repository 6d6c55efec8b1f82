// What is told of one demo: the record behind its DemoStatus, and the one way to
// change it, which tells every view.
import type { DemoStatus, ReplayStatus, ServerMessage } from '../protocol.ts';

type Changing = Partial<Omit<DemoStatus, 'name' | 'elapsed'>>;

export interface StatusBoard {
  /** As of now. */
  readonly status: DemoStatus;
  /** Changes it without a word, and has its time begin now. */
  begin(change: Changing): void;
  /** A mark was reached, which an event tells. */
  reached(mark: string): void;
  /** Changes it and tells. */
  tell(change: Changing): void;
  /** The same for the execution's end: its time stands still. */
  end(change: Changing): void;
}

/** `replay` gives where a recording stands that goes on. */
export function createStatusBoard(name: string, emit: (message: ServerMessage) => void, replay: () => ReplayStatus | null): StatusBoard {
  let record: Omit<DemoStatus, 'elapsed'> = idleStatus(name);
  /** As performance.now() gives them. */
  let begun = 0;
  let ended: number | null = null;

  function status(): DemoStatus {
    const elapsed = record.run === null ? 0 : ((ended ?? performance.now()) - begun) / 1000;
    return { ...record, replay: replay() ?? record.replay, elapsed: Math.round(elapsed * 1000) / 1000 };
  }

  function tell(change: Changing): void {
    record = { ...record, ...change };
    emit({ type: 'demo', status: status() });
  }

  return {
    get status() {
      return status();
    },
    begin(change) {
      record = { ...idleStatus(name), ...change };
      begun = performance.now();
      ended = null;
    },
    reached(mark) {
      record = { ...record, mark };
    },
    tell,
    end(change) {
      ended = performance.now();
      tell(change);
    },
  };
}

/** Of a demo that has not run. */
export function idleStatus(name: string): DemoStatus {
  return { name, state: 'idle', run: null, kind: 'live', recordedAt: null, reason: '', trouble: '', mark: '', replay: null, elapsed: 0 };
}
