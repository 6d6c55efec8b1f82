// What a file held, short enough to keep: tells whether a build is still that of its
// sources, by what they say and not by when they were written.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** By absolute path; '' for a file that is not there. */
export type Fingerprints = ReadonlyMap<string, string>;

export function fingerprint(content: Uint8Array | string): string {
  return createHash('sha1').update(content).digest('base64');
}

/** Of files as they are now. */
export async function fingerprints(files: Iterable<string>): Promise<Fingerprints> {
  const read = [...files].map(async (file) => [file, await readFile(file).then(fingerprint, () => '')] as const);
  return new Map(await Promise.all(read));
}

/** Whether each of these files still holds what it held. */
export async function unchanged(known: Fingerprints): Promise<boolean> {
  const now = await fingerprints(known.keys());
  return [...known].every(([file, print]) => now.get(file) === print);
}
