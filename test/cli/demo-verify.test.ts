// Demos run again and held against their recordings, as a real command.
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyDemo } from '../../src/cli/verify-demo.ts';
import { loadDemos } from '../../src/runner/catalogue.ts';
import { createRunner } from '../../src/runner/runner.ts';
import { createScreens } from '../../src/server/screen.ts';
import { lectern } from '../support/cli.ts';
import { type TempFolder, type Tree, tempFolder } from '../support/temp.ts';
import { terminal } from '../support/terminal.ts';
import { until } from '../support/wait.ts';

const root = (tree: Tree = {}) => tempFolder({ 'package.json': '{"type":"module"}', ...tree });
const run = (folder: TempFolder, command: string, ...args: string[]) => lectern(['demo', command, ...args], { cwd: folder.path });
const verify = (folder: TempFolder, ...args: string[]) => run(folder, 'verify', ...args);
const cast = (...events: string[]) => `{"version":3,"term":{"cols":40,"rows":10}}\n${events.map((event) => `[0.1,${event}]\n`).join('')}`;

const ONE = "console.log('\\x1b[32mone\\x1b[0m');\n// @mark half\nconsole.log('two');\n";

describe('demo verify', () => {
  it('what was recorded is as recorded, again and again', async () => {
    await using folder = await root({ 'demos/one.ts': ONE });
    await run(folder, 'record', 'one');
    for (let time = 0; time < 2; time++)
      expect(await verify(folder, 'one')).toEqual({ code: 0, signal: null, stdout: 'same     one\n', stderr: '' });
  });

  it('colours, times and pieces do not count; text, marks and the end do', async () => {
    await using folder = await root({
      'demos/a.ts': ONE,
      'demos/a.cast': cast('"o","on"', '"o","e\\r\\n"', '"m","half"', '"o","tow\\rtwo\\r\\n"', '"x","0"'),
      'demos/b.ts': ONE,
      'demos/b.cast': cast('"o","one\\r\\n"', '"m","half"', '"o","three\\r\\n"', '"x","0"'),
      'demos/c.ts': ONE,
      'demos/c.cast': cast('"o","one\\r\\n"', '"m","middle"', '"o","two\\r\\n"', '"x","3"'),
      'demos/d.ts': ONE,
    });
    const { code, stdout, stderr } = await verify(folder, '--all');
    expect(stdout).toBe(`same     a
differs  b  b differs
  b / b  demos/b.cast, line 2 of the output
    @@ -1,2 +1,2 @@
     one
    -three
    +two
differs  c  c differs
  c / c  demos/c.cast, at its end
    @@ marks @@
    -middle
    +half
    @@ exit @@
    -3
    +0
failed   d  no recording yet: "lectern demo record d" makes one
4 demos, 3 not as recorded
`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '\nwhere the change is meant: lectern demo verify b --update\n' });
  });

  it('one JSON document, in the order asked for, without the way out on the side', async () => {
    await using folder = await root({ 'demos/one.ts': ONE, 'demos/slow.ts': "setTimeout(() => console.log('slow'), 1500);\n" });
    await run(folder, 'record', '--all');
    await folder.write({ 'demos/one.ts': ONE.replace('two', 'too') });
    const { code, stdout, stderr } = await verify(folder, 'slow', 'one', 'slow', '--json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const same = { ok: true, reason: null, stale: false, updated: false };
    expect(JSON.parse(stdout)).toEqual({
      demos: [
        { name: 'slow', panes: [{ name: 'slow', ok: true, diff: [] }], ...same },
        {
          ...{ name: 'one', ok: false, reason: 'one differs', stale: true, updated: false },
          panes: [{ name: 'one', ok: false, diff: ['@@ -1,2 +1,2 @@', ' one', '-two', '+too'] }],
        },
      ],
    });
  });

  it('what is declared volatile may differ, in its place only; what is unordered may come in any order', async () => {
    const program = (rate: string) => `// @volatile (\\d+) per second
// @volatile ^random .*
console.log('rate ${rate} per second');
console.log('random', Math.random());
console.log('2 times', new Date().toISOString(), 'pid', process.pid, process.argv[1]);
`;
    await using folder = await root({
      'demos/v.ts': program('10'),
      'demos/u/demo.yaml': 'panes: [{name: p, run: p.ts}]\nunordered: true\n',
      'demos/u/p.ts': "console.log('b');\n// @mark now\nconsole.log('a');\n",
      'demos/u/p.cast': cast('"o","a\\r\\n"', '"m","now"', '"o","b\\r\\n"', '"x","0"'),
    });
    await run(folder, 'record', 'v');
    await folder.write({ 'demos/v.ts': program('2000') });
    expect((await verify(folder, 'u', 'v')).stdout).toBe(
      'same     u\nsame     v  its sources have changed since\n2 demos, all as recorded\n',
    );
    await folder.write({ 'demos/v.ts': program('2000').replace("per second')", "per minute')") });
    expect((await verify(folder, 'v')).stdout).toContain('    -rate ‹volatile› per second\n    +rate 2000 per minute\n');
  });

  it('a port that is handed over may differ, and a wide one may break a line elsewhere', async () => {
    await using folder = await root({
      'demos/net/demo.yaml': `size: 24x5
panes:
  - { name: server, run: server.ts, ready: 'on (\\d+)' }
  - { name: client, run: client.ts, args: ['$1'] }
`,
      'demos/net/server.ts': `import { createServer } from 'node:net';
const server = createServer((socket) => socket.end('bye', () => server.close()));
server.listen(0, () => console.log(\`listening on \${server.address().port} for one visitor\`));
`,
      'demos/net/client.ts': `import { connect } from 'node:net';
const port = Number(process.argv[2]);
connect(port).on('data', (data) => console.log(\`the server at \${port} says \${data}\`));
`,
    });
    expect((await run(folder, 'record', 'net')).code).toBe(0);
    const recorded = async (pane: string) => readFile(join(folder.path, `demos/net/${pane}.cast`), 'utf8');
    const port = /on (\d+)/.exec(await recorded('server'))?.[1] ?? '';
    expect(await recorded('client')).toContain(port);
    // Another one than any run has.
    for (const pane of ['server', 'client'])
      await folder.write({ [`demos/net/${pane}.cast`]: (await recorded(pane)).replace(port, '1234567') });
    expect(await verify(folder, 'net')).toEqual({ code: 0, signal: null, stdout: 'same     net\n', stderr: '' });
  });

  it('a run that goes on and on is given up, and told', async () => {
    await using folder = await root({
      // A shell is there in far less than the time that it is given.
      'demos/on/demo.yaml': "panes: [{name: p, run: [sh, -c, 'echo one; exec sleep 600']}]\n",
      'demos/on/p.cast': cast('"o","one\\r\\n"', '"o","two\\r\\n"', '"x","0"'),
    });
    const runner = createRunner({ root: folder.path, cacheFolder: join(folder.path, '.lectern') });
    const { demos } = await loadDemos(folder.path);
    const options = { runner, root: folder.path, env: {}, screens: createScreens(), grace: 1, started() {} };
    const verdict = await Promise.all(demos.map((demo) => verifyDemo(demo, options)));
    await runner.close();
    expect(verdict).toEqual([
      {
        ...{ name: 'on', ok: false, reason: 'timed out after 3 s: p differs', stale: false },
        panes: [{ name: 'p', ok: false, diff: ['@@ -1,2 +1,2 @@', ' one', '-two', '+^C', '@@ exit @@', '-0', '+130'] }],
      },
    ]);
  });

  it('--update records afresh what differs, is missing or has changed since, and nothing else', async () => {
    await using folder = await root({ 'demos/same.ts': ONE, 'demos/other.ts': ONE, 'demos/bad.ts': "console.log('x');\n" });
    await run(folder, 'record', '--all');
    const read = (name: string) => readFile(join(folder.path, `demos/${name}.cast`), 'utf8');
    const before = await read('same');
    await folder.write({
      'demos/other.ts': ONE.replace('two', 'too'),
      'demos/bad.ts': 'process.exit(3);\n',
      'demos/new.ts': ONE,
    });
    const { code, stdout, stderr } = await verify(folder, '--all', '--update');
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'lectern: bad: not recorded: exit code 3\n' });
    expect(stdout.split('\n').slice(-2)).toEqual(['4 demos, 1 not as recorded, 2 recorded afresh', '']);
    expect(await read('same')).toBe(before);
    expect(await read('bad')).toContain('"x\\r\\n"');
    await folder.write({ 'demos/bad.ts': "console.log('x');\n" });
    expect(await verify(folder, '--all')).toMatchObject({ code: 0 });
  });

  it.each([
    [[], 'which demo? name one or several, or say --all'],
    [['one', '--all'], '--all verifies every demo: leave "one" or --all out'],
    [['oen'], 'unknown demo "oen" (did you mean "one"?): there is one'],
  ])('%j is wrong usage', async (args, reason) => {
    await using folder = await root({ 'demos/one.ts': ONE });
    const { code, stderr } = await verify(folder, ...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `lectern: ${reason}\n  lectern demo verify --help shows how it is used\n` });
  });

  it('on a terminal: says what it does, and Ctrl-C leaves nothing running', async () => {
    await using folder = await root({
      'demos/wait.ts': "import { writeFileSync } from 'node:fs';\nwriteFileSync('pid', `${process.pid}`);\nsetInterval(() => {}, 1000);\n",
      'demos/wait.cast': cast('"x","0"', '"x","0"'),
    });
    await using it = await terminal(['demo', 'verify', 'wait'], { cwd: folder.path });
    await it.until(/verifying 1 of 1 {2}[1-9]\d* s {2}wait/);
    const pid = await until(() => readFile(join(folder.path, 'demos/pid'), 'utf8').catch(() => ''), 'the demo to run');
    it.type('\u0003');
    expect(await it.exit).toEqual({ code: 130, signal: 0 });
    expect(await readdir('/proc')).not.toContain(pid);
  });
});

describe('recordings without secrets', () => {
  it('tests 84 and 86: no value of the environment, no home folder, no path of this machine', async () => {
    await using home = await tempFolder({ token: 'CANARY-7f3a-token' });
    await using folder = await root({
      'demos/tell.ts': `import { homedir } from 'node:os';
import { readFileSync } from 'node:fs';
console.log(Object.keys(process.env).filter((name) => /SECRET|TOKEN|NODE_OPTIONS/.test(name)).join() || 'none');
const token = readFileSync(homedir() + '/token', 'utf8');
process.stdout.write('token ' + token.slice(0, 6));
setTimeout(() => console.log('\\x1b[31m' + token.slice(6) + '\\x1b[0m in ' + homedir() + '/token of ' + process.cwd()), 50);
`,
    });
    const env = { HOME: home.path, GITHUB_TOKEN: 'CANARY-7f3a-token', AWS_SECRET_ACCESS_KEY: 'CANARY-9999', NODE_OPTIONS: '--no-warnings' };
    const recorded = await lectern(['demo', 'record', 'tell'], { cwd: folder.path, env });
    expect(recorded).toMatchObject({ code: 0, stderr: '' });
    const text = await readFile(join(folder.path, 'demos/tell.cast'), 'utf8');
    expect(text).not.toMatch(/CANARY|7f3a/);
    for (const place of [home.path, folder.path]) expect(text).not.toContain(place);
    expect(await run(folder, 'replay', 'tell')).toMatchObject({ stdout: 'none\ntoken *** in ~/token of ./demos\n' });
    // It verifies where the secret is another one, or none.
    await using other = await tempFolder({ token: 'CANARY-7f3b-other' });
    const again = { HOME: other.path, GITHUB_TOKEN: 'CANARY-7f3b-other' };
    expect(await lectern(['demo', 'verify', 'tell'], { cwd: folder.path, env: again })).toMatchObject({ code: 0 });
  });
});

describe('the demos here', () => {
  it('one word changed in a recording, and it names demo, pane and line', async () => {
    await using folder = await root();
    const here = join(import.meta.dirname, '../..');
    await mkdir(join(folder.path, 'demos'));
    await symlink(join(here, 'node_modules'), join(folder.path, 'node_modules'));
    for (const name of ['queue.ts', 'queue.cast', 'yield-juggling.ts', 'yield-juggling.cast', 'echo-server'])
      await cp(join(here, 'demos', name), join(folder.path, 'demos', name), { recursive: true });
    const change = async (file: string, from: string, to: string) => {
      const path = join(folder.path, 'demos', file);
      const text = await readFile(path, 'utf8');
      expect(text).toContain(from);
      await writeFile(path, text.replace(from, to));
    };
    await change('yield-juggling.cast', 'All three sleep', 'All three slept');
    await change('echo-server/grace.cast', 'connected as grace', 'connected as grade');
    const { code, stdout } = await verify(folder, 'queue', 'yield-juggling', 'echo-server');
    expect(code).toBe(1);
    const heads = stdout.split('\n').filter((line) => !line.startsWith('    '));
    expect(heads).toEqual([
      'same     queue',
      'differs  yield-juggling  yield-juggling differs',
      '  yield-juggling / yield-juggling  demos/yield-juggling.cast, line 11 of the output',
      'differs  echo-server  grace differs',
      '  echo-server / grace  demos/echo-server/grace.cast, line 1 of the output',
      '3 demos, 2 not as recorded',
      '',
    ]);
    expect(stdout).toContain('    -connected as grade\n    +connected as grace\n');
  });
});
