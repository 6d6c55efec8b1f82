// Text as keys: which there are in it, how people read them, and how they are pressed
// one by one, with short pauses that are the same in every run.

/** Milliseconds from key to key, in turn. */
const GAPS = [48, 39, 57, 42, 51, 36, 60, 45] as const;
/** What one key sends: a character, or the sequence of an arrow and the like. */
const KEY = /\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~])|[\s\S]/gu;

export function keysOf(text: string): readonly string[] {
  return text.match(KEY) ?? [];
}

const SIGNS: Readonly<Record<string, string>> = {
  '\r': '⏎',
  '\n': '⏎',
  '\t': '⇥',
  '\b': '⌫',
  '\x7f': '⌫',
  '\x1b[A': '↑',
  '\x1b[B': '↓',
  '\x1b[C': '→',
  '\x1b[D': '←',
};

/** `BYE⏎`, `^C`, `↑`: no character of it is a control character. */
export function readableKeys(text: string): string {
  return keysOf(text)
    .map(
      (key) =>
        SIGNS[key] ?? key.replace(/\x1b/g, '⎋').replace(/[\x00-\x1f]/g, (control) => `^${String.fromCharCode(control.charCodeAt(0) + 64)}`),
    )
    .join('');
}

export interface KeyboardOptions {
  write(pane: string, key: string): void;
  /** Calls once, so many milliseconds later; gives what calls it off. */
  after(milliseconds: number, call: () => void): () => void;
}

export interface Typing {
  readonly pane: string;
  readonly text: string;
  /** Milliseconds before the first key. */
  readonly thought: number;
  /** Nothing more goes into the pane. */
  over(): boolean;
  done(): void;
}

export interface Keyboard {
  type(typing: Typing): void;
  /** Presses no more, and calls nothing. */
  close(): void;
}

export function createKeyboard({ write, after }: KeyboardOptions): Keyboard {
  const timers = new Set<() => void>();
  let closed = false;

  function later(milliseconds: number, call: () => void): void {
    const off = after(milliseconds, () => {
      timers.delete(off);
      if (!closed) call();
    });
    timers.add(off);
  }

  function press(typing: Typing, keys: readonly string[], index: number): void {
    const key = keys[index];
    if (key === undefined || typing.over()) {
      typing.done();
      return;
    }
    later(index === 0 ? typing.thought : (GAPS[index % GAPS.length] ?? 0), () => {
      if (!typing.over()) write(typing.pane, key);
      press(typing, keys, index + 1);
    });
  }

  return {
    type: (typing) => press(typing, keysOf(typing.text), 0),
    close() {
      closed = true;
      for (const off of timers) off();
      timers.clear();
    },
  };
}
