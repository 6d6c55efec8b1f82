// Every demo of this repository held against its recording; and each recording with
// one word changed, which has to be found in all of them.
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lectern } from '../support/cli.ts';
import { type TempFolder, tempFolder } from '../support/temp.ts';

const here = join(import.meta.dirname, '../..');

interface Verified {
  readonly demos: readonly { readonly name: string; readonly ok: boolean; readonly panes: readonly { name: string; diff: string[] }[] }[];
}

async function copyOfDemos(): Promise<TempFolder> {
  const folder = await tempFolder({ 'package.json': '{"type":"module"}' });
  await mkdir(join(folder.path, 'demos'));
  await symlink(join(here, 'node_modules'), join(folder.path, 'node_modules'));
  await cp(join(here, 'demos'), join(folder.path, 'demos'), { recursive: true });
  return folder;
}

const verify = async (folder: TempFolder) => {
  const { code, stdout } = await lectern(['demo', 'verify', '--all', '--json'], { cwd: folder.path });
  return { code, ...(JSON.parse(stdout) as Verified) };
};

/** The recorded demos, and the cast of the first pane of each. */
async function recordings(folder: TempFolder): Promise<{ name: string; pane: string; path: string }[]> {
  const { stdout } = await lectern(['demo', 'list', '--json'], { cwd: folder.path });
  const { demos } = JSON.parse(stdout) as { demos: { name: string; panes: string[]; recorded: boolean }[] };
  return Promise.all(
    demos
      .filter(({ recorded }) => recorded)
      .map(async ({ name, panes: [pane = ''] }) => {
        const file = join(folder.path, 'demos', `${name}.cast`);
        const isFile = await readFile(file).then(
          () => true,
          () => false,
        );
        return { name, pane, path: isFile ? file : join(folder.path, 'demos', name, `${pane}.cast`) };
      }),
  );
}

it('all demos are as recorded, twice', async () => {
  await using folder = await copyOfDemos();
  const { stdout } = await lectern(['demo', 'list', '--json'], { cwd: folder.path });
  expect((JSON.parse(stdout) as { demos: { recorded: boolean }[] }).demos.every(({ recorded }) => recorded)).toBe(true);
  for (let time = 0; time < 2; time++) expect((await verify(folder)).demos.filter(({ ok }) => !ok)).toEqual([]);
});

it('a word changed in any of the recordings is found, with demo, pane and line', async () => {
  await using folder = await copyOfDemos();
  const changed = await recordings(folder);
  expect(changed.length).toBeGreaterThan(0);
  for (const { path } of changed) {
    const [head = '', ...lines] = (await readFile(path, 'utf8')).split('\n');
    // The first word of letters that stands on a line by itself or among others, colours aside.
    const at = lines.findIndex((line) => /"o","(?:[^"]*[^\\\w])??[a-z]{4,}/.test(line));
    expect(at).toBeGreaterThanOrEqual(0);
    lines[at] = (lines[at] ?? '').replace(/("o","(?:[^"]*[^\\\w])??)([a-z]{4,})/, '$1changed');
    await writeFile(path, [head, ...lines].join('\n'));
  }
  const { code, demos } = await verify(folder);
  expect(code).toBe(1);
  for (const { name, pane } of changed) {
    const found = demos.find((demo) => demo.name === name)?.panes.find((one) => one.name === pane);
    const lines = found?.diff.filter((line) => line.startsWith('-')) ?? [];
    expect({ name, found: lines.some((line) => line.includes('changed')), place: found?.diff[0] ?? '' }).toEqual({
      ...{ name, found: true },
      place: expect.stringMatching(/^@@ -\d+/),
    });
  }
});
