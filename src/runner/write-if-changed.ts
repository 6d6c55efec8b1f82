// Writes a built file only where it differs: a run under way may be reading it.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file is replaced, never rewritten in place. */
export async function writeIfChanged(path: string, contents: Uint8Array): Promise<void> {
  const old = await readFile(path).catch(() => null);
  if (old?.equals(contents)) return;
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(temporary, contents);
  await rename(temporary, path);
}
