import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRoot, rootFiles, stateFolder } from '../../src/cli/root.ts';
import { tempFolder } from '../support/temp.ts';

describe('findRoot', () => {
  it('is the nearest folder up with package.json or demos/, else the folder itself', async () => {
    await using folder = await tempFolder({
      'a/package.json': '{}',
      'a/slides/talk/talk.md': '',
      'a/b/demos/x.ts': '',
      'a/b/slides/talk.md': '',
      'a/file/demos': 'no folder',
      'lone/talk.md': '',
    });
    const at = (path: string) => join(folder.path, path);
    expect(findRoot(at('a/slides/talk'))).toBe(at('a'));
    expect(findRoot(at('a/b/slides'))).toBe(at('a/b'));
    expect(findRoot(at('a/file'))).toBe(at('a'));
    expect(findRoot(at('lone'))).toBe(at('lone'));
  });
});

describe('rootFiles', () => {
  it('reads inside the root, and nothing outside it by any way', async () => {
    await using folder = await tempFolder({
      'root/in.md': '# In',
      'root/sub/deep.md': '# Deep',
      'out.md': '# Out',
      'root-beside/x.md': '# Beside',
    });
    const root = join(folder.path, 'root');
    await symlink('../out.md', join(root, 'link.md'));
    await symlink('..', join(root, 'up'));
    await symlink('in.md', join(root, 'alias.md'));
    const files = rootFiles(root);
    const read = (path: string) => [files.exists(path), files.read(path)];
    expect(read('in.md')).toEqual([true, '# In']);
    expect(read('sub/deep.md')).toEqual([true, '# Deep']);
    expect(read(join(root, 'in.md'))).toEqual([true, '# In']);
    expect(read('alias.md')).toEqual([true, '# In']);
    for (const path of [
      '../out.md',
      join(folder.path, 'out.md'),
      'link.md',
      'up/out.md',
      '../root-beside/x.md',
      'sub',
      'missing.md',
      'in.md/x',
      'in\0.md',
    ]) {
      expect([path, ...read(path)]).toEqual([path, false, undefined]);
    }
  });
});

describe('stateFolder', () => {
  it('lies in the root, for the user alone, and ignores itself in git', async () => {
    await using folder = await tempFolder();
    const state = stateFolder(folder.path, {});
    expect(state).toBe(join(folder.path, '.lectern'));
    expect(readFileSync(join(state, '.gitignore'), 'utf8')).toBe('*\n');
    expect(statSync(state).mode & 0o777).toBe(0o700);
  });

  it.skipIf(process.getuid?.() === 0)("lies in the user's cache where the root cannot be written", async () => {
    await using folder = await tempFolder();
    await mkdir(join(folder.path, 'root'));
    await chmod(join(folder.path, 'root'), 0o500);
    const state = stateFolder(join(folder.path, 'root'), { XDG_CACHE_HOME: join(folder.path, 'cache') });
    expect(state.startsWith(join(folder.path, 'cache', 'lectern'))).toBe(true);
    expect(existsSync(state)).toBe(true);
  });

  it("lies in the user's cache where a file stands in its place", async () => {
    await using folder = await tempFolder({ 'root/.lectern': 'a file' });
    const state = stateFolder(join(folder.path, 'root'), { XDG_CACHE_HOME: join(folder.path, 'cache') });
    expect(state.startsWith(join(folder.path, 'cache', 'lectern'))).toBe(true);
    expect(existsSync(state)).toBe(true);
  });
});
