// Writes a result whole or not at all: into a file beside the target, which then
// takes its place. Until that moment an older result stays as it was.
import { randomBytes } from 'node:crypto';
import { access, constants, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Why a target cannot be written; the message is for people and names it. */
export class TargetError extends Error {}

/** Says early whether a target can be written. Rejects with a TargetError. @param shown how people know it */
export async function checkTarget(file: string, shown: string): Promise<void> {
  const there = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new TargetError(reason(error, shown));
  });
  if (there?.isDirectory()) throw new TargetError(`${shown} is a folder: name a file in it with -o`);
  if (there !== null && !there.isFile()) throw new TargetError(`${shown} is no regular file: name another with -o`);
  const folder = dirname(file);
  const parent = await stat(folder).catch(() => null);
  if (parent === null)
    throw new TargetError(`there is no folder ${dirname(shown)} for ${basename(file)}: make it, or name another with -o`);
  await access(folder, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw new TargetError(reason(error, shown));
  });
}

/** Rejects with a TargetError; then neither the target nor anything beside it has changed. */
export async function writeWhole(file: string, bytes: Uint8Array, shown: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      // The name must not come to be before the content does.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new TargetError(reason(error as NodeJS.ErrnoException, shown));
  }
}

function reason({ code, message }: NodeJS.ErrnoException, shown: string): string {
  switch (code) {
    case 'EACCES':
    case 'EROFS':
      return `${shown} may not be written here: name a file in a folder of your own with -o`;
    case 'EPERM':
    case 'EBUSY':
      return `${shown} cannot be replaced: another program may have it open`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `${shown} does not fit: the disk is full`;
    case 'ENOTDIR':
      return `${shown} is not in a folder: name another with -o`;
    case 'ENAMETOOLONG':
      return `${shown} is too long a name: name another with -o`;
    default:
      return `${shown} cannot be written: ${message}`;
  }
}
