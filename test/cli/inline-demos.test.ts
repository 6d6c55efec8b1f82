// Demos that stand in a talk, on the command line: found, run, recorded, verified,
// replayed and checked like any other.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lectern } from '../support/cli.ts';
import { tempFolder } from '../support/temp.ts';

const FENCE = '```';

const TALK = `---
dialect: remark
---
# Greeting

${FENCE}ts demo
// @title A greeting
// @size 30x4
import { readFileSync } from 'node:fs';
import { greeting } from './words.ts';
// @mark greeted
console.log(greeting, readFileSync(new URL('./who.txt', import.meta.url), 'utf8').trim());
${FENCE}

---
# It fails

${FENCE}js demo=fails
const nothing = null;
nothing.at(0);
${FENCE}
`;

const FILES = {
  'package.json': '{}',
  'demos/plain.ts': "console.log('plain');\n",
  'slides/hello/talk.md': TALK,
  'slides/hello/words.ts': "export const greeting: string = 'hello';\n",
  'slides/hello/who.txt': 'world\n',
};

it('runs from its talk, with what lies beside it, and a trace names the line of the talk', async () => {
  await using folder = await tempFolder(FILES);
  const greeting = await lectern(['demo', 'run', 'greeting'], { cwd: folder.path });
  expect(greeting).toEqual({ code: 0, signal: null, stdout: 'hello world\n', stderr: '' });
  const fails = await lectern(['demo', 'run', 'fails'], { cwd: folder.path });
  expect(fails.code).toBe(1);
  expect(fails.stdout).toContain('slides/hello/talk.md:20');
  expect(fails.stdout).toMatch(/at .*slides\/hello\/talk\.md:20:9/);
  expect((await readdir(join(folder.path, 'slides/hello'))).sort()).toEqual(['talk.md', 'who.txt', 'words.ts']);
});

it('is recorded into casts/ beside its talk, and listed, replayed, verified and checked with the others', async () => {
  await using folder = await tempFolder(FILES);
  const cwd = folder.path;
  const recorded = await lectern(['demo', 'record', 'greeting'], { cwd });
  expect([recorded.code, recorded.stderr]).toEqual([0, '']);
  expect(recorded.stdout).toMatch(/^greeting {2}slides\/hello\/casts\/greeting\.cast /);

  const listed = JSON.parse((await lectern(['demo', 'list', '--json'], { cwd })).stdout);
  expect(listed.demos.map((demo: Record<string, unknown>) => [demo.name, demo.title, demo.panes, demo.recorded, demo.stale])).toEqual([
    ['plain', 'Plain', ['plain'], false, false],
    ['greeting', 'A greeting', ['greeting'], true, false],
    ['fails', 'Fails', ['fails'], false, false],
  ]);
  expect((await lectern(['demo', 'replay', 'greeting'], { cwd })).stdout).toBe('hello world\n');
  expect((await lectern(['demo', 'verify', 'greeting'], { cwd })).stdout).toBe('same     greeting\n');
  const checked = await lectern(['check', 'slides/hello'], { cwd });
  expect(checked.stdout).toContain('ok      demo greeting  as recorded');
  expect(checked.stdout).toContain('failed  demo fails     no recording');

  // Another slide before it makes nothing stale; another text does.
  const path = join(cwd, 'slides/hello/talk.md');
  await writeFile(path, TALK.replace('# Greeting', '# New\n\n---\n# Greeting'));
  expect((await lectern(['demo', 'verify', 'greeting'], { cwd })).stdout).toBe('same     greeting\n');
  await writeFile(path, TALK.replace('log(greeting', "log('again', greeting"));
  const differs = await lectern(['demo', 'verify', 'greeting'], { cwd });
  expect(differs.code).toBe(1);
  expect(differs.stdout).toContain('-hello world');
  expect(differs.stdout).toContain('+again hello world');
  await writeFile(path, TALK);
  await writeFile(join(cwd, 'slides/hello/words.ts'), 'export const greeting: string = `hello`;\n');
  expect((await lectern(['demo', 'verify', 'greeting'], { cwd })).stdout).toBe('same     greeting  its sources have changed since\n');
});

it('has a mark in its recording', async () => {
  await using folder = await tempFolder(FILES);
  await lectern(['demo', 'record', 'greeting'], { cwd: folder.path });
  const cast = await readFile(join(folder.path, 'slides/hello/casts/greeting.cast'), 'utf8');
  expect(
    cast
      .split('\n')
      .filter((line) => line.includes('"m"'))
      .map((line) => JSON.parse(line).slice(1)),
  ).toEqual([['m', 'greeted']]);
});

it('is the one of the talk that is named, where two talks have one of its name', async () => {
  const talk = (word: string) => `# Same\n\n${FENCE}js demo=same\nconsole.log('${word}');\n${FENCE}\n`;
  await using folder = await tempFolder({
    'package.json': '{}',
    'slides/a.md': talk('of a'),
    'slides/b.md': talk('of b'),
    'else/c.md': talk('of c'),
  });
  const run = (...words: string[]) => lectern(['demo', 'run', 'same', ...words], { cwd: folder.path });
  expect(await run()).toMatchObject({
    code: 0,
    stdout: 'of a\n',
    stderr:
      'slides/b.md:3:1: warning: slides/a.md has a demo "same", too: this one is left out here, unless --talk slides/b.md asks for it\n',
  });
  expect(await run('--talk', 'slides/b.md')).toMatchObject({ code: 0, stdout: 'of b\n', stderr: '' });
  expect(await run('--talk', 'else/c.md')).toMatchObject({ code: 0, stdout: 'of c\n', stderr: '' });
});
