// A chat room: a web server whose visitors stay on the line, and what one of them says
// is sent to all others. It ends soon after the last one has left. A browser gets page.html.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const page = await readFile(
  new URL('./page.html', import.meta.url),
);
const server = createServer((_, response) => {
  response.setHeader('connection', 'close');
  response.setHeader(
    'content-type',
    'text/html; charset=utf-8',
  );
  response.end(page);
});

const room = new WebSocketServer({ server });

// #region tell
function tellOthers(me: WebSocket, text: string): void {
  for (const other of room.clients) {
    if (other === me) continue;
    if (other.readyState === WebSocket.OPEN)
      other.send(text);
  }
}
// #endregion

// #region visit
room.on('connection', async (socket, { url }) => {
  const name = url?.slice(1) || 'nobody';
  // @mark somebody came
  log(32, '+', name);
  tellOthers(socket, `${name} is here`);
  socket.on('message', (data) => {
    log(33, ' ', `${name}: ${data}`);
    tellOthers(socket, `${name}: ${data}`);
  });
  await once(socket, 'close');
  // @mark somebody left
  log(31, '-', name);
  tellOthers(socket, `${name} has left`);
  if (room.clients.size === 0) endSoon();
});
// #endregion

// A page that is loaded again comes back at once.
function endSoon(): void {
  setTimeout(() => {
    if (room.clients.size > 0) return;
    server.close();
    server.closeAllConnections();
  }, 3000);
}

function log(
  code: number,
  sign: string,
  text: string,
): void {
  console.log(`${tint(code, sign)} ${text}`);
}

server.on('close', () =>
  console.log('everybody has left'),
);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://127.0.0.1:${port}/`);
});
