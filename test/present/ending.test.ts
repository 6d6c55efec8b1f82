// How `lectern present` ends, as a process: told to, by a fault of its own, by force;
// and what is left of its demos then. A socket drives it, since no picture matters here.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { alive } from '../runner/support.ts';
import { openWindow, type Window } from '../server/clients.ts';
import { type Presented, present, presentWith } from '../support/present.ts';
import { type TempFolder, tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const TALK = `---
dialect: remark
---
# One

---
demo: plain

# Two

---
demo: apart

# Three

---
demo: stubborn

# Four
`;

const UP = `setInterval(() => {}, 1000);\nconsole.log('pids', [process.pid, ...others].join(' '), 'up');\n`;
const DEMOS = {
  'demos/plain.ts': `const others: number[] = [];\n${UP}`,
  // A child that no hang-up of the terminal reaches.
  'demos/apart.ts': `import { spawn } from 'node:child_process';\nconst others = [spawn('setsid', ['sleep', '600'], { stdio: 'ignore' }).pid];\n${UP}`,
  'demos/stubborn.ts': `import { writeFileSync } from 'node:fs';
const others: number[] = [];
for (const signal of ['SIGHUP', 'SIGTERM'] as const) process.on(signal, () => {});
process.on('SIGINT', () => writeFileSync(new URL('interrupted', 'file://' + process.env.HOME + '/'), ''));
${UP}`,
  // Faults of Lectern itself, on demand.
  'faults.mjs': `const fault = () => new Error('on purpose');
if (process.env.FAULT === 'exception') process.on('SIGUSR2', () => { throw fault(); });
if (process.env.FAULT === 'rejection') process.on('SIGUSR2', () => void Promise.reject(fault()));
`,
};

/** A speaker's window on a presented talk, let in by the address that was printed. */
async function enter({ url, port }: Presented): Promise<Window> {
  const { headers } = await fetch(url, { redirect: 'manual' });
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
  return openWindow({ port, cookie });
}

/** Runs a demo and gives the processes of it that live, as it counts them. */
async function run(window: Window, demo: string): Promise<number[]> {
  window.say({ type: 'run', demo });
  await until(
    () => /pids .* up/.test(window.output(demo)),
    `${demo} to be up`,
    () => JSON.stringify(window.got.slice(1)),
  );
  const pids = (/pids (.*) up/.exec(window.output(demo))?.[1] ?? '').split(' ').map(Number);
  expect(pids.map(alive)).toEqual(pids.map(() => true));
  return pids;
}

async function savedSlide(folder: TempFolder): Promise<unknown> {
  const state = join(folder.path, '.lectern');
  const name = (await readdir(state)).find((one) => one.startsWith('session-')) ?? '';
  return JSON.parse(await readFile(join(state, name), 'utf8')).slide;
}

const notes = (folder: TempFolder) => readdir(join(folder.path, '.lectern', 'runs'));

describe('test 68: no child is left, the place is saved, the exit code says why', () => {
  const endings = [
    ['SIGINT', {}, 130, ''],
    ['SIGTERM', {}, 143, ''],
    ['SIGHUP', {}, 129, ''],
    ['SIGUSR2', { FAULT: 'exception' }, 1, 'lectern: a mistake in Lectern itself: Error: on purpose\n'],
    ['SIGUSR2', { FAULT: 'rejection' }, 1, 'lectern: a mistake in Lectern itself: Error: on purpose\n'],
  ] as const;
  it.each(endings)('%s %j: %i', async (signal, env, code, said) => {
    await using folder = await tempFolder({ 'talk.md': TALK, ...DEMOS });
    const preload = `--import=${pathToFileURL(join(folder.path, 'faults.mjs')).href}`;
    await using talk = await presentWith({ ...env, NODE_OPTIONS: preload }, folder.path, 'talk.md');
    const window = await enter(talk);
    window.say({ type: 'go', slide: 2, step: 0, base: 0 });
    const pids = [...(await run(window, 'plain')), ...(await run(window, 'apart'))];

    expect(await talk.end(signal)).toBe(code);
    expect(pids.map(alive)).toEqual([false, false, false]);
    expect(await savedSlide(folder)).toBe(2);
    expect(await notes(folder)).toEqual([]);
    expect(talk.stderr().split('    at ')[0]).toBe(said);
  });

  it('a second Ctrl-C does not wait for a demo that will not end; the next start ends it', async () => {
    await using folder = await tempFolder({ 'talk.md': TALK, ...DEMOS });
    const first = await presentWith({ HOME: folder.path }, folder.path, 'talk.md');
    const [pid = 0] = await run(await enter(first), 'stubborn');

    first.process.kill('SIGINT');
    await until(async () => (await readdir(folder.path)).includes('interrupted'), 'the demo to be interrupted');
    expect(await first.end('SIGINT')).toBe(130);
    expect(alive(pid)).toBe(true);

    await using _second = await present(folder.path, 'talk.md');
    await until(() => !alive(pid), 'the demo to be ended');
  });
});

it('test 67: killed with three demos running, nothing of them is left after the next start', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK, ...DEMOS });
  const first = await presentWith({ HOME: folder.path }, folder.path, 'talk.md');
  const window = await enter(first);
  const pids = [...(await run(window, 'stubborn')), ...(await run(window, 'apart'))];
  pids.push(...(await run(window, 'plain')));

  expect(await first.end('SIGKILL')).toBe('SIGKILL');
  // A terminal hangs up only when no other program has inherited its other end; these ignore that, or know nothing of it.
  expect([pids[0], pids[2]].map((pid) => alive(pid ?? 0))).toEqual([true, true]);
  expect(await notes(folder)).toHaveLength(1);

  await using second = await present(folder.path, 'talk.md');
  await until(() => !pids.some(alive), 'the others to be ended', second.stderr);
  await until(async () => (await notes(folder)).length === 0, 'the note to be taken away');
  const again = await run(await enter(second), 'apart');
  await second.end();
  expect(again.map(alive)).toEqual([false, false]);
});
