// After a program's exit its last output may still be under way, or children may
// hold the terminal open. Waits for 250 ms without data, 5 s at most.

const QUIET = 250;
const LONGEST = 5_000;
/** Bytes; beyond it the writers are children that flood, not a program's last words. */
const MOST = 4 * 1024 * 1024;

export interface Linger {
  /** The program is dead: start waiting. */
  start(): void;
  data(bytes: number): void;
  /** From now on wait 250 ms at most. */
  hurry(): void;
  /** Nothing more to wait for. */
  cancel(): void;
}

/** Calls `over` once, unless cancelled before. */
export function createLinger(over: () => void): Linger {
  let quiet: NodeJS.Timeout | undefined;
  let longest: NodeJS.Timeout | undefined;
  let seen = 0;
  let hurried = false;
  let done = false;

  const cancel = () => {
    done = true;
    clearTimeout(quiet);
    clearTimeout(longest);
  };
  const finish = () => {
    if (done) return;
    cancel();
    over();
  };
  return {
    start() {
      if (done || longest !== undefined) return;
      longest = setTimeout(finish, hurried ? QUIET : LONGEST);
      quiet = setTimeout(finish, QUIET);
    },
    data(bytes) {
      if (longest === undefined || done) return;
      seen += bytes;
      if (seen > MOST) finish();
      else quiet?.refresh();
    },
    hurry() {
      if (hurried || done) return;
      hurried = true;
      if (longest === undefined) return;
      clearTimeout(longest);
      longest = setTimeout(finish, QUIET);
    },
    cancel,
  };
}
