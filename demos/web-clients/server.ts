// A web server that thinks for a while before each answer.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

// #region serve
const server = createServer(async (request, response) => {
  await sleep(200); // as if it asked a database
  response.setHeader('connection', 'close');
  response.end(`answer ${request.url?.slice(1)}`);
});
// #endregion

/** Its address, and how to end it. */
export async function serve(): Promise<{
  url: string;
  close(): void;
}> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => void server.close(),
  };
}
