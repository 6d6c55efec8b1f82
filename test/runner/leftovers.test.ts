// What a killed tool left behind: found by its notes, ended by the next runner on the
// same state folder; nothing else is touched.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { bootId, listProcesses, startOf } from '../../src/runner/processes.ts';
import type { RunNote } from '../../src/runner/registry.ts';
import { createRunner } from '../../src/runner/runner.ts';
import { alive, demo, folder, listen, stage, until } from './support.ts';

const RUN = 'a1b2c3d4e5f6a1b2c3d4e5f6';
const OTHER = '000000000000000000000000';

/** A process that ends only when it is made to. */
function sleeper(env: Readonly<Record<string, string>> = {}, argv: readonly string[] = ['sleep', '600']): ChildProcess & { pid: number } {
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { env: { PATH: process.env.PATH, ...env }, stdio: 'ignore', detached: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child as ChildProcess & { pid: number };
}

const known = (pid: number) => ({ pid, started: startOf(pid) ?? '' });
const ended = { pid: process.pid, started: '1' };

async function noted(note: Partial<RunNote>): Promise<string> {
  const root = await folder({});
  await mkdir(join(root, 'runs'));
  await writeFile(join(root, 'runs', 'a.json'), JSON.stringify({ version: 1, boot: bootId(), owner: ended, runs: [], ...note }));
  return root;
}

/** A runner on the folder, closed again: how many processes it ended, and which notes are left. */
async function sweep(root: string): Promise<{ count: number; notes: string[] }> {
  let count = 0;
  const swept = (found: number) => {
    count = found;
  };
  await createRunner({ root, cacheFolder: root, swept }).close();
  return { count, notes: await readdir(join(root, 'runs')) };
}

it('test 67: by its cookie, or as a noted program with its session; not its neighbours', async () => {
  const cookie = sleeper({ LECTERN_RUN: RUN });
  const other = sleeper({ LECTERN_RUN: OTHER });
  const near = sleeper({ LECTERN_RUN: `${RUN}0`, XLECTERN_RUN: RUN });
  const leader = sleeper({}, ['sh', '-c', 'trap "" TERM; sleep 600 & wait; wait']);
  await until(() => listProcesses().filter(({ group }) => group === leader.pid).length === 2);
  const root = await noted({ runs: [{ id: RUN, leaders: [known(leader.pid)] }] });

  expect(await sweep(root)).toEqual({ count: 3, notes: [] });
  expect([cookie, leader, other, near].map(({ pid }) => alive(pid))).toEqual([false, false, true, true]);
});

it('test 67: a pid that now belongs to another process is not touched', async () => {
  const stranger = sleeper();
  const root = await noted({ runs: [{ id: RUN, leaders: [{ pid: stranger.pid, started: '12345' }] }] });
  expect(await sweep(root)).toEqual({ count: 0, notes: [] });
  expect(alive(stranger.pid)).toBe(true);
});

it('test 67: what a tool that still runs has noted is its own', async () => {
  const program = sleeper({ LECTERN_RUN: RUN });
  const root = await noted({ owner: known(process.pid), runs: [{ id: RUN, leaders: [known(program.pid)] }] });
  expect(await sweep(root)).toEqual({ count: 0, notes: ['a.json'] });
  expect(alive(program.pid)).toBe(true);
});

it('test 67: notes from before the machine was started again, torn, or of no known kind end nothing', async () => {
  const program = sleeper();
  const runs = [{ id: RUN, leaders: [known(program.pid)] }];
  const strange = { version: 2, boot: bootId(), owner: ended, runs };
  const vague = { id: '', leaders: [known(program.pid)] };
  for (const text of [JSON.stringify({ ...strange, version: 1, boot: 'before' }), JSON.stringify(strange), '{"version":1,', '']) {
    const root = await noted({ runs: [vague] });
    await writeFile(join(root, 'runs', 'b.json'), text);
    expect(await sweep(root)).toEqual({ count: 0, notes: [] });
  }
  expect(alive(program.pid)).toBe(true);
});

it('a run is noted while it lasts, with its programs, for its owner only', async () => {
  const { root, runner } = await stage();
  const notes = join(root, '.lectern', 'runs');
  const session = runner.start(demo(root, 'demos/waits.ts'));
  await listen(session).sees('up');
  const [name = ''] = await readdir(notes);
  const [{ pid } = { pid: 0 }] = session.processes();
  expect(JSON.parse(await readFile(join(notes, name), 'utf8'))).toEqual({
    version: 1,
    boot: bootId(),
    owner: known(process.pid),
    runs: [{ id: session.id, leaders: [known(pid)] }],
  });
  await session.stop();
  expect(await readdir(notes)).toEqual([]);
});

it('a folder that cannot be written costs the notes, not the run', async () => {
  const { root, runner } = await stage();
  await mkdir(join(root, '.lectern'), { recursive: true });
  await writeFile(join(root, '.lectern', 'runs'), 'a file where the folder should be');
  const session = runner.start(demo(root, ['echo', 'all the same']));
  expect(await session.ended).toMatchObject({ state: 'exited' });
});
