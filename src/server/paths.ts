// The one way from a name to a file: decode once, reject what no file of ours is
// called, resolve, follow links, and only then look whether the place is allowed.
// Every read of a file in this folder goes through here; a test holds it to that.
import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';

export interface OpenFile {
  /** Absolute, links followed. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Bytes from `start` up to and with `end`; closes the file when read or destroyed. */
  stream(start: number, end: number): Readable;
  close(): Promise<void>;
}

/** The name below a route's prefix, percent-decoded once; null where no file of ours is called so. */
export function decodeName(encoded: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(encoded);
  } catch {
    return null;
  }
  return isPlain(name) ? name : null;
}

/** Whether a decoded name is relative, without steps upwards and without what some system reads as more than a name. */
function isPlain(name: string): boolean {
  if (name.length > 1024 || /[\0-\x1f\x7f#\\:]/.test(name)) return false;
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[. ]$/.test(part));
}

/** Whether a path relative to its root is a secret by its name, wherever it lies. */
export function isDenied(path: string): boolean {
  return path.split(/[/\\]/).some((part) => DENIED.test(part));
}

/** Hidden names (.env, .git, .npmrc, our own .lectern) and key material. */
const DENIED = /^\.|^id_(rsa|dsa|ecdsa|ed25519)|\.(crt|pem|key|p12|pfx|cer|der)$|~\d/i;

/**
 * Opens a regular file below `root` by its decoded name; null when there is none, or none to be
 * given out. `allowed` sees the absolute path before links are followed.
 */
export async function openBelow(root: string, name: string, allowed: (path: string) => boolean = () => true): Promise<OpenFile | null> {
  if (!isPlain(name)) return null;
  const path = resolve(root, name);
  if (!allowed(path)) return null;
  let handle: FileHandle | null = null;
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(path)]);
    if (!isBelow(realRoot, real)) return null;
    // Not blocking on a pipe, not following a link that came since.
    handle = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const stats = await handle.stat();
    // What counts is what was opened: a folder on the way may have been swapped for a link meanwhile.
    if (!stats.isFile() || !isBelow(realRoot, await pathOf(handle, path))) {
      await handle.close();
      return null;
    }
    return opened(handle, real, stats.size, stats.mtimeMs);
  } catch {
    await handle?.close().catch(() => {});
    return null;
  }
}

/** The whole text of a file below `root`; null where there is none, or it is longer than `limit` bytes. */
export async function readTextBelow(root: string, name: string, limit: number): Promise<string | null> {
  const file = await openBelow(root, name);
  if (file === null) return null;
  if (file.size > limit || file.size === 0) {
    await file.close();
    return file.size === 0 ? '' : null;
  }
  const parts: Buffer[] = [];
  for await (const part of file.stream(0, file.size - 1)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** Whether a path, links followed, is below the root, links followed, and not denied. */
function isBelow(realRoot: string, real: string): boolean {
  const below = relative(realRoot, real);
  return below !== '' && below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below) && !isDenied(below);
}

/** The path of an open file; where the system does not tell, that of its name as of now. */
async function pathOf(handle: FileHandle, name: string): Promise<string> {
  return process.platform === 'linux' ? readlink(`/proc/self/fd/${handle.fd}`) : realpath(name);
}

function opened(handle: FileHandle, path: string, size: number, modified: number): OpenFile {
  return {
    path,
    size,
    modified,
    stream: (start, end) => handle.createReadStream({ start, end }),
    close: () => handle.close(),
  };
}
