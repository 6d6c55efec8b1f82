// What is asked of one demo from here, and what has become of it: a refusal that is
// said until something else happens, a stop under way, a restart that waits for it.
import type { DemoStatus } from '../../protocol.ts';
import type { DemoState } from '../../session.ts';
import { isGoing, isLive } from './state-words.ts';
import type { Transport } from './transport.ts';

export interface Asking {
  /** '' when what was asked for was done. */
  readonly refusal: string;
  readonly stopping: boolean;
  refused(reason: string): void;
  run(): void;
  replay(): void;
  live(): void;
  /** From live to the recording, from the recording to live. */
  swap(): void;
  stop(): void;
  restart(): void;
  /** The next scripted line. */
  type(): void;
  /** Another execution is shown; true when it is one that was asked for here. */
  begun(): boolean;
  /** The state that is shown has changed. */
  changed(): void;
}

export interface AskingOptions {
  readonly demo: string;
  readonly transport: Transport;
  /** As it is shown: what has ended, a moment later, when all that it wrote is drawn. */
  status(): Pick<DemoStatus, 'state' | 'kind'>;
  /** As the other end has it. */
  current(): DemoState;
  /** What is to be said has changed. */
  say(): void;
}

export function createAsking({ demo, transport, status, current, say }: AskingOptions): Asking {
  let refusal = '';
  let stopping = false;
  let restarting = false;
  /** The next live run is asked for by this view, which then answers its programs' questions to the terminal. */
  let asked = false;

  const begin = (how: 'run' | 'live'): void => {
    if (isLive(current())) return;
    refusal = '';
    asked = true;
    transport[how](demo);
  };
  const asking: Asking = {
    get refusal() {
      return refusal;
    },
    get stopping() {
      return stopping;
    },
    refused(reason) {
      asked = false;
      refusal = reason;
      say();
    },
    run: () => begin('run'),
    live: () => begin('live'),
    replay() {
      refusal = '';
      asked = false;
      restarting = false;
      transport.replay(demo);
    },
    swap() {
      if (status().kind === 'recorded') asking.live();
      else asking.replay();
    },
    stop() {
      if (!isGoing(status().state)) return;
      restarting = false;
      stopping = true;
      say();
      transport.stop(demo);
    },
    restart() {
      if (isLive(status().state)) {
        asking.stop();
        restarting = true;
      } else asking.run();
    },
    type() {
      if (refusal !== '') {
        refusal = '';
        say();
      }
      transport.type?.(demo);
    },
    begun() {
      const mine = asked;
      asked = false;
      stopping = false;
      refusal = '';
      return mine;
    },
    changed() {
      if (isLive(status().state)) return;
      stopping = false;
      if (!restarting) return;
      restarting = false;
      asking.run();
    },
  };
  return asking;
}
