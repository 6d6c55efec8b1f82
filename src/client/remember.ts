// What this browser remembers of a talk's stage: side, shares, size of type. Kept in
// localStorage under the talk's title, since ports and tokens change from day to day.
// A browser that refuses storage, or holds nonsense, is as good as one that is new.
import type { Look } from '../protocol.ts';
import type { Side } from './geometry.ts';

export interface StageSettings {
  side: Side;
  /** Of the width, for a panel at a side. */
  share: number;
  /** Of the height, for a panel below. */
  below: number;
  type: number;
}

export const SHARE_RANGE = [0.2, 0.8] as const;
export const TYPE_RANGE = [0.7, 1.6] as const;

/** A terminal of 24 rows needs half of a low window to be read. */
const BELOW = 0.5;

export interface Memory {
  load(): StageSettings;
  save(settings: StageSettings): void;
}

export function stageMemory(talk: string, panel: Look['panel']): Memory {
  const key = `lectern:stage:${talk}`;
  const designed: StageSettings = {
    side: panel.side,
    share: panel.size,
    below: panel.side === 'bottom' ? panel.size : Math.max(panel.size, BELOW),
    type: 1,
  };
  return {
    load() {
      try {
        const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Record<keyof StageSettings, unknown>>;
        return {
          side: stored.side === 'left' || stored.side === 'right' || stored.side === 'bottom' ? stored.side : designed.side,
          share: within(stored.share, SHARE_RANGE, designed.share),
          below: within(stored.below, SHARE_RANGE, designed.below),
          type: within(stored.type, TYPE_RANGE, designed.type),
        };
      } catch {
        return designed;
      }
    },
    save(settings) {
      try {
        localStorage.setItem(key, JSON.stringify(settings));
      } catch {
        // Private windows may refuse: then it holds until the window closes.
      }
    },
  };
}

function within(value: unknown, [least, most]: readonly [number, number], otherwise: number): number {
  return typeof value === 'number' && value >= least && value <= most ? value : otherwise;
}
