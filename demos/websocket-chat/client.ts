// Says what is typed, shows what the others say. BYE, or the end of the input, leaves.
// usage: client.ts <name> <ws://…/>
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

const [name = 'ada', address = 'ws://127.0.0.1:4000/'] =
  process.argv.slice(2);
const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const socket = new WebSocket(address + name);
const closed = once(socket, 'close');
socket.on('message', hear);
await once(socket, 'open');
console.log(`connected as ${name}`);

// #region client
function hear(data: unknown): void {
  console.log(tint(36, String(data)));
}

const keyboard = createInterface(process.stdin);
closed.then(() => keyboard.close());
for await (const line of keyboard) {
  if (line === 'BYE') break;
  socket.send(line);
}
keyboard.close();
socket.close();
// #endregion
await closed;
console.log('disconnected');
