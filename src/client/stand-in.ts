// The link as the window's other parts see it. While the server is gone, recordings
// that were fetched ahead play in the page, and what they do comes as if the server
// said it: panel, marks and states need not know. Once the server is back it is asked
// again, and its word counts, but a recording that plays here is not cut off for nothing.
// In one file, for who shows a demo and who is asked change only together.
import type { ClientMessage, DemoInfo, DemoStatus, ServerMessage } from '../protocol.ts';
import { createEmitter } from './events.ts';
import type { Link } from './link.ts';
import type { Neighbours } from './neighbours.ts';
import type { RecordedTransport } from './panel/recorded-transport.ts';

/** Milliseconds without a link after which the server counts as gone; a short break, or a restart, is less. */
const PATIENCE = 1500;
/** What is wrong with a live run whose server is no more. */
export const SERVER_GONE = 'server gone';

export interface StandInOptions {
  readonly link: Link;
  demos(): readonly DemoInfo[];
  /** What plays recordings in the page, once it is loaded. */
  player(): RecordedTransport | null;
  readonly neighbours: Neighbours;
}

export interface StandIn extends Link {
  /** The player is there: from now on its word is passed on. */
  listen(player: RecordedTransport): void;
}

type DemoMessage = Extract<ClientMessage, { readonly demo: string }>;
type Messages = { [T in ServerMessage['type']]: Extract<ServerMessage, { type: T }> };

export function standIn({ link, demos, player, neighbours }: StandInOptions): StandIn {
  const events = createEmitter<Messages>();
  const known = new Map<string, { readonly status: DemoStatus /** As performance.now() gives it. */; readonly at: number }>();
  /** Demos of which the page itself shows something. */
  const here = new Set<string>();
  let met = false;
  let gone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const emit = (message: ServerMessage): void => events.emit(message.type, message as never);
  const note = (status: DemoStatus): void => void known.set(status.name, { status, at: performance.now() });
  const tell = (status: DemoStatus): void => {
    here.add(status.name);
    note(status);
    emit({ type: 'demo', status });
  };
  const refuse = (demo: string, reason: string): void => emit({ type: 'refused', demo, reason });

  /** Whether the server's word on a demo counts: not that it shows nothing of it while a recording plays here. */
  const counts = (status: DemoStatus): boolean => {
    const plays = here.has(status.name) && known.get(status.name)?.status.state === 'replaying';
    if (plays && status.run === null) return false;
    if (here.delete(status.name)) player()?.forget(status.name);
    note(status);
    return true;
  };
  const passOn = (message: ServerMessage): void => {
    if (message.type === 'welcome') {
      met = true;
      gone = false;
      emit({ ...message, demos: message.demos.filter(({ status }) => counts(status)) });
    } else if (message.type === 'demo') {
      if (counts(message.status)) emit(message);
    } else if (message.type === 'screen') {
      if (counts(message.snapshot.status)) emit(message);
    } else if (message.type === 'event') {
      if (!here.has(message.demo)) emit(message);
    } else emit(message);
  };
  for (const type of MESSAGES) link.on(type, passOn);

  link.onState((open) => {
    clearTimeout(timer);
    if (!open) timer = setTimeout(lose, PATIENCE);
  });

  /** The server is gone: what it ran is over here, or goes on from its recording. */
  function lose(): void {
    gone = true;
    for (const { status, at } of [...known.values()]) {
      if (here.has(status.name)) continue;
      const past = (performance.now() - at) / 1000;
      if (status.state === 'replaying') void goOn(status, past);
      else if (status.state === 'starting' || status.state === 'running') void takeOver(status, past);
    }
  }

  async function goOn(status: DemoStatus, past: number): Promise<void> {
    const { replay, trouble, elapsed, name } = status;
    const { position = 0, playing = true, speed = 1 } = replay ?? {};
    const reason = await begin(name, { trouble, position: playing ? position + past * speed : position, playing, speed });
    if (reason !== null) tell({ ...status, state: 'stopped', reason: SERVER_GONE, replay: null, elapsed: elapsed + past });
  }

  async function takeOver(status: DemoStatus, past: number): Promise<void> {
    const info = demos().find(({ name }) => name === status.name);
    const wanted = info?.fallback === 'auto' && (await begin(status.name, { trouble: SERVER_GONE })) === null;
    if (wanted) return;
    const trouble = info?.fallback === 'never' ? '' : SERVER_GONE;
    tell({ ...status, state: 'failed', reason: SERVER_GONE, trouble, elapsed: status.elapsed + past });
  }

  /** Plays a recording in the page; resolves to why not, null when it plays. */
  function begin(demo: string, beginning: Parameters<RecordedTransport['begin']>[1]): Promise<string | null> {
    return player()?.begin(demo, beginning) ?? Promise.resolve(NO_PLAYER);
  }

  /** Whether the page itself has done what was asked. */
  function actHere(message: DemoMessage): boolean {
    const { type, demo } = message;
    const local = player();
    const there = link.open || !(met || gone);
    if (type === 'run' || type === 'live' || type === 'replay') {
      if (there) return false;
      if (type === 'replay') {
        const { kind, trouble } = known.get(demo)?.status ?? { kind: 'live', trouble: '' };
        void begin(demo, { trouble: kind === 'live' ? trouble : '' }).then((reason) => {
          if (reason !== null) refuse(demo, `the server is not there: ${reason}`);
        });
      } else if (local === null) refuse(demo, 'the server is not there');
      else local[type](demo);
      return true;
    }
    if (!here.has(demo)) return false;
    if (local?.status(demo) === undefined) {
      // The end of a live run is all that is shown; a server that is back knows nothing of it.
      if (type === 'clear') emit({ type: 'screen', snapshot: { status: { ...IDLE, name: demo }, panes: [] } });
      return type !== 'clear' || !here.delete(demo);
    }
    if (type === 'mark' || type === 'stop' || type === 'clear') local[type](demo);
    else if (type === 'seek') local.seek(demo, message.seconds);
    else if (type === 'speed') local.speed(demo, message.speed);
    else if (type === 'pause') local.pause(demo, message.on);
    else if (type === 'ack') local.acknowledge(demo, message.pane, message.run, message.characters);
    return true;
  }

  /** Without a link, what the other windows would have heard from the server they hear from here. */
  function send(message: ClientMessage): boolean {
    const alone = !link.open && (met || gone);
    if (alone && SHARED.has(message.type)) neighbours.tell(message);
    if ('demo' in message && actHere(message)) return true;
    // A move is not for a server that has not said where the talk is.
    return !alone && (link.open || message.type !== 'go') && link.send(message);
  }
  neighbours.on((message) => {
    if (link.open) return;
    if ('demo' in message) actHere(message);
    else if (message.type === 'black') emit(message);
  });

  return {
    send,
    on: events.on,
    get open() {
      return link.open;
    },
    onState: link.onState,
    listen(local) {
      local.subscribe({
        status: tell,
        screen(snapshot) {
          here.add(snapshot.status.name);
          note(snapshot.status);
          emit({ type: 'screen', snapshot });
        },
        event: (demo, run, event) => emit({ type: 'event', demo, run, event }),
        refused: refuse,
      });
    },
  };
}

const NO_PLAYER = 'its recording is not here';

const MESSAGES: readonly ServerMessage['type'][] = [
  ...(['welcome', 'position', 'deck', 'messages', 'demo', 'event', 'screen', 'timer', 'black', 'pong', 'refused'] as const),
];

const SHARED: ReadonlySet<ClientMessage['type']> = new Set([
  'go',
  'black',
  'replay',
  'live',
  'mark',
  'seek',
  'speed',
  'pause',
  'stop',
  'clear',
]);

/** Of a demo that has not run. */
const IDLE: Omit<DemoStatus, 'name'> = {
  state: 'idle',
  run: null,
  kind: 'live',
  recordedAt: null,
  reason: '',
  trouble: '',
  mark: '',
  replay: null,
  elapsed: 0,
};
