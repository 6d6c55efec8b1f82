import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeCast } from '../../src/cast/decode.ts';
import { lectern, NEUTRAL } from '../support/cli.ts';
import { shared } from '../support/shared.ts';
import { type TempFolder, type Tree, tempFolder } from '../support/temp.ts';
import { terminal } from '../support/terminal.ts';
import { until } from '../support/wait.ts';

const ONE = "console.log('\\x1b[32mone\\x1b[0m', `${process.stdout.columns}`);\n// @mark half\nconsole.log('two');\n";
const root = (tree: Tree = {}) => tempFolder({ 'package.json': '{"type":"module"}', ...tree });
const record = (folder: TempFolder, ...args: string[]) => lectern(['demo', 'record', ...args], { cwd: folder.path });
const read = (folder: TempFolder, path: string) => readFile(join(folder.path, path), 'utf8');

/** What a cast holds: its header, and its events without their times. */
function contents(text: string) {
  const cast = decodeCast(text, 'pane');
  if (!cast.ok) throw new Error(cast.error);
  // How the output was cut into pieces is not ours.
  const events: Record<string, unknown>[] = [];
  for (const { time: _, pane: __, ...event } of cast.events) {
    const last = events.at(-1);
    if (event.type === 'output' && last?.type === 'output') last.data = `${last.data}${event.data}`;
    else events.push(event);
  }
  return { version: cast.version, header: cast.header, events, problems: cast.problems, first: cast.events[0]?.time };
}

/** A program that asks two questions, and its script. */
const TALK: Tree = {
  'demos/talk/demo.yaml': `panes:
  - name: host
    run: host.ts
    ready: waiting
    expect: [{ match: 'both are here', within: 20 }]
    type: [{ wait: 'said hello', in: guest, text: "stop\\r" }]
  - name: guest
    run: guest.ts
    type:
      - { wait: '\\? $', text: "hello\\r" }
`,
  'demos/talk/host.ts': `console.log('waiting');
process.stdin.once('data', (line) => process.exit(console.log(\`\${line}: both are here\`.replace('\\n', ''))));
`,
  'demos/talk/guest.ts': `process.stdout.write('what? ');
process.stdin.once('data', (line) => process.exit(console.log(\`said \${line}\`.trim())));
`,
};

describe('demo record', () => {
  it('writes what the run showed, marks and exit with it, at the size of the demo', async () => {
    await using folder = await root({ 'demos/one.ts': `// @title The one\n// @size 33x5\n${ONE}` });
    const { code, stdout, stderr } = await record(folder, 'one');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^one {2}demos\/one\.cast {2}\d\.\d s {2}\d\.\d kB\n$/);
    const cast = contents(await read(folder, 'demos/one.cast'));
    const sources = cast.header.origin?.sources;
    expect(sources).toMatch(/^[0-9a-f]{32}$/);
    expect(cast.header.timestamp).toBeGreaterThan(1_700_000_000);
    expect(cast).toEqual({
      version: 3,
      header: {
        ...{ columns: 33, rows: 5, terminal: 'xterm-256color', timestamp: cast.header.timestamp, idleLimit: null, title: 'The one' },
        ...{ shell: null, tags: [], origin: { demo: 'one', pane: 'one', sources } },
      },
      events: [
        { type: 'output', data: '\x1b[32mone\x1b[0m 33\r\n' },
        { type: 'marker', label: 'half' },
        { type: 'output', data: 'two\r\n' },
        { type: 'exit', code: 0, signal: null },
      ],
      problems: [],
      first: 0,
    });
  });

  it('types what the script says, and keeps a cast a pane', async () => {
    await using folder = await root(TALK);
    expect(await record(folder, 'talk')).toMatchObject({ code: 0, stderr: '' });
    const shown = async (pane: string) =>
      contents(await read(folder, `demos/talk/${pane}.cast`))
        .events.map((event) => (event.type === 'output' ? event.data : ''))
        .join('');
    expect(await shown('host')).toBe('waiting\r\nstop\r\nstop: both are here\r\n');
    expect(await shown('guest')).toBe('what? hello\r\nsaid hello\r\n');
    expect((await readdir(join(folder.path, 'demos/talk'))).sort()).toEqual([
      'demo.yaml',
      'guest.cast',
      'guest.ts',
      'host.cast',
      'host.ts',
    ]);
  });

  it('keeps no input, no path of this machine and no name of its user', async () => {
    await using folder = await root(TALK);
    await record(folder, 'talk');
    const all = `${await read(folder, 'demos/talk/host.cast')}${await read(folder, 'demos/talk/guest.cast')}`;
    expect(all).not.toMatch(/,"i",/);
    for (const private_ of [folder.path, process.env.HOME, process.env.SHELL]) expect(all).not.toContain(private_);
  });

  it('writes version 2, and to a place of choice', async () => {
    await using folder = await root({ 'demos/one.ts': ONE });
    const { code, stdout } = await record(folder, 'one', '--cast-version', '2', '-o', 'out/old.cast');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^one {2}out\/old\.cast /);
    expect(contents(await read(folder, 'out/old.cast')).version).toBe(2);
    expect(existsSync(join(folder.path, 'demos/one.cast'))).toBe(false);
  });

  it('records all, one after the other, and the good ones stay when one fails', async () => {
    await using folder = await root({ 'demos/one.ts': ONE, 'demos/bad.ts': "console.log('x');\nprocess.exit(3);\n" });
    const { code, stdout, stderr } = await record(folder, '--all');
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'lectern: bad: not recorded: exit code 3\n' });
    expect(stdout).toMatch(/^bad {2}not recorded\none {2}demos\/one\.cast {2}\S+ s {2}\S+ kB\n$/);
    expect((await readdir(join(folder.path, 'demos'))).sort()).toEqual(['bad.ts', 'one.cast', 'one.ts']);
  });

  it.each([
    ['a bad end', 'process.exit(3);\n', '', ['exit code 3']],
    ['an expectation that is missed', '', 'expect: [{match: "wonder", within: 30}]', ['p did not show /wonder/ within 30 s']],
    [
      'an expectation that comes too late, while it runs on',
      'setInterval(() => {}, 1000);\n',
      'expect: [{match: "wonder", within: 0.5}]',
      ['p did not show /wonder/ within 0.5 s'],
    ],
    ['a line that could not be typed', '', 'type: [{wait: "name:", text: "x"}]', ['"x" was not typed into p, which waits for /name:/']],
  ])('keeps nothing of a run with %s', async (_, program, pane, faults) => {
    await using folder = await root({
      'demos/d/demo.yaml': `panes:\n  - name: p\n    run: p.ts\n    ${pane}\n`,
      'demos/d/p.ts': `console.log('shown');\n${program}`,
      'demos/d/p.cast': 'old',
    });
    expect(await record(folder, 'd')).toEqual({
      ...{ code: 1, signal: null, stdout: '' },
      stderr: faults.map((fault) => `lectern: d: not recorded: ${fault}\n`).join(''),
    });
    expect(await read(folder, 'demos/d/p.cast')).toBe('old');
  });

  it('keeps a run that failed when forced to', async () => {
    await using folder = await root({ 'demos/bad.ts': "console.log('x');\nprocess.exit(3);\n" });
    const { code, stderr } = await record(folder, 'bad', '--force');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'lectern: bad: exit code 3\n' });
    expect(contents(await read(folder, 'demos/bad.cast')).events.at(-1)).toEqual({ type: 'exit', code: 3, signal: null });
  });

  it.each([
    [[], 'which demo? name one, or say --all'],
    [['one', '--all'], '--all records every demo: leave "one" or --all out'],
    [['--all', '-o', 'x'], '-o names the place of one demo, and --all records many'],
    [['one', '--cast-version', '1'], '--cast-version 1 is none of 2, 3 (did you mean "2"?)'],
    [['oen'], 'unknown demo "oen" (did you mean "one"?): there is one'],
  ])('%j is wrong usage', async (args, reason) => {
    await using folder = await root({ 'demos/one.ts': ONE });
    const { code, stderr } = await record(folder, ...args);
    expect(code).toBe(2);
    expect(stderr).toBe(`lectern: ${reason}\n  lectern demo record --help shows how it is used\n`);
  });
});

describe('test 100: the disk', () => {
  it('full: says so, and what is there is no half', async () => {
    await using folder = await root({ 'demos/one.ts': ONE });
    expect(await record(folder, 'one', '-o', '/dev/full')).toEqual({
      ...{ code: 1, signal: null, stdout: '' },
      stderr: 'lectern: one: the recording cannot be written to /dev/full: the disk is full\n',
    });
    expect((await stat('/dev/full')).isCharacterDevice()).toBe(true);
  });

  it('of several panes none is replaced when one cannot be', async () => {
    await using folder = await root({ ...TALK, 'demos/talk/host.cast': 'old' });
    await mkdir(join(folder.path, 'demos/talk/guest.cast'));
    expect(await record(folder, 'talk')).toMatchObject({
      code: 1,
      stderr: `lectern: talk: the recording cannot be written to ${folder.path}/demos/talk/guest.cast: it is a folder\n`,
    });
    expect(await read(folder, 'demos/talk/host.cast')).toBe('old');
    expect((await readdir(join(folder.path, 'demos/talk'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('its folder removed in mid-run is made again', async () => {
    const program = `import { rmSync } from 'node:fs';\nrmSync('out', { recursive: true });\n${ONE}`;
    await using folder = await root({ 'demos/one.ts': program, 'demos/out/one.cast': 'old' });
    expect(await record(folder, 'one', '-o', 'demos/out/one.cast')).toMatchObject({ code: 0 });
    expect(contents(await read(folder, 'demos/out/one.cast')).problems).toEqual([]);
  });

  it('a file where the folder should be', async () => {
    await using folder = await root({ 'demos/one.ts': ONE, file: '' });
    expect(await record(folder, 'one', '-o', 'file/one.cast')).toMatchObject({
      code: 1,
      stderr: `lectern: one: the recording cannot be written to ${folder.path}/file/one.cast: a file is where its folder should be\n`,
    });
  });
});

describe('test 23: where a recording may go, and what is written over', () => {
  it.each([
    ['a name of 300 letters', 'x'.repeat(300), 'the name is too long'],
    ['a folder', 'demos', 'it is a folder'],
    ['a folder of which nobody knows', 'demos/one.ts/x.cast', 'a file is where its folder should be'],
  ])('%s is refused with a reason, and nothing is left beside it', async (_, output, reason) => {
    await using folder = await root({ 'demos/one.ts': ONE });
    const { code, stderr } = await record(folder, 'one', '-o', output);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `lectern: one: the recording cannot be written to ${join(folder.path, output)}: ${reason}\n`,
    });
    expect((await readdir(folder.path)).sort()).toEqual(['.lectern', 'demos', 'package.json']);
    expect(await readdir(join(folder.path, 'demos'))).toEqual(['one.ts']);
  });

  it('a link is followed and stays, and the file keeps its permissions', async () => {
    await using folder = await root({ 'demos/one.ts': ONE, 'kept/one.cast': 'old' });
    await chmod(join(folder.path, 'kept/one.cast'), 0o600);
    await symlink('../kept/one.cast', join(folder.path, 'demos/one.cast'));
    expect((await record(folder, 'one')).code).toBe(0);
    expect((await lstat(join(folder.path, 'demos/one.cast'))).isSymbolicLink()).toBe(true);
    expect(contents(await read(folder, 'kept/one.cast')).problems).toEqual([]);
    expect((await stat(join(folder.path, 'kept/one.cast'))).mode & 0o777).toBe(0o600);
  });

  it('a link out of the project is not', async () => {
    await using outside = await tempFolder({ 'p.cast': 'precious' });
    await using folder = await root({ 'demos/one.ts': ONE });
    await symlink(join(outside.path, 'p.cast'), join(folder.path, 'demos/one.cast'));
    const { code, stderr } = await record(folder, 'one');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `lectern: one: the recording cannot be written to ${folder.path}/demos/one.cast: it is a link that leads out of the project\n`,
    });
    expect(await read(outside, 'p.cast')).toBe('precious');
  });

  it('nor is a file in a folder that is such a link', async () => {
    await using outside = await tempFolder({ 'one.ts': ONE, 'one.cast': 'precious' });
    await using folder = await root();
    await symlink(outside.path, join(folder.path, 'demos'));
    const { code, stderr } = await record(folder, 'one');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `lectern: one: the recording cannot be written to ${folder.path}/demos/one.cast: it is a link that leads out of the project\n`,
    });
    expect(await read(outside, 'one.cast')).toBe('precious');
  });

  it('test 101: the old recording outlives a recorder that is killed in mid-run', async () => {
    await using folder = await root({ 'demos/wait.ts': "console.log('shown');\nsetInterval(() => {}, 1000);\n", 'demos/wait.cast': 'old' });
    const child = spawn(process.execPath, [await shared('build'), 'demo', 'record', 'wait'], {
      cwd: folder.path,
      env: { ...process.env, ...NEUTRAL },
      stdio: 'ignore',
    });
    await until(() => existsSync(join(folder.path, '.lectern/run/wait/demos/wait.mjs')), 'the demo to be built');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await read(folder, 'demos/wait.cast')).toBe('old');
    expect((await readdir(join(folder.path, 'demos'))).sort()).toEqual(['wait.cast', 'wait.ts']);
  });
});

describe('demo record, on a terminal', () => {
  it('tells what it is doing, and Ctrl-C ends it with nothing kept and nothing left running', async () => {
    await using folder = await root({ 'demos/wait.ts': 'console.log(`pid ${process.pid}`);\nsetInterval(() => {}, 1000);\n' });
    await using it = await terminal(['demo', 'record', 'wait'], { cwd: folder.path });
    await it.until(/recording wait {2}\d+ s {2}pid \d+/);
    const pid = Number(/pid (\d+)/.exec(it.screen())?.[1]);
    it.type('\u0003');
    expect(await it.exit).toEqual({ code: 130, signal: 0 });
    expect(it.screen().replace('^C', '').trim()).toBe('');
    expect(existsSync(join(folder.path, 'demos/wait.cast'))).toBe(false);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
  });
});

describe('demo list', () => {
  it('tells when a demo was recorded, and when its sources have changed since', async () => {
    await using folder = await root({ 'demos/one.ts': ONE, 'demos/two.ts': ONE });
    await record(folder, 'one');
    const list = async () => (await lectern(['demo', 'list'], { cwd: folder.path })).stdout;
    expect(await list()).toBe('name  title  panes  recorded\none   One    one    just now\ntwo   Two    two    no\n');
    await folder.write({ 'demos/one.ts': `${ONE}// more\n` });
    expect(await list()).toBe('name  title  panes  recorded\none   One    one    just now, stale\ntwo   Two    two    no\n');
    const { stdout } = await lectern(['demo', 'list', '--json'], { cwd: folder.path });
    expect(JSON.parse(stdout)).toEqual({
      demos: [
        { name: 'one', title: 'One', panes: ['one'], recorded: true, recordedAt: expect.stringMatching(/^20\d\d-.*Z$/), stale: true },
        { name: 'two', title: 'Two', panes: ['two'], recorded: false, recordedAt: null, stale: false },
      ],
    });
  });
});
