// Sends what is typed, shows what comes back: two loops at once, and the
// first to end ends the other. usage: client.ts <name> <port>
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { linesOf } from './lines.ts';

const [name = 'ada', port = '4000'] =
  process.argv.slice(2);
const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const socket = connect(Number(port), '127.0.0.1');
await once(socket, 'connect');
socket.write(`${name}\n`);
const keyboard = createInterface({
  input: process.stdin,
});
process.stdout.write(`connected as ${name}\n> `);

// #region client
async function speak(): Promise<void> {
  for await (const line of keyboard)
    socket.write(`${line}\n`);
}

async function hear(): Promise<void> {
  for await (const line of linesOf(socket)) {
    process.stdout.write(`${tint(32, line)}\n> `);
  }
}

await Promise.race([speak(), hear()]);
// #endregion

keyboard.close();
socket.destroy();
console.log('\ndisconnected');
