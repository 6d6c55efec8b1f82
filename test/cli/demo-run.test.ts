import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { lectern, NEUTRAL } from '../support/cli.ts';
import { shared } from '../support/shared.ts';
import { tempFolder } from '../support/temp.ts';
import { terminal } from '../support/terminal.ts';
import { until } from '../support/wait.ts';

/** A root with one demo of each sort. */
const demos = () =>
  tempFolder({
    'package.json': '{"type":"module"}',
    'demos/colours.ts':
      "console.log('\\x1b[31mred\\x1b[0m', String(process.stdout.isTTY));\nconsole.log();\nconsole.log('\\x1b]0;title\\x07two');\n",
    'demos/fails.ts': "interface A { a: string }\nconst a: A = { a: 'thrown' };\n\nthrow new Error(a.a);\n",
    'demos/echo.ts':
      "process.stdin.setEncoding('utf8').on('data', (text) => console.log(`got ${JSON.stringify(text)}`)).on('end', () => console.log('end'));\nconsole.log('ready');\n",
    'demos/forever.ts': "process.on('SIGTERM', () => {});\nsetInterval(() => {}, 1000);\nconsole.log(`pid ${process.pid}`);\n",
    'demos/flood.ts':
      "const line = `${'x'.repeat(200)}\\n`;\nfor (;;) if (!process.stdout.write(line)) await new Promise((go) => process.stdout.once('drain', go));\n",
  });

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('demo run, to a pipe', () => {
  it('prints plain text: no escape codes, no carriage returns, nothing of ours', async () => {
    await using folder = await demos();
    expect(await lectern(['demo', 'run', 'colours'], { cwd: folder.path })).toEqual({
      code: 0,
      signal: null,
      stdout: 'red true\n\ntwo\n',
      stderr: '',
    });
  });

  it('prints plain text even where colours are forced on', async () => {
    await using folder = await demos();
    const { stdout } = await lectern(['demo', 'run', 'colours'], { cwd: folder.path, env: { FORCE_COLOR: '1', CI: 'true' } });
    expect(stdout).toBe('red true\n\ntwo\n');
  });

  it('exits 1 when the program fails, its trace naming the TypeScript line', async () => {
    await using folder = await demos();
    const { code, stdout, stderr } = await lectern(['demo', 'run', 'fails'], { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'lectern: fails: exit code 1\n' });
    expect(stdout).toMatch(/fails\.ts:4:7/);
    expect(stdout).toMatch(/Error: thrown/);
  });

  it('passes on what comes in, and its end', async () => {
    await using folder = await demos();
    const { code, stdout } = await lectern(['demo', 'run', 'echo'], { cwd: folder.path, input: 'one\n' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/got "one\\n"\nend\n$/);
  });

  it('stops the program when its reader goes away, quietly', async () => {
    await using folder = await demos();
    const child = spawn(process.execPath, [await shared('build'), 'demo', 'run', 'flood'], {
      cwd: folder.path,
      env: { ...process.env, ...NEUTRAL },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({ code: 141, stderr: '' });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('stops the program on %s and exits %i', async (signal, expected) => {
    await using folder = await demos();
    const child = spawn(process.execPath, [await shared('build'), 'demo', 'run', 'forever'], {
      cwd: folder.path,
      env: { ...process.env, ...NEUTRAL },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let stdout = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    const pid = Number((await until(() => /pid (\d+)/.exec(stdout), 'the program to start'))[1]);
    child.kill(signal);
    const [code] = await once(child, 'close');
    expect(code).toBe(expected);
    expect(isAlive(pid)).toBe(false);
  });

  it('suggests the demo that was meant', async () => {
    await using folder = await demos();
    expect(await lectern(['demo', 'run', 'colors'], { cwd: folder.path })).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr:
        'lectern: unknown demo "colors" (did you mean "colours"?): there is colours, echo, fails, flood, forever\n  lectern demo run --help shows how it is used\n',
    });
  });
});

describe('demo run, on a terminal', () => {
  it("passes the program's colours through", async () => {
    await using folder = await demos();
    await using it = await terminal(['demo', 'run', 'colours'], { cwd: folder.path });
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
    expect(it.raw()).toContain('\u001b[31mred\u001b[0m true');
  });

  it('passes keys to the program', async () => {
    await using folder = await demos();
    await using it = await terminal(['demo', 'run', 'echo'], { cwd: folder.path });
    await it.until(/ready/);
    it.type('hello\r');
    await it.until(/got "hello\\n"/);
    it.type('\u0004');
    expect(await it.exit).toEqual({ code: 0, signal: 0 });
  });

  it('stops on Ctrl-C, exits 130 and leaves no process', async () => {
    await using folder = await demos();
    await using it = await terminal(['demo', 'run', 'forever'], { cwd: folder.path });
    await it.until(/pid \d+/);
    const pid = Number(/pid (\d+)/.exec(it.screen())?.[1]);
    it.type('\u0003');
    it.type('\u0003');
    expect(await it.exit).toEqual({ code: 130, signal: 0 });
    expect(isAlive(pid)).toBe(false);
  });
});

describe('demo list', () => {
  it('lists names, panes and recordings for programs', async () => {
    await using folder = await demos();
    await folder.write({ 'demos/echo.cast': '' });
    const { code, stdout } = await lectern(['demo', 'list', '--json'], { cwd: folder.path });
    expect(code).toBe(0);
    const listed = (JSON.parse(stdout) as { demos: { name: string; panes: string[]; recorded: boolean; stale: boolean }[] }).demos;
    expect(listed.map(({ name, panes, recorded }) => `${name} ${panes.length} ${recorded}`)).toEqual([
      'colours 1 false',
      'echo 1 true',
      'fails 1 false',
      'flood 1 false',
      'forever 1 false',
    ]);
  });

  it('prints nothing to stdout where there are none', async () => {
    await using folder = await tempFolder();
    expect(await lectern(['demo', 'list'], { cwd: folder.path })).toEqual({
      code: 0,
      signal: null,
      stdout: '',
      stderr: 'no demos here: a demo is a program in a folder demos/\n',
    });
  });
});
