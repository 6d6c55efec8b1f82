// Demos that take all they can get. Each runs under a limit of its own, so that the
// machine is none the worse for the test.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import { createRunner } from '../../src/runner/runner.ts';
import type { Session } from '../../src/session.ts';
import { openWindow } from '../server/clients.ts';
import { demo as command, talk } from '../server/support.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { alive, demo, listen, stage } from './support.ts';

/** Under these limits of bash's ulimit. */
const limited = (limits: string, script: string): string[] => ['bash', '-c', `ulimit -c 0 ${limits}; ${script}`];
const nicenessOf = (pid: number): number =>
  Number(
    readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')[16],
  );

it.each([
  ['memory', limited('-v 300000', 'x=$(head -c 1000000000 /dev/zero | tr "\\\\0" x); echo never'), { state: 'failed' }],
  ['a file that grows', limited('-f 100', 'exec head -c 10000000000 /dev/zero > big'), { state: 'failed', signal: 'SIGXFSZ' }],
  ['open files', limited('-n 64', `exec ${process.execPath} -e 'for(;;) require("fs").openSync("/dev/null")'`), { state: 'failed' }],
])('test 80: %s: only the demo ends, with a reason, and the next one runs', async (_, argv, outcome) => {
  const { root, runner } = await stage();
  const neighbour = runner.start(demo(root, 'demos/waits.ts', { name: 'neighbour' }));
  const greedy = runner.start(demo(root, argv));
  const heard = listen(greedy);
  const ended = await greedy.ended;
  expect({ ...ended, shown: heard.text() }).toMatchObject({
    ...outcome,
    reason: expect.stringMatching(/^(exit code \d+|killed by SIG\w+)$/),
  });
  expect(heard.text()).not.toContain('never');
  expect(await runner.start(demo(root, ['true'])).ended).toMatchObject({ state: 'exited' });
  expect(runner.sessions().map(({ demo: name }: Session) => name)).toEqual(['neighbour']);
  await neighbour.stop();
});

it('test 80: with every core taken, the talk goes on and the demo is stopped', async () => {
  await using folder = await tempFolder();
  const runner = createRunner({ root: folder.path, cacheFolder: folder.path, niceness: 5 });
  onTestFinished(() => runner.close());
  const spin = 'for (;;);';
  const script = `
    const { spawn } = require('node:child_process');
    const others = Array.from({ length: ${availableParallelism()} }, () => spawn(process.execPath, ['-e', '${spin}']).pid);
    process.stdout.write(['pids', process.pid, ...others, 'up\\n'].join(' '), () => { ${spin} });
  `;
  const t = await talk({ runner, demos: [command('hog', script)] });
  const window = await openWindow(t);
  window.say({ type: 'run', demo: 'hog' });
  await until(() => /pids .* up/.test(window.output('hog')), 'all of them to be up');
  const pids = (/pids (.*) up/.exec(window.output('hog'))?.[1] ?? '').split(' ').map(Number);
  expect(pids.map(nicenessOf)).toEqual(pids.map(() => 5));
  for (let i = 1; i <= 20; i++) {
    window.say({ type: 'go', slide: i % 2, step: 0, base: i - 1 });
    await window.sees('position', ({ revision }) => revision === i);
  }
  window.say({ type: 'stop', demo: 'hog' });
  await window.sees('demo', ({ status }) => status.state === 'stopped');
  expect(pids.map(alive)).toEqual(pids.map(() => false));
});
