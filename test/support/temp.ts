// A folder of a test's own, gone when the test is over.
//
//   await using folder = await tempFolder({ 'talk.md': '# One', 'demos/a.ts': '' });
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Contents by path. */
export type Tree = Readonly<Record<string, string | Uint8Array>>;

export interface TempFolder extends AsyncDisposable {
  /** Absolute, links resolved. */
  readonly path: string;
  /** Writes files, making the folders that they need. */
  write(tree: Tree): Promise<void>;
}

export async function tempFolder(tree: Tree = {}): Promise<TempFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'lectern-test-')));
  const folder: TempFolder = {
    path,
    write: async (files) => {
      for (const [name, content] of Object.entries(files)) {
        const file = join(path, name);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
  await folder.write(tree);
  return folder;
}
