// Output in pieces worth sending: the first at once, then what came in 8 ms, or
// as soon as 16 KiB are there.

const DELAY = 8;
const LIMIT = 16 * 1024;

export interface Coalescer {
  push(text: string): void;
  /** Emits what waits, now. */
  flush(): void;
  /** Forgets the timer. */
  close(): void;
}

export function createCoalescer(emit: (text: string) => void): Coalescer {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === '') return;
    const text = waiting;
    waiting = '';
    // While the timer runs, what follows gathers; it ends the burst when nothing came.
    timer = setTimeout(flush, DELAY);
    emit(text);
  };
  return {
    push(text) {
      if (text === '') return;
      waiting += text;
      if (timer === undefined || waiting.length >= LIMIT) flush();
    },
    flush,
    close() {
      clearTimeout(timer);
    },
  };
}
