// Echoes lines to everybody who connects: each conversation is a loop of its own,
// all of them share one thread. A client says its name first; BYE or silence ends
// its conversation; when as many have left as were expected, the server ends.
// usage: server.ts [silence in ms] [clients]
import {
  type AddressInfo,
  createServer,
  type Socket,
} from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { linesOf } from './lines.ts';

const silence = Number(process.argv[2] ?? 10_000);
let expected = Number(process.argv[3] ?? 2);
let open = 0;

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

function log(
  sign: string,
  name: string,
  text: string,
): void {
  console.log(`${sign} ${name.padEnd(6)}${text}`);
}

function send(
  socket: Socket,
  line: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(`${line}\n`, (error) =>
      error ? reject(error) : resolve(),
    );
  });
}

// #region handler
async function converse(
  name: string,
  lines: AsyncIterable<string>,
  socket: Socket,
): Promise<void> {
  for await (const line of lines) {
    log(' ', name, `→ ${tint(33, line)}`);
    if (line === 'BYE') break; // ends loop and socket
    await sleep(600); // as if we asked a database
    await send(socket, line);
  }
}
// #endregion

async function welcome(socket: Socket): Promise<void> {
  const lines = linesOf(socket);
  const name = (await lines.next()).value ?? 'nobody';
  open++;
  // @mark connected
  log(
    tint(32, '+'),
    name,
    tint(90, `connected  ${open} open`),
  );
  const reason = await converse(name, lines, socket).then(
    () => 'left',
    (error: Error) => error.message,
  );
  open--;
  // @mark hung up
  log(
    tint(31, '-'),
    name,
    tint(90, `${reason.padEnd(11)}${open} open`),
  );
}

// #region accept
const server = createServer(async (socket) => {
  socket.setTimeout(silence, () => {
    socket.destroy(new Error('was silent'));
  });
  await welcome(socket).catch(console.error);
  expected--;
  if (expected === 0) server.close();
});
// #endregion

server.on('close', () =>
  console.log('everybody has left'),
);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on 127.0.0.1:${port}`);
});
