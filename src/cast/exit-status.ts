// A cast holds how a program ended as one number, as a shell tells it: its exit
// code, or 128 and the number of the signal that ended it. So a program that itself
// exits with 143 reads back as ended by SIGTERM; and one that never started as 127.

/** As Linux numbers them, on whatever machine: a cast means the same everywhere. */
const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGSYS: 31,
};

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** 0..255. */
export function exitStatus({ code, signal }: Exit): number {
  if (signal !== null) return 128 + (SIGNALS[signal] ?? 0);
  return code === null ? 127 : code & 255;
}

/** What a status says, or null where it is no status. */
export function exitOf(status: string | number): Exit | null {
  const text = String(status);
  const number = Number(text);
  if (!/^\d{1,3}$/.test(text) || number > 255) return null;
  const signal = Object.keys(SIGNALS).find((name) => 128 + (SIGNALS[name] ?? 0) === number);
  return signal === undefined ? { code: number, signal: null } : { code: null, signal };
}
