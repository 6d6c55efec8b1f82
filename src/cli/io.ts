// The process's own streams as commands see them: results go to stdout by `print`,
// all else to stderr by `note`. Colours are decided for each of the two by itself,
// and only a terminal gets any.
import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

export interface Io {
  readonly cwd: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Writes a result and a line feed to stdout. */
  print(text: string): void;
  /** Writes anything else and a line feed to stderr. */
  note(text: string): void;
  /** Colours for `print`. */
  readonly out: Colors;
  /** Colours for `note`. */
  readonly err: Colors;
  /** What to do when the reader of stdout has gone, instead of ending at once with 141. */
  onReaderGone(handler: () => void): void;
  /** Resolves when all that was printed is with the system. */
  flush(): Promise<void>;
}

/** 128 + SIGPIPE: how a Unix program ends whose reader has gone. */
export const READER_GONE = 141;

export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  let readerGone = (): void => process.exit(READER_GONE);
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    readerGone();
  });
  // Nobody is left to be told.
  stderr.on('error', () => {});
  return {
    cwd: process.cwd(),
    env,
    stdin,
    stdout,
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    out: pc.createColors(hasColors(stdout, env)),
    err: pc.createColors(hasColors(stderr, env)),
    onReaderGone: (handler) => {
      readerGone = handler;
    },
    flush: async () => {
      await Promise.all([stdout, stderr].map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))));
    },
  };
}

function hasColors(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return true;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
