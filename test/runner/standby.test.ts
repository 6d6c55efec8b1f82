// The Nodes that wait for a demo: which, how many, and that none outlives its use.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as esbuild from 'esbuild';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { DemoSpec } from '../../src/demo.ts';
import { prepared, run } from './standby-support.ts';
import { alive, demo, listen, pane, stage, until } from './support.ts';

it('takes the process that waits, and nothing of the demo ran before', async () => {
  const { root, runner, write } = await stage();
  await write(
    'program.ts',
    "import { writeFileSync } from 'node:fs';\nwriteFileSync('ran', '');\nconsole.log('pid', String(process.pid));",
  );
  const spec = demo(root, 'program.ts');
  const [pid] = await prepared(runner, spec);
  expect(existsSync(join(root, 'ran'))).toBe(false);
  const ran = run(runner, spec);
  expect(runner.waiting()).toEqual([]);
  expect(await ran).toMatchObject({ text: `pid ${pid}\r\n`, outcome: { state: 'exited' } });
  expect(existsSync(join(root, 'ran'))).toBe(true);
  // The next one waits as soon as the run is over.
  await prepared(runner, spec);
});

it('begins the clocks of the program with it, not with the waiting', async () => {
  const { root, runner, write } = await stage();
  const source = `
    const asked = Number(process.argv[2]);
    const since = Date.now() + 1 - asked;
    const clocks = [performance.timeOrigin + 1 - asked, since - performance.now(), since - process.uptime() * 1000];
    console.log([...clocks.map((left) => left >= 0), ...Object.keys(performance), 'uptime' in process].join());`;
  const file = await write('program.ts', source);
  const spec = (...args: string[]) => demo(root, '', { panes: [pane({ program: { kind: 'node', file }, args })] });
  const fresh = await run(runner, spec(String(Date.now())));
  await prepared(runner, spec());
  const stood = await run(runner, spec(String(Date.now())));
  expect([fresh.text, stood.text]).toEqual(['true,true,true,true\r\n', 'true,true,true,true\r\n']);
});

it('runs what the source says when it is started', async () => {
  const { root, runner, write } = await stage();
  await write('part.ts', "export const word = 'old';");
  await write('data.json', '1');
  const worker = "new Worker(new URL('./later.ts', import.meta.url)).on('error', () => console.log('no worker'))";
  const first = `import { Worker } from 'node:worker_threads';\nimport data from './data.json';\nimport { word } from './part.ts';\nconsole.log(word, data);\n${worker};`;
  await write('program.ts', first);
  const spec = demo(root, 'program.ts');
  const texts: string[] = [];
  const again = async () => {
    const pids = await prepared(runner, spec);
    const ran = await run(runner, spec);
    texts.push(ran.text);
    expect(pids).toHaveLength(1);
  };
  await again();
  // As an editor saves: another file in its place, of the same size.
  await writeFile(join(root, 'next.ts'), "export const word = 'new';");
  await rename(join(root, 'next.ts'), join(root, 'part.ts'));
  await again();
  await write('data.json', '2');
  await again();
  await write('later.ts', "console.log('from the worker');");
  await again();
  await rm(join(root, '.lectern/run/demo'), { recursive: true });
  await again();
  const shown = texts.map((text) => stripVTControlCharacters(text).replaceAll('\r\n', ' ').trim());
  expect(shown).toEqual(['old 1 no worker', 'new 1 no worker', 'new 2 no worker', 'new 2 from the worker', 'new 2 from the worker']);
  await write('program.ts', 'const = 1;');
  expect((await run(runner, spec)).text).toContain('program.ts:1:6');
});

it('takes nothing that was born for another grid, environment or folder', async () => {
  const { root, runner, write } = await stage();
  await write('program.ts', 'console.log([process.stdout.columns, process.env.OWN, process.cwd().length, process.pid].join(" "));');
  const spec = demo(root, 'program.ts', { env: { OWN: 'a' } });
  for (const part of [{ size: { columns: 40, rows: 24 } }, { env: { OWN: 'b' } }, { cwd: join(root, 'demos') }]) {
    const [pid] = await prepared(runner, spec);
    const changed = { ...spec, ...part };
    const { text } = await run(runner, changed);
    expect(text).toContain(`${changed.size.columns} ${changed.env.OWN} ${changed.cwd.length} `);
    expect(text).not.toContain(` ${pid}\r`);
    const [kept] = await prepared(runner, spec);
    expect(kept).toBe(pid);
  }
});

it('keeps two demos at most, and lets go of what is no longer asked for', async () => {
  const { root, runner } = await stage();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => demo(root, 'demos/hello.ts', { name })) as [DemoSpec, DemoSpec, DemoSpec];
  const first = await prepared(runner, a, b);
  runner.prepare([b, c, a]);
  await until(() => runner.waiting().filter((one) => one.ready).length === 2 && runner.waiting().every((one) => one.demo !== 'a'));
  expect(runner.waiting().map((one) => one.demo)).toEqual(['b', 'c']);
  expect(runner.waiting()[0]?.pid).toBe(first[1]);
  await until(() => !alive(first[0] ?? 0));
  for (let i = 0; i < 20; i++) runner.prepare(i % 2 === 0 ? [a] : [c, b]);
  const last = await prepared(runner, c, b).catch(() => []);
  await runner.close();
  expect([...first, ...last].map(alive)).toEqual([false, false, false, false]);
  expect(await readdir(join(root, '.lectern/runs'))).toEqual([]);
});

it('replaces a process that died, but not without end', async () => {
  const { root, runner } = await stage();
  const spec = demo(root, 'demos/hello.ts');
  let [pid = 0] = await prepared(runner, spec);
  for (let i = 0; i < 3; i++) {
    process.kill(pid, 'SIGKILL');
    await until(() => runner.waiting().some((one) => one.ready && one.pid !== pid));
    pid = runner.waiting()[0]?.pid ?? 0;
  }
  process.kill(pid, 'SIGKILL');
  await until(() => runner.waiting().length === 0 && !alive(pid));
  expect((await run(runner, spec)).text).toBe('hello\r\n');
  expect(runner.waiting()).toEqual([]);
  await prepared(runner, spec);
});

it('serves several panes; one that is never started leaves no process', async () => {
  const { root, runner, write } = await stage();
  const server = pane({ name: 'server', program: { kind: 'node', file: join(root, 'demos/server.ts') }, ready: 'port (\\d+)' });
  const client = pane({ name: 'client', program: { kind: 'node', file: join(root, 'demos/client.ts') }, args: ['$1', 'ada'] });
  const spec = demo(root, '', { panes: [server, client] });
  const pids = await prepared(runner, spec);
  const session = runner.start(spec);
  const heard = listen(session);
  expect(await session.ended).toMatchObject({ state: 'exited' });
  expect(heard.text('client')).toBe('ada: hello from the server\r\n');
  expect(pids.map(alive)).toEqual([false, false]);

  await write('early.ts', "console.log('bye');");
  const early = demo(root, '', {
    name: 'early',
    panes: [{ ...server, program: { kind: 'node', file: join(root, 'early.ts') } }, client],
  });
  const born = await prepared(runner, early);
  const failing = runner.start(early);
  expect(await failing.ended).toMatchObject({ state: 'failed', reason: 'server ended before it was ready' });
  expect([born.length, ...born.map(alive)]).toEqual([2, false, false]);
});

it('does not wait for programs that would notice: options of Node, marks on its clock, other commands', async () => {
  const { root, runner, write } = await stage();
  await write('hook.mjs', "console.log('hooked');");
  await write('clock.ts', "performance.mark('a');\nconsole.log('clock');");
  const hooked = demo(root, 'demos/hello.ts', { name: 'hooked', env: { NODE_OPTIONS: `--import ${join(root, 'hook.mjs')}` } });
  const clock = demo(root, 'clock.ts', { name: 'clock' });
  const other = demo(root, ['echo', 'other'], { name: 'other' });
  const plain = demo(root, 'demos/hello.ts', { name: 'plain' });
  for (const [spec, text] of [
    [hooked, 'hooked\r\nhello\r\n'],
    [clock, 'clock\r\n'],
    [other, 'other\r\n'],
  ] as const) {
    runner.prepare([spec, plain]);
    await until(() => runner.waiting().some((one) => one.demo === 'plain' && one.ready));
    expect(runner.waiting().map((one) => one.demo)).toEqual(['plain']);
    expect((await run(runner, spec)).text).toBe(text);
  }
});

it('test 67: nothing that waits outlives a tool that was killed, and no socket stays behind', async () => {
  const { root, write } = await stage();
  const temporary = await mkdtemp(join(tmpdir(), 'l-'));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  vi.stubEnv('TMPDIR', temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
  const source = `
    import { createRunner } from ${JSON.stringify(resolve(import.meta.dirname, '../../src/runner/runner.ts'))};
    const runner = createRunner({ root: ${JSON.stringify(root)}, cacheFolder: ${JSON.stringify(join(root, '.lectern'))} });
    runner.prepare([${JSON.stringify(demo(root, 'demos/hello.ts'))}]);
    setInterval(() => {
      const [one] = runner.waiting();
      if (one?.ready) console.log(one.pid);
    }, 10);`;
  const entry = await write('owner.ts', source);
  const outfile = join(root, 'owner.mjs');
  await esbuild.build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
  const owner = spawn(process.execPath, [outfile], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void owner.kill('SIGKILL'));
  const pid = await new Promise<number>((found) => owner.stdout.once('data', (data) => found(Number.parseInt(String(data), 10))));
  expect(alive(pid)).toBe(true);
  expect(readdirSync(temporary)).toEqual([]);
  owner.kill('SIGKILL');
  await until(() => !alive(pid));
});
