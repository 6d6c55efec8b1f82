import { mkdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBuildFresh, markOfInputs, writeMark } from '../../scripts/setup/freshness.mjs';
import { tempFolder } from '../support/temp.ts';

/** A clone with its build. */
async function built() {
  const folder = await tempFolder({
    'src/cli/main.ts': 'one',
    'src/deck.ts': 'two',
    'themes/paper/theme.css': 'three',
    'scripts/build.mjs': 'four',
    'package-lock.json': '{}',
  });
  const mark = markOfInputs(folder.path);
  await folder.write({ 'dist/cli.js': '', [`dist/${mark.id}/cli.js`]: '' });
  writeMark(folder.path, mark);
  return folder;
}

describe('isBuildFresh', () => {
  it('is true for the build of what is there, and for a checkout that only touched it', async () => {
    await using folder = await built();
    expect(isBuildFresh(folder.path)).toBe(true);
    utimesSync(join(folder.path, 'src/deck.ts'), 1, 1);
    expect(isBuildFresh(folder.path)).toBe(true);
  });

  it.each(['src/deck.ts', 'themes/paper/theme.css', 'scripts/build.mjs', 'package-lock.json', 'src/new.ts', 'scripts/build/new.mjs'])(
    'is false when %s has changed',
    async (file) => {
      await using folder = await built();
      await folder.write({ [file]: 'else' });
      expect(isBuildFresh(folder.path)).toBe(false);
    },
  );

  it('is false when a file has gone or moved', async () => {
    await using folder = await built();
    rmSync(join(folder.path, 'src/deck.ts'));
    expect(isBuildFresh(folder.path)).toBe(false);
    await folder.write({ 'src/kced.ts': 'two' });
    expect(isBuildFresh(folder.path)).toBe(false);
  });

  it('is false when the build is not there', async () => {
    await using folder = await built();
    const { id } = markOfInputs(folder.path);
    rmSync(join(folder.path, 'dist', id), { recursive: true });
    expect(isBuildFresh(folder.path)).toBe(false);
    mkdirSync(join(folder.path, 'dist', id));
    expect(isBuildFresh(folder.path)).toBe(false);
  });

  it("is not deceived by an editor's swap file", async () => {
    await using folder = await built();
    await folder.write({ 'src/.deck.ts.swp': 'x' });
    expect(isBuildFresh(folder.path)).toBe(true);
  });
});
