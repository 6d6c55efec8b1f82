// Writes a site into a folder so that nobody sees half of it and nothing of anybody
// else's is lost. A new folder appears whole. In one that is there, files take the
// place of their elders one by one, pages last, since a page names what must be there;
// then what only the earlier build had is taken away. A mark says what a build wrote.
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What stands in a file: itself, or the file to be copied. */
export type Content = Uint8Array | string | { readonly copy: string };

export interface WriteOptions {
  /** How people know the folder. */
  readonly shown: string;
  /** Also into a folder that holds other things. */
  readonly force: boolean;
}

export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/** Why a folder cannot be written; for people. */
export class SiteError extends Error {}

const MARK = 'lectern-build.json';
const TEMPORARY = '.lectern-';
const AT_ONCE = 16;
const HOUR_MS = 3_600_000;

/** Says early whether a site may be written there. Rejects with a SiteError. */
export async function checkSite(folder: string, { shown, force }: WriteOptions): Promise<void> {
  const there = await stat(folder).catch(() => null);
  if (there === null) return;
  if (!there.isDirectory()) throw new SiteError(`${shown} is a file: name a folder with -o`);
  if (force || (await earlier(folder)) !== null) return;
  const others = await foreign(folder);
  if (others.length === 0) return;
  const some = others.slice(0, 3).join(', ');
  throw new SiteError(
    `${shown} holds what no build of Lectern wrote (${some}${others.length > 3 ? ', …' : ''}): name another folder, or --force puts the site among it`,
  );
}

/** @param files by path relative to the folder, with `/` */
export async function writeSite(folder: string, files: ReadonlyMap<string, Content>, options: WriteOptions): Promise<Written> {
  await checkSite(folder, options);
  const all = new Map(files);
  all.set(MARK, `${JSON.stringify({ generator: 'lectern', files: [...files.keys()].sort() }, null, 1)}\n`);
  try {
    const there = (await stat(folder).catch(() => null)) !== null;
    return await (there ? writeInto(folder, all, options) : writeNew(folder, all));
  } catch (error) {
    if (error instanceof SiteError) throw error;
    throw new SiteError(reasonOf(error as NodeJS.ErrnoException, options.shown));
  }
}

async function writeNew(folder: string, files: ReadonlyMap<string, Content>): Promise<Written> {
  await mkdir(dirname(folder), { recursive: true });
  const temporary = join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(temporary);
    const written = await writeAll(temporary, files);
    await rename(temporary, folder);
    return written;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function writeInto(folder: string, files: ReadonlyMap<string, Content>, { shown, force }: WriteOptions): Promise<Written> {
  const before = new Set((await earlier(folder)) ?? []);
  await sweep(folder);
  if (!force) {
    for (const path of files.keys()) {
      if (path === MARK || before.has(path) || (await stat(join(folder, path)).catch(() => null)) === null) continue;
      throw new SiteError(`${shown} holds a ${path} that no build of Lectern wrote: take it away, or --force replaces it`);
    }
  }
  // In the folder itself, so that all of it is on one disk.
  const temporary = await mkdtemp(join(folder, TEMPORARY));
  let written: Written;
  try {
    written = await writeAll(temporary, files);
    for (const path of inOrder(files.keys())) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await rename(join(temporary, path), join(folder, path));
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  for (const path of before) if (!files.has(path)) await removeOld(folder, path);
  return written;
}

/** What pages name, then pages, then the mark. */
function inOrder(paths: Iterable<string>): string[] {
  const rank = (path: string): number => (path === MARK ? 2 : path.endsWith('.html') ? 1 : 0);
  return [...paths].sort((a, b) => rank(a) - rank(b));
}

async function writeAll(folder: string, files: ReadonlyMap<string, Content>): Promise<Written> {
  const parents = new Set([...files.keys()].map((path) => dirname(join(folder, path))));
  for (const parent of parents) await mkdir(parent, { recursive: true });
  const waiting = [...files];
  let bytes = 0;
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [path, content] = next;
      const target = join(folder, path);
      if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(target, content);
      else await copyFile(content.copy, target);
      const { size } = await stat(target);
      bytes += size;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { files: files.size, bytes };
}

/** The paths that an earlier build wrote; null where there was none. */
async function earlier(folder: string): Promise<string[] | null> {
  try {
    const { generator, files } = JSON.parse(await readFile(join(folder, MARK), 'utf8')) as { generator?: unknown; files?: unknown };
    if (generator !== 'lectern' || !Array.isArray(files)) return null;
    // A mark that somebody edited must not reach out of the folder.
    return files.filter(
      (path): path is string => typeof path === 'string' && path.split('/').every((part) => !/^(|\.|\.\.)$|[\\\0]/.test(part)),
    );
  } catch {
    return null;
  }
}

async function foreign(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => !name.startsWith(TEMPORARY)).sort();
}

/** What a build left that was killed. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(TEMPORARY)) continue;
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > HOUR_MS) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** With the folders that it leaves empty. */
async function removeOld(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true }).catch(() => undefined);
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    const emptied = await rmdir(join(folder, at)).then(
      () => true,
      () => false,
    );
    if (!emptied) return;
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException, shown: string): string {
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return `${shown} may not be written here: name a folder of your own with -o`;
  if (code === 'ENOSPC' || code === 'EDQUOT') return `${shown} does not fit: the disk is full`;
  if (code === 'ENOTDIR' || code === 'EISDIR' || code === 'EEXIST')
    return `${shown} holds a file where a folder is needed, or the other way round: name another with -o`;
  return `${shown} cannot be written: ${message}`;
}
