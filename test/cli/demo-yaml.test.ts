// What demo.yaml can say, seen from the command line: what the programs get of it, and
// what verifying makes of it. The settings of the stage are in test/present.
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lectern } from '../support/cli.ts';
import { tempFolder } from '../support/temp.ts';

const root = (yaml: string, files: Readonly<Record<string, string>> = {}) =>
  tempFolder({ 'package.json': '{"type":"module"}', 'demos/one/demo.yaml': yaml, ...files });

it('any command is a pane, with its arguments, in the folder and the environment that are stated', async () => {
  await using folder = await root(
    `cwd: ../../data
env: { GREETING: 'good day', COUNT: 3, LOUD: true }
panes:
  - run: [sh, -c, 'cat note.txt; echo "$GREETING $COUNT $LOUD $1 $2"; echo "secret: $AWS_SECRET"', sh]
    args: [two words, 7]
`,
    { 'data/note.txt': 'from the folder\n' },
  );
  const { code, stdout } = await lectern(['demo', 'run', 'one'], { cwd: folder.path, env: { AWS_SECRET: 'CANARY' } });
  expect(stdout).toBe('from the folder\ngood day 3 true two words 7\nsecret: \n');
  expect(code).toBe(0);
});

it('a program of the demo folder, by a path with a slash', async () => {
  await using folder = await root(`panes: [{ run: [./tool, -x], args: [y] }]\n`);
  await folder.write({ 'demos/one/tool': '#!/bin/sh\necho "tool $*"\n' });
  await chmod(join(folder.path, 'demos/one/tool'), 0o755);
  expect((await lectern(['demo', 'run', 'one'], { cwd: folder.path })).stdout).toBe('tool -x y\n');
});

it('timeout ends a run that does not end', async () => {
  await using folder = await root('timeout: 0.4\npanes: [{ run: main.js }]\n', {
    'demos/one/main.js': `process.on('SIGINT', () => process.exit(console.log('asked to end')));\nconsole.log('on and on');\nsetInterval(() => {}, 1000);\n`,
  });
  const { code, stdout, stderr } = await lectern(['demo', 'run', 'one'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'lectern: one: timed out after 0.4 s\n' });
  expect(stdout).toMatch(/^on and on\n(\^C)?asked to end\n$/);
});

/** Prints other numbers and another order every time, as long as what it prints is the same in kind. */
const RESTLESS = `import { readFileSync, writeFileSync } from 'node:fs';
const file = new URL('./runs.txt', import.meta.url);
const run = Number(readFileSync(file, 'utf8')) + 1;
writeFileSync(file, String(run));
const lines = ['soup', 'bread', 'tea'];
for (const line of run % 2 === 0 ? lines : lines.reverse()) console.log(line);
console.log('took ' + run + ' ms');
`;

it.each([
  ["volatile: ['took (\\d+) ms']\nunordered: [kitchen]\n", { code: 0, reason: null }],
  ["volatile: ['took (\\d+) ms']\nunordered: true\n", { code: 0, reason: null }],
  ["volatile: ['took (\\d+) ms']\n", { code: 1, reason: 'kitchen differs' }],
  ['unordered: true\n', { code: 1, reason: 'kitchen differs' }],
])('verify takes for the same what is declared so: %j', async (settings, expected) => {
  await using folder = await root(`${settings}panes: [{ name: kitchen, run: main.js }]\n`, {
    'demos/one/main.js': RESTLESS,
    'demos/one/runs.txt': '0',
  });
  expect((await lectern(['demo', 'record', 'one'], { cwd: folder.path })).code).toBe(0);
  const { code, stdout } = await lectern(['demo', 'verify', 'one', '--json'], { cwd: folder.path });
  expect({ code, reason: JSON.parse(stdout).demos[0].reason }).toEqual(expected);
});

it('an expectation decides whether a run is kept', async () => {
  const yaml = (match: string) => `panes: [{ run: main.js, expect: [{ match: '${match}', within: 20 }] }]\n`;
  await using folder = await root(yaml('total: \\d+$'), { 'demos/one/main.js': "console.log('total: 3');\n" });
  expect((await lectern(['demo', 'record', 'one'], { cwd: folder.path })).code).toBe(0);
  await folder.write({ 'demos/one/demo.yaml': yaml('total: 4') });
  const missed = await lectern(['demo', 'record', 'one'], { cwd: folder.path });
  expect({ code: missed.code, stderr: missed.stderr }).toEqual({
    code: 1,
    stderr: 'lectern: one: not recorded: one did not show /total: 4/ within 20 s\n',
  });
});
