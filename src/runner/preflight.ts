// Looks before a program is started, so that what cannot start fails at once and
// in words: the folder, the program, its interpreter.
import { access, constants, open, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

export type Found = { readonly ok: true; readonly file: string } | { readonly ok: false; readonly reason: string };

/** Null if `folder` is one; else what is wrong. */
export async function checkFolder(folder: string, shown: string): Promise<string | null> {
  try {
    return (await stat(folder)).isDirectory() ? null : `cwd is not a folder: ${shown}`;
  } catch {
    return `no such folder: ${shown}`;
  }
}

/** Null if `file` can be read; else what is wrong. */
export async function checkFile(file: string, shown: string): Promise<string | null> {
  try {
    if (!(await stat(file)).isFile()) return `not a file: ${shown}`;
    await access(file, constants.R_OK);
    return null;
  } catch (error) {
    return codeOf(error) === 'EACCES' ? `may not be read: ${shown}` : `no such file: ${shown}`;
  }
}

/** The absolute path of a program, found as the shell would: by PATH, or from `cwd` if it holds a slash. */
export async function findProgram(name: string, cwd: string, path: string): Promise<Found> {
  const direct = isAbsolute(name) || /[\\/]/.test(name);
  const candidates = direct ? [resolve(cwd, name)] : path.split(delimiter).map((folder) => join(folder === '' ? cwd : folder, name));
  let forbidden = false;
  for (const file of candidates.flatMap(withExtensions)) {
    try {
      if (!(await stat(file)).isFile()) continue;
      await access(file, constants.X_OK);
    } catch (error) {
      forbidden ||= codeOf(error) === 'EACCES';
      continue;
    }
    const interpreter = await interpreterOf(file);
    if (interpreter === null || (await exists(interpreter))) return { ok: true, file };
    return { ok: false, reason: `${name} needs ${interpreter}, which is not installed` };
  }
  if (forbidden) return { ok: false, reason: `${name} is not executable (chmod +x)` };
  return { ok: false, reason: direct ? `no such program: ${name}` : `no such program on the PATH: ${name}` };
}

function withExtensions(file: string): string[] {
  if (process.platform !== 'win32') return [file];
  return [file, ...(process.env.PATHEXT ?? '.EXE;.CMD').split(';').map((extension) => file + extension)];
}

/** What the `#!` line names, or null without one. */
async function interpreterOf(file: string): Promise<string | null> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
    return /^#![ \t]*([^\s]+)/.exec(buffer.toString('utf8', 0, bytesRead))?.[1] ?? null;
  } finally {
    await handle.close();
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
