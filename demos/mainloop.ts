// @title Our own loop
// @summary Four tasks on one thread, over real sockets: each yields what it waits for, a loop wakes it.
// @size 52x26
//
// Generators yield wishes, the loop grants them. Two players throw a ball to each
// other through a server; both ends of both sockets are tasks of one loop.
import { once } from 'node:events';
import {
  type AddressInfo,
  connect,
  createServer,
  type Socket,
} from 'node:net';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

// #region wishes
type Wish =
  | { kind: 'recv'; socket: Socket }
  | { kind: 'send'; socket: Socket; text: string }
  | { kind: 'sleep'; ms: number };
type Word = string | null; // null: nothing more comes
type Task = Generator<Wish, void, Word>;
// #endregion

// #region server
function* relay(from: Socket, to: Socket): Task {
  while (true) {
    const text = yield { kind: 'recv', socket: from };
    if (text === null) break;
    yield { kind: 'send', socket: to, text };
  }
  to.end();
}
// #endregion

// #region player
function* player(socket: Socket, serve: Word): Task {
  if (serve) yield { kind: 'send', socket, text: serve };
  while (true) {
    const ball = yield { kind: 'recv', socket };
    if (ball === null || ball === '3') break;
    yield { kind: 'sleep', ms: 400 };
    const text = String(Number(ball) + 1);
    yield { kind: 'send', socket, text };
  }
  socket.end();
}
// #endregion

class Loop {
  readonly #names = new Map<Task, string>();
  readonly #ready: [Task, Word][] = [];
  #ring = (): void => {};

  add(name: string, task: Task): void {
    this.#names.set(task, name);
    this.#ready.push([task, null]);
  }

  // #region run
  async run(): Promise<void> {
    while (this.#names.size > 0) {
      const next = this.#ready.shift();
      if (next) this.#step(...next);
      else await this.#somethingHappens();
    }
  }

  #step(task: Task, word: Word): void {
    const { value: wish, done } = task.next(word);
    this.#show(task, word, wish ?? null);
    if (done) this.#names.delete(task);
    else this.#grant(task, wish);
  }
  // #endregion

  // #region grant
  #grant(task: Task, wish: Wish): void {
    if (wish.kind === 'send') {
      wish.socket.write(wish.text);
      this.#wake(task, null);
    } else if (wish.kind === 'sleep') {
      setTimeout(() => this.#wake(task, null), wish.ms);
    } else {
      this.#listen(wish.socket, (word) =>
        this.#wake(task, word),
      );
    }
  }
  // #endregion

  // #region wake
  #wake(task: Task, word: Word): void {
    this.#ready.push([task, word]);
    this.#ring();
  }

  #somethingHappens(): Promise<void> {
    return new Promise((ring) => {
      this.#ring = ring;
    });
  }
  // #endregion

  #listen(
    socket: Socket,
    heard: (word: Word) => void,
  ): void {
    const stop = (word: Word = null) => {
      socket.off('data', stop).off('end', stop).pause();
      heard(word);
    };
    socket.on('data', stop).on('end', stop).resume();
  }

  #show(task: Task, word: Word, wish: Wish | null): void {
    const name = this.#names.get(task) ?? '';
    const wants =
      wish === null
        ? tint(90, 'is done')
        : wish.kind === 'send'
          ? `send ${tint(33, wish.text)}`
          : wish.kind;
    console.log(
      tint(36, name.padEnd(17)) +
        tint(33, (word ?? '').padEnd(15)) +
        wants,
    );
  }
}

const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');

/** Both ends of one connection: the client's, the server's. */
async function open(): Promise<[Socket, Socket]> {
  const { port } = server.address() as AddressInfo;
  const near = connect(port, '127.0.0.1');
  const [far] = await once(server, 'connection');
  for (const socket of [near, far])
    socket.setEncoding('utf8');
  return [near, far];
}

// #region four
const [ada, adaAtServer] = await open();
const [grace, graceAtServer] = await open();
const loop = new Loop();
loop.add(
  'server: ada',
  relay(adaAtServer, graceAtServer),
);
loop.add(
  'server: grace',
  relay(graceAtServer, adaAtServer),
);
loop.add('ada', player(ada, '1'));
loop.add('grace', player(grace, null));
// #endregion

console.log(
  tint(1, 'awake            was given      and wishes'),
);
// @mark the loop runs
await loop.run();
server.close();
// @mark nobody left
console.log('no task is left: the loop ends');
