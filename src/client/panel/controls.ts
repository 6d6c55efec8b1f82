// What can be done with a demo from the panel's head, and when it is offered.
import type { Control, HeadStatus } from './header.ts';
import { isGoing, isLive } from './state-words.ts';

export interface Controlled {
  run(): void;
  stop(): void;
  restart(): void;
  replay(): void;
  live(): void;
  clear(): void;
}

export interface RecordingWords {
  /** Why there is none to play; '' when there is one. */
  none(): string;
  /** That it is older than the code; '' when it is not. */
  older(): string;
}

export function demoControls(demo: Controlled, recording: RecordingWords): Control[] {
  const always = (key: string) => () => key;
  const replaying = ({ state }: HeadStatus): boolean => state === 'replaying';
  return [
    { word: 'Run', key: always('r'), shown: ({ state }) => !isGoing(state), press: () => demo.run() },
    { word: 'Stop', key: always('x'), shown: ({ state }) => isGoing(state), press: () => demo.stop() },
    { word: 'Restart', key: always(''), shown: ({ state }) => isLive(state), press: () => demo.restart() },
    { word: 'Live', key: always('e'), shown: replaying, press: () => demo.live() },
    {
      word: 'Recording',
      // After a recording the key goes back to live.
      key: ({ kind }) => (kind === 'recorded' ? '' : 'e'),
      shown: (status) => !replaying(status),
      blocked: recording.none,
      note: recording.older,
      press: () => demo.replay(),
    },
    { word: 'Clear', key: always(''), shown: ({ state }) => state !== 'idle' && !isGoing(state), press: () => demo.clear() },
  ];
}
