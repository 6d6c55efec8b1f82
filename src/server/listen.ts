// Finding a port: the one asked for, else the next free one, else words that say
// what to do.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Why no port could be opened; the message is meant for people and names the way out. */
export class PortError extends Error {
  readonly code: string;
  readonly port: number;

  constructor(code: string, port: number, message: string) {
    super(message);
    this.name = 'PortError';
    this.code = code;
    this.port = port;
  }
}

/** How many ports after a taken one are tried. */
const REACH = 50;

/**
 * Opens the server and resolves to its port. A taken port means the next free one, unless `strict`.
 * Rejects with a PortError.
 */
export async function listen(server: Server, host: string, port: number, strict: boolean): Promise<number> {
  const last = strict || port === 0 ? port : Math.min(port + REACH, 65_535);
  for (let candidate = port; ; candidate++) {
    try {
      return await listenOn(server, host, candidate);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      if (code === 'EADDRINUSE' && candidate < last) continue;
      throw new PortError(code, port, reasonOf(code, host, port, last));
    }
  }
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((done, failed) => {
    const off = () => server.off('error', onError).off('listening', onListening);
    const onError = (error: Error) => {
      off();
      failed(error);
    };
    const onListening = () => {
      off();
      done((server.address() as AddressInfo).port);
    };
    server.once('error', onError).once('listening', onListening);
    // Without `exclusive` nothing changes here, but with it a cluster's parent could not lend us a port in use.
    server.listen({ host, port, exclusive: true });
  });
}

function reasonOf(code: string, host: string, port: number, last: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return last === port
        ? `port ${port} is in use: stop what holds it, name another with --port, or leave out --strict-port`
        : `ports ${port} to ${last} are all in use: name another with --port, or any free one with --port 0`;
    case 'EACCES':
      return `port ${port} may not be opened by this user: name one above 1023 with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `host ${host} is not an address of this machine: name one of its own with --host`;
    default:
      return `port ${port} on ${host} cannot be opened (${code}): name another with --port`;
  }
}
