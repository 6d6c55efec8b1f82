// Lines out of a socket: what both ends of the conversation read.
import type { Socket } from 'node:net';

// #region lines
export async function* linesOf(
  socket: Socket,
): AsyncGenerator<string, undefined> {
  socket.setEncoding('utf8');
  let rest = '';
  for await (const chunk of socket) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
// #endregion
