// Live runs that have left the stage: nobody sees them any more, and the next live run
// waits until nothing of them is left.
import type { Session } from '../session.ts';

export interface Departures {
  /** None is under way. */
  readonly none: boolean;
  /** Stops a run that nobody is to see any more. */
  add(session: Session): void;
  /** The next run is in a hurry. */
  hurry(): void;
  /** Stops all, and waits for them. */
  close(): Promise<void>;
}

/** `gone` is called when one of them has ended. */
export function createDepartures(gone: () => void): Departures {
  const leaving = new Set<Session>();
  return {
    get none() {
      return leaving.size === 0;
    },
    add(session) {
      leaving.add(session);
      void session.stop();
      void session.ended.then(() => {
        leaving.delete(session);
        gone();
      });
    },
    hurry() {
      for (const session of leaving) void session.stop();
    },
    close: async () => {
      await Promise.all([...leaving].map(endOf));
    },
  };
}

/** Stops a run and waits until nothing of it is left. */
export async function endOf(session: Session): Promise<void> {
  await session.stop();
  await session.ended;
}
