import { createServer as createHttp } from 'node:http';
import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen, PortError } from '../../src/server/listen.ts';
import { talk } from './support.ts';

/** Holds a port until the test is over. */
async function hold(port = 0, host = '127.0.0.1'): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, host, () => done()));
  onTestFinished(() => new Promise<void>((done) => void server.close(() => done())));
  return (server.address() as { port: number }).port;
}

function attempt(host: string, port: number, strict: boolean): Promise<number | PortError> {
  const server = createHttp();
  onTestFinished(() => void server.close());
  return listen(server, host, port, strict).catch((error: PortError) => error);
}

describe('test 69: ports', () => {
  it('takes the next one when a port is in use', async () => {
    const port = await hold();
    const t = await talk({ port });
    expect(t.port).toBeGreaterThan(port);
    expect(t.server.url).toBe(`http://127.0.0.1:${t.port}/?token=${t.token}`);
    expect(t.server.presenterUrl).toBe(`http://127.0.0.1:${t.port}/presenter?token=${t.token}`);
    expect(t.server.remoteUrl).toBeNull();
  });

  it('with strict says what to do', async () => {
    const port = await hold();
    const error = await attempt('127.0.0.1', port, true);
    expect(error).toBeInstanceOf(PortError);
    expect(error).toMatchObject({
      code: 'EADDRINUSE',
      port,
      message: `port ${port} is in use: stop what holds it, name another with --port, or leave out --strict-port`,
    });
  });

  it('sees a port that is held on all addresses', async () => {
    const port = await hold(0, '0.0.0.0');
    expect(await attempt('127.0.0.1', port, true)).toMatchObject({ code: 'EADDRINUSE' });
  });

  it('an address that is not ours', async () => {
    expect(await attempt('192.0.2.1', 0, false)).toMatchObject({
      message: 'host 192.0.2.1 is not an address of this machine: name one of its own with --host',
    });
  });

  it.skipIf(process.getuid?.() === 0 || process.platform !== 'linux')('a port for root only', async () => {
    expect(await attempt('127.0.0.1', 80, false)).toMatchObject({
      code: 'EACCES',
      message: 'port 80 may not be opened by this user: name one above 1023 with --port',
    });
  });
});
