// Fewer bytes on the wire: which encodings a browser takes, files that lie compressed
// beside themselves (`deck.js.br`, `deck.js.gz`, made by the build), and texts
// compressed as they are sent.
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type OpenFile, openBelow } from './paths.ts';

export type Encoding = 'br' | 'gzip';

/** Best first, with the ending of the built file. */
const ENDINGS: readonly (readonly [Encoding, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];
/** Below it, in characters, a text fits in one packet anyway. */
const SMALL = 1_200;
/** Above it, in characters, speed counts more than the last tenth. */
const LARGE = 200_000;

const compress = promisify(gzip);

/** Whether the browser takes this encoding; a weight of 0 means that it does not. */
export function accepts(request: IncomingMessage, encoding: Encoding): boolean {
  for (const part of String(request.headers['accept-encoding'] ?? '').split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    if (name === encoding) return !parameters.some((word) => /^q=0(\.0{0,3})?$/.test(word));
  }
  return false;
}

/** One of our built files, compressed if it lies there so and the browser takes it; null when there is none. */
export async function openBuilt(
  request: IncomingMessage,
  root: string,
  name: string,
): Promise<{ readonly file: OpenFile; readonly encoding: Encoding | null } | null> {
  for (const [encoding, ending] of ENDINGS) {
    const file = accepts(request, encoding) ? await openBelow(root, `${name}${ending}`) : null;
    if (file !== null) return { file, encoding };
  }
  const file = await openBelow(root, name);
  return file === null ? null : { file, encoding: null };
}

/** A text as the body to send. */
export async function encodeText(
  request: IncomingMessage,
  text: string,
): Promise<{ readonly body: Buffer; readonly encoding: Encoding | null }> {
  if (text.length < SMALL || !accepts(request, 'gzip')) return { body: Buffer.from(text), encoding: null };
  return { body: await compress(text, { level: text.length > LARGE ? 1 : 6 }), encoding: 'gzip' };
}
