// The link of a published talk, which has no server: the window answers itself, plays
// recordings in the page, and tells the talk's other windows in this browser what it
// was told. The other parts of the window cannot tell the difference. A deck follows
// a presenter view, and other decks only once there is one: two readers' tabs stay apart.
import type { ClientMessage, DemoStatus, Position, ServerMessage, Still, View } from '../protocol.ts';
import { createEmitter } from './events.ts';
import type { Link } from './link.ts';
import type { RecordedTransport } from './panel/recorded-transport.ts';
import type { PositionOwner } from './position.ts';
import type { Store } from './store.ts';
import { whenIdle } from './when-idle.ts';
import { openWindows, type Windows } from './windows.ts';

/** What windows say to each other. */
type Word =
  | { readonly from: View; readonly type: 'said'; readonly message: ClientMessage }
  /** Somebody new asks how things stand. */
  | { readonly from: View; readonly type: 'hello' }
  | { readonly from: View; readonly type: 'state'; readonly state: State };

interface State {
  readonly position: Position;
  /** Seconds since the first move; null before. */
  readonly timer: number | null;
  readonly black: boolean;
  readonly demos: readonly DemoStatus[];
}

type DemoMessage = Extract<ClientMessage, { readonly demo: string }>;
type Messages = { [T in ServerMessage['type']]: Extract<ServerMessage, { type: T }> };

export interface AloneOptions {
  readonly still: Still;
  readonly view: View;
  readonly store: Store;
  readonly position: PositionOwner;
  /** The address asked for a slide: then this window does not go where the others are. */
  readonly leads: boolean;
}

export interface Alone extends Link {
  readonly windows: Pick<Windows<unknown>, 'open'>;
}

export function openAlone({ still, view, store, position, leads }: AloneOptions): Alone {
  const events = createEmitter<Messages>();
  const windows = openWindows<Word>(still.channel);
  let player: RecordedTransport | null = null;
  let loading: Promise<RecordedTransport> | null = null;
  let revision = 0;
  /** By performance.now(); null before the first move. */
  let begun: number | null = null;
  let black = false;
  let asking = true;
  let metPresenter = view === 'presenter';

  const emit = (message: ServerMessage): void => events.emit(message.type, message as never);
  const here = (): Position => ({ slide: position.slide, step: position.step });
  const timer = (): number | null => (begun === null ? null : (performance.now() - begun) / 1000);
  const setTimer = (seconds: number | null): void => {
    begun = seconds === null ? null : performance.now() - seconds * 1000;
    emit({ type: 'timer', timer: seconds });
  };
  const setBlack = (on: boolean): void => {
    black = on;
    emit({ type: 'black', on });
  };
  const move = (to: Position): void => {
    revision += 1;
    emit({ type: 'position', revision, position: to });
  };

  function load(): Promise<RecordedTransport> {
    loading ??= import('./still-recordings.ts').then(({ stillRecordings }) => {
      player = stillRecordings(store, still.casts);
      player.subscribe({
        status: (status) => emit({ type: 'demo', status }),
        screen: (snapshot) => emit({ type: 'screen', snapshot }),
        event: (demo, run, event) => emit({ type: 'event', demo, run, event }),
        refused: (demo, reason) => emit({ type: 'refused', demo, reason }),
      });
      return player;
    });
    loading.catch(() => {
      loading = null;
    });
    return loading;
  }

  function actOn(message: DemoMessage): boolean {
    const { type, demo } = message;
    if (type === 'run' || type === 'replay' || type === 'live') {
      // `e` on a recording that plays asks for what is not here; in any other state it means the recording.
      const how = type === 'live' ? 'live' : 'replay';
      load().then(
        (local) => local[how](demo),
        () => emit({ type: 'refused', demo, reason: 'the player cannot be fetched' }),
      );
      return true;
    }
    if (player === null) return false;
    if (type === 'mark' || type === 'stop' || type === 'clear') player[type](demo);
    else if (type === 'seek') player.seek(demo, message.seconds);
    else if (type === 'speed') player.speed(demo, message.speed);
    else if (type === 'pause') player.pause(demo, message.on);
    else if (type === 'ack') player.acknowledge(demo, message.pane, message.run, message.characters);
    return true;
  }

  /** False where nothing came of it. */
  function act(message: ClientMessage): boolean {
    if ('demo' in message) return actOn(message);
    if (message.type === 'go') {
      if (begun === null) setTimer(0);
      move({ slide: message.slide, step: message.step });
    } else if (message.type === 'black') setBlack(message.on);
    else if (message.type === 'reset') setTimer(null);
    return true;
  }

  /** Of what plays or has played: only where it stands, for the recording is the same in every window. */
  const played = (): DemoStatus[] => store.data.demos.flatMap(({ name }) => player?.status(name) ?? []);

  async function take({ position: there, timer: seconds, black: dark, demos }: State): Promise<void> {
    setTimer(seconds);
    if (dark !== black) setBlack(dark);
    if (leads) windows.post({ from: view, type: 'said', message: { type: 'go', ...here(), base: 0 } });
    else move(there);
    for (const { name, replay } of demos) {
      const { position: at, playing, speed } = replay ?? { position: Number.MAX_SAFE_INTEGER, playing: true, speed: 1 };
      await load().then((local) => local.begin(name, { position: at, playing, speed }));
    }
  }

  windows.on((word) => {
    const listens = word.from === 'presenter' || metPresenter;
    metPresenter ||= word.from === 'presenter';
    if (word.type === 'hello') {
      if (listens) windows.post({ from: view, type: 'state', state: { position: here(), timer: timer(), black, demos: played() } });
    } else if (!listens) {
      return;
    } else if (word.type === 'said') act(word.message);
    else if (asking) {
      asking = false;
      take(word.state).catch(() => {});
    }
  });

  // When all parts of the window listen.
  queueMicrotask(() => {
    emit({ type: 'welcome', deckVersion: store.data.version, revision, position: here(), demos: [], timer: null, black });
    windows.post({ from: view, type: 'hello' });
    if (store.data.demos.some(({ recorded }) => recorded)) whenIdle(() => void load().catch(() => {}));
  });

  return {
    windows,
    send(message) {
      // What this window has done by itself the late ones learn from it: it asks nobody any more.
      if (message.type !== 'ack' && message.type !== 'ping') asking = false;
      const done = act(message);
      if (SHARED.has(message.type)) windows.post({ from: view, type: 'said', message });
      return done;
    },
    on: events.on,
    open: true,
    onState: () => () => {},
  };
}

/** What every window has to do by itself. */
const SHARED: ReadonlySet<ClientMessage['type']> = new Set([
  ...(['go', 'black', 'reset', 'run', 'replay', 'live', 'mark', 'seek', 'speed', 'pause', 'stop', 'clear'] as const),
]);
