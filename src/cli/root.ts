// The root of a talk: the folder that bounds what is read and served, and where
// state is kept. One function reads files inside it, and follows no link out of it.
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';

/** The nearest folder from `folder` up that holds package.json or demos/, else `folder` itself; absolute, links resolved. */
export function findRoot(folder: string): string {
  const start = realpathSync(folder);
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json')) || isFolder(join(at, 'demos'))) return at;
    if (dirname(at) === at) return start;
  }
}

export interface RootFiles {
  /** The text of a file; undefined when it is missing, no file, not ours to read, or outside the root. */
  read(path: string): string | undefined;
  /** Whether there is such a file inside the root. */
  exists(path: string): boolean;
}

/** Reads below `root` only; paths are absolute or relative to it. */
export function rootFiles(root: string): RootFiles {
  return {
    read: (path) => {
      const file = insideRoot(root, path);
      try {
        return file === null ? undefined : readFileSync(file, 'utf8');
      } catch {
        return undefined;
      }
    },
    exists: (path) => insideRoot(root, path) !== null,
  };
}

/** The real path of a regular file inside the root; null for anything else. */
function insideRoot(root: string, path: string): string | null {
  try {
    const real = realpathSync(resolve(root, path));
    const prefix = root.endsWith(sep) ? root : `${root}${sep}`;
    return real.startsWith(prefix) && statSync(real).isFile() ? real : null;
  } catch {
    return null;
  }
}

/**
 * Where state and cache of a root are kept; made when missing. `<root>/.lectern`, which
 * ignores itself in git, or a folder in the user's cache where the root cannot be written.
 */
export function stateFolder(root: string, env: Readonly<NodeJS.ProcessEnv>): string {
  const own = join(root, '.lectern');
  try {
    mkdirSync(own, { recursive: true, mode: 0o700 });
    accessSync(own, constants.W_OK);
    const ignore = join(own, '.gitignore');
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
    return own;
  } catch {
    const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
    const folder = join(userCache(env), 'lectern', name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
}

function userCache(env: Readonly<NodeJS.ProcessEnv>): string {
  if (process.platform === 'win32') return env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return env.XDG_CACHE_HOME || join(homedir(), '.cache');
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
