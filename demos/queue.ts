// @title A bounded queue
// @summary A fast producer, a slow consumer, a bounded queue between them; then a semaphore.
// @size 52x26
//
// What a bounded queue does for two tasks on one thread: who is too fast waits,
// join() waits for the work, an AbortSignal ends who waits for more.
import { setTimeout as sleep } from 'node:timers/promises';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

class Semaphore {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(free: number) {
    this.#free = free;
  }

  // #region semaphore
  async acquire(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#turn(signal);
  }

  release(): void {
    const [next] = this.#waiting; // the one here longest
    if (!next) this.#free++;
    else {
      this.#waiting.delete(next);
      next(); // hands over its place
    }
  }
  // #endregion

  // #region turn
  #turn(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#waiting.delete(go);
        reject(signal?.reason);
      };
      const go = () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      this.#waiting.add(go);
      signal?.addEventListener('abort', stop);
    });
  }
  // #endregion
}

class AsyncQueue<T> {
  readonly #items: T[] = [];
  readonly #room: Semaphore;
  readonly #filled = new Semaphore(0);
  readonly #joiners: (() => void)[] = [];
  #unfinished = 0;

  constructor(room: number) {
    this.#room = new Semaphore(room);
  }

  get size(): number {
    return this.#items.length;
  }

  // #region put-get
  async put(item: T): Promise<void> {
    await this.#room.acquire(); // full: wait here
    this.#items.push(item);
    this.#unfinished++;
    this.#filled.release();
  }

  async get(signal?: AbortSignal): Promise<T> {
    await this.#filled.acquire(signal); // empty: wait here
    const item = this.#items.shift() as T;
    this.#room.release();
    return item;
  }
  // #endregion

  // #region join
  done(): void {
    this.#unfinished--;
    if (this.#unfinished > 0) return;
    for (const wake of this.#joiners.splice(0)) wake();
  }

  async join(): Promise<void> {
    if (this.#unfinished === 0) return;
    await new Promise<void>((wake) => {
      this.#joiners.push(wake);
    });
  }
  // #endregion
}

const ROOM = 2;
const queue = new AsyncQueue<number>(ROOM);

// Counts what both sides have told so far: each line then
// agrees with the ones above it.
let held = 0;

function say(left: string, right: string): void {
  if (left.startsWith('put')) held++;
  if (right.startsWith('got')) held--;
  const slots = `[${'■'.repeat(held).padEnd(ROOM)}]`;
  const line = right === '' ? slots : slots.padEnd(11);
  console.log(
    tint(36, left.padEnd(17)) + line + tint(33, right),
  );
}

// #region producer
async function producer(count: number): Promise<void> {
  for (let n = 1; n <= count; n++) {
    if (queue.size === ROOM) say('full: waiting', '');
    await queue.put(n);
    say(`put ${n}`, '');
  }
  await queue.join();
}
// #endregion

// #region consumer
async function consumer(
  stop: AbortSignal,
): Promise<void> {
  while (true) {
    const n = await queue.get(stop);
    say('', `got ${n}`);
    await sleep(500);
    say('', `done with ${n}`);
    queue.done();
  }
}
// #endregion

// #region run
async function run(): Promise<void> {
  const stop = new AbortController();
  const eating = consumer(stop.signal);
  await producer(4);
  // @mark joined
  console.log('join: all four are done');
  stop.abort();
  await eating.catch((error: Error) => {
    console.log(`consumer ended: ${error.name}`);
  });
}
// #endregion

const inside = new Set<string>();

// #region places
const places = new Semaphore(2);

async function visit(who: string, ms: number) {
  await places.acquire();
  inside.add(who);
  console.log(`${who} enters, inside:`, ...inside);
  await sleep(ms);
  inside.delete(who);
  places.release();
}
// #endregion

console.log(
  tint(1, 'producer         queue      consumer'),
);
await run();
// @mark two places
console.log(tint(1, '\nfour visitors, two places'));
await Promise.all([
  visit('a', 500),
  visit('b', 800),
  visit('c', 800),
  visit('d', 500),
]);
console.log('everybody has been inside');
