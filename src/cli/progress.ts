// One line on the terminal that says what is being done, and is gone when it is
// done. Where stderr is no terminal there is none.

export interface Progress {
  /** Replaces the line. */
  say(text: string): void;
  /** Takes the line away; what is written next begins at its start. */
  clear(): void;
}

export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (stream.isTTY !== true) return { say: () => {}, clear: () => {} };
  const clear = (): void => void stream.write('\r\x1b[K');
  return {
    say: (text) => {
      clear();
      stream.write(text.slice(0, Math.max(10, (stream.columns ?? 80) - 1)));
    },
    clear,
  };
}
