// Puts recordings where they belong, all panes or none: each is written whole beside
// its place, forced to the disk, and only then renamed into it. So whoever reads
// sees the old one or the new one, and a full disk costs neither.
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { failed } from './failure.ts';

export interface CastFile {
  /** Absolute. A link is followed; its target is replaced, the link stays. */
  readonly path: string;
  readonly text: string;
}

/**
 * Folders that are missing are made. With `root`, nothing outside it is written, wherever links lead.
 * Throws a Failure that names the file; then every old file is as it was.
 */
export async function writeCasts(files: readonly CastFile[], root: string | null): Promise<void> {
  const written: { readonly temporary: string; readonly target: string }[] = [];
  let at = '';
  try {
    for (const { path, text } of files) {
      at = path;
      const target = await targetOf(path, root);
      if (await isSpecial(target)) {
        await writeTo(target, text, constants.O_WRONLY);
        continue;
      }
      const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
      written.push({ temporary, target });
      await writeTo(temporary, text, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
      const old = await stat(target).catch(() => null);
      if (old !== null) await chmod(temporary, old.mode & 0o777);
    }
    for (const { temporary, target } of written) {
      at = target;
      await rename(temporary, target);
    }
    for (const folder of new Set(written.map(({ target }) => dirname(target)))) await syncFolder(folder);
  } catch (error) {
    for (const { temporary } of written) await rm(temporary, { force: true }).catch(() => {});
    throw failed(`the recording cannot be written to ${at}: ${reasonOf(error)}`);
  }
}

/** The place itself, links followed. */
async function targetOf(path: string, root: string | null): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const isLink = (await lstat(path).catch(() => null))?.isSymbolicLink() === true;
  const target = isLink
    ? await realpath(path).catch(() => {
        throw new Error('it is a link that leads nowhere');
      })
    : join(await realpath(dirname(path)), basename(path));
  if (root !== null && !target.startsWith(`${await realpath(root)}${sep}`)) throw new Error('it is a link that leads out of the project');
  return target;
}

/** A device or a pipe, which is written to and never replaced. */
async function isSpecial(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new Error('it is a folder');
  return found !== null && !found.isFile();
}

async function writeTo(path: string, text: string, flags: number): Promise<void> {
  const file = await open(path, flags, 0o666);
  try {
    await file.writeFile(text);
    // Devices and pipes have nothing to be forced.
    if (flags & constants.O_CREAT) await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the renaming last; some systems cannot, and lose nothing but that. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY).catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOTDIR: 'a file is where its folder should be',
  EEXIST: 'a file is where its folder should be',
  ENOENT: 'its folder is gone',
  EIO: 'the disk failed',
  EFBIG: 'it is too large for the disk',
  ENAMETOOLONG: 'the name is too long',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error.message : (REASONS[code] ?? error.message);
}
