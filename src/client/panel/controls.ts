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

/** @param runs false where there are no live runs: then a recording is all there is to start */
export function demoControls(demo: Controlled, recording: RecordingWords, runs = true): Control[] {
  const always = (key: string) => () => key;
  const replaying = ({ state }: HeadStatus): boolean => state === 'replaying';
  const stop: Control = { word: 'Stop', key: always('x'), shown: ({ state }) => isGoing(state), press: () => demo.stop() };
  const clear: Control = {
    word: 'Clear',
    key: always(''),
    shown: ({ state }) => state !== 'idle' && !isGoing(state),
    press: () => demo.clear(),
  };
  if (!runs) {
    const play = { word: 'Play', key: always('r'), blocked: recording.none, note: recording.older, press: () => demo.replay() };
    return [{ ...play, shown: ({ state }) => !isGoing(state) }, stop, clear];
  }
  return [
    { word: 'Run', key: always('r'), shown: ({ state }) => !isGoing(state), press: () => demo.run() },
    stop,
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
    clear,
  ];
}
