// One Node that waits on a terminal of its own to become a program. It dials the
// socket that its environment names; what it is to run goes through that once, then
// the socket is gone. It dies with its terminal, and when the socket closes on it.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerminalOpener } from './open-terminal.ts';
import { signalGroup } from './processes.ts';
import type { Terminal, TerminalListener, TerminalRequest } from './terminal.ts';
import { SOCKET_NAME, type Work } from './waiting-program.ts';

export interface Waiting {
  readonly pid: number;
  /** Whether it has started and can become a program. */
  readonly ready: boolean;
  /** Makes it the program; null when it is not ready, or no more. From then on the process is the listener's. */
  become(work: Work, listener: TerminalListener): Terminal | null;
  /** Ends it, unless it became a program. */
  end(): Promise<void>;
}

/**
 * Throws or rejects when the system gives no socket or process.
 * @param request its argv starts the waiting program
 * @param lost called once if the process cannot be used: it died, or wrote something before it was anybody's
 */
export async function startWaiting(opener: TerminalOpener, request: TerminalRequest, lost: () => void): Promise<Waiting> {
  const server = createServer();
  const path = socketPath();
  let socket: Socket | null = null;
  let usable = true;
  let alive = true;
  let target: TerminalListener | null = null;
  let over: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    over = resolve;
  });

  function spoil(): void {
    if (!usable) return;
    usable = false;
    server.close();
    socket?.destroy();
    if (target === null) lost();
  }

  server.once('connection', (caller) => {
    // One caller; and nothing is left of the socket in its folder.
    server.close();
    socket = caller;
    caller.on('error', () => {});
    caller.on('close', spoil);
    caller.resume();
  });
  let terminal: Terminal;
  try {
    server.listen(path);
    await once(server, 'listening');
    if (process.platform !== 'win32') await chmod(path, 0o600);
    terminal = opener.open(
      { ...request, env: { ...request.env, [SOCKET_NAME]: path } },
      {
        data(bytes) {
          if (target === null) spoil();
          else target.data(bytes);
        },
        exit(code, signal) {
          alive = false;
          spoil();
          over();
          target?.exit(code, signal);
        },
      },
    );
  } catch (error) {
    server.close();
    throw error;
  }

  return {
    pid: terminal.pid,
    get ready() {
      return usable && socket !== null && target === null;
    },
    become(work, listener) {
      if (!usable || socket === null || target !== null) return null;
      target = listener;
      socket.end(`${JSON.stringify(work)}\n`);
      return terminal;
    },
    async end() {
      if (target !== null) return;
      usable = false;
      server.close();
      socket?.destroy();
      terminal.hurry();
      if (alive) signalGroup(terminal.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** Short, since the system allows some hundred bytes; known to nobody else. */
function socketPath(): string {
  const name = `lectern-${randomBytes(12).toString('hex')}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}
