// The keys of a replay on a terminal: space pauses and goes on, → goes on, + and -
// change the speed, q ends it, and so does Ctrl-C.
import type { Replay } from '../cast/replay.ts';
import type { Io } from './io.ts';

export interface ReplayKeys {
  /** Goes on from a pause: to the end, or with `--step` to the next mark. */
  resume(): void;
  quit(): void;
  interrupt(): void;
  /** Something that is shown of the replay has changed. */
  changed(): void;
}

/** What an arrow and the like send: several characters, none of which was typed. */
const SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?/g;
const RIGHT = /\u001b[[O]C/g;
const SLOWEST = 1 / 16;
const FASTEST = 64;

/** Listens until the function that it returns is called; does nothing where there is no keyboard. */
export function replayKeys(io: Io, replay: Replay, keys: ReplayKeys): () => void {
  const { stdin } = io;
  if (stdin.isTTY !== true) return () => {};

  const press = (key: string): void => {
    if (key === '\u0003') keys.interrupt();
    else if (key === 'q') keys.quit();
    else if (key === '+' || key === '=') replay.setSpeed(Math.min(FASTEST, replay.speed * 2));
    else if (key === '-') replay.setSpeed(Math.max(SLOWEST, replay.speed / 2));
    else if (key === ' ') {
      if (replay.playing) replay.pause();
      else keys.resume();
    }
    keys.changed();
  };
  const onData = (data: string): void => {
    // The arrow goes on as it does in a deck, and never pauses.
    for (const _ of data.matchAll(RIGHT)) if (!replay.playing) press(' ');
    for (const key of data.replace(SEQUENCE, '')) press(key);
  };
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', onData);
  return () => {
    stdin.off('data', onData).pause();
    stdin.setRawMode(false);
  };
}
