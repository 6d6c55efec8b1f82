// What is on its way to one view, in order. A snapshot of a demo takes a moment to
// make; what is said meanwhile waits behind it, so that a view sees each thing once.

export interface Outbox {
  /** A text, or one that is still being made. */
  push(entry: string | Promise<string>): void;
}

export function createOutbox(write: (text: string) => void): Outbox {
  const queue: (string | Promise<string>)[] = [];
  let waiting = false;

  async function drain(): Promise<void> {
    waiting = true;
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) write(await entry);
    waiting = false;
  }

  return {
    push: (entry) => {
      if (typeof entry === 'string' && !waiting) return write(entry);
      queue.push(entry);
      if (!waiting) void drain();
    },
  };
}
