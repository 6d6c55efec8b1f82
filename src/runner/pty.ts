// The one door to node-pty, which is optional: absent, `loadPty` gives null.
// A program on a pty leads its own session and process group. Its bytes come raw.
import { readSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { createLinger } from './linger.ts';
import type { Terminal, TerminalListener, TerminalRequest } from './terminal.ts';

/** Milliseconds until a program that reads slowly is offered its input again. */
const RETRY = 5;
/** Bytes read without a pause after the exit; beyond it children flood. */
const MOST_AT_EXIT = 1024 * 1024;

export type PtyModule = typeof import('@lydell/node-pty');

/** The module, or null where it or its binary is not installed. */
export async function loadPty(): Promise<PtyModule | null> {
  try {
    return await import('@lydell/node-pty');
  } catch {
    return null;
  }
}

/** What we need of node-pty beyond its types: the stream of the pty's master. */
interface Internals {
  /** Of the master, which node-pty made non-blocking. */
  readonly fd: number;
  _socket: {
    destroy(): unknown;
    on(event: 'error', listener: (error: Error) => void): unknown;
    resume(): unknown;
    pause(): unknown;
    read(): unknown;
    _readableState: { decoder: unknown; encoding: unknown };
  };
}

/** Starts the program. Throws only what node-pty throws when the system is out of ptys or processes. */
export function openPty(pty: PtyModule, request: TerminalRequest, listener: TerminalListener): Terminal {
  const [file, ...args] = request.argv;
  const { columns, rows } = request.size;
  // `utf8` makes the line discipline erase whole characters; the decoder that comes with it is
  // taken off again, since it would lose what the bytes were before we can see them.
  const options = { name: 'xterm-256color', cols: columns, rows, cwd: request.cwd, env: request.env, encoding: 'utf8' };
  const child = pty.spawn(file, args, options);
  const internals = child as unknown as Internals;
  const socket = internals._socket;
  socket._readableState.decoder = null;
  socket._readableState.encoding = null;

  let over = false;
  const destroy = socket.destroy.bind(socket);
  const linger = createLinger(close);
  function close() {
    over = true;
    linger.cancel();
    destroy();
  }
  // The stream is destroyed in two cases, both too early. libuv takes a hang-up after a short read for
  // the end, though a pty gives at most 4 KiB a read; and node-pty destroys 200 ms after the exit,
  // read or not. So what is left is read here, and children that still write are waited for.
  socket.destroy = () => {
    if (over || readRest() === 'hung up') close();
    else {
      linger.start();
      socket.resume();
    }
    return socket;
  };

  /** Hands on all there is; `hung up` if no process holds the terminal any more. */
  function readRest(): 'hung up' | 'open' {
    // What the paused stream holds comes first; reading it calls the data listener.
    while (socket.read() !== null);
    const buffer = Buffer.alloc(64 * 1024);
    for (let total = 0; total < MOST_AT_EXIT; ) {
      try {
        const count = readSync(internals.fd, buffer);
        if (count === 0) return 'hung up';
        total += count;
        listener.data(Buffer.from(buffer.subarray(0, count)));
      } catch (error) {
        return codeOf(error) === 'EAGAIN' ? 'open' : 'hung up';
      }
    }
    return 'open';
  }

  // A second listener keeps node-pty from throwing what the stream reports at its end.
  socket.on('error', () => {});

  child.onData((data: string | Uint8Array) => {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    linger.data(bytes.length);
    listener.data(bytes);
  });
  child.onExit(({ exitCode, signal }) => {
    close();
    if (signal) listener.exit(null, signalName(signal));
    else listener.exit(exitCode, null);
  });

  // Not through the stream: libuv writes to a master in blocking mode, and a program that does not
  // read would stop everything. Each try takes what fits; the rest is tried again.
  function feed(bytes: Uint8Array, done: () => void) {
    if (over) return done();
    let taken = 0;
    try {
      taken = writeSync(internals.fd, bytes);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') return done();
    }
    if (taken === bytes.length) setImmediate(done);
    else setTimeout(feed, RETRY, bytes.subarray(taken), done);
  }

  return {
    kind: 'pty',
    pid: child.pid,
    write(text, done) {
      if (process.platform !== 'win32') return feed(Buffer.from(text), done);
      if (!over) child.write(text);
      done();
    },
    resize(size) {
      try {
        if (!over) child.resize(size.columns, size.rows);
      } catch {
        // The pty went away between the exit and its report.
      }
    },
    pause() {
      if (!over) socket.pause();
    },
    resume() {
      if (!over) socket.resume();
    },
    hurry: linger.hurry,
  };
}

function signalName(number: number): string {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found === undefined ? `signal ${number}` : found[0];
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
