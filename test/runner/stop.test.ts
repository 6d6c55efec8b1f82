// Ending a run: the ladder, the whole tree, the time limit. Nothing survives.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listProcesses, stillRuns } from '../../src/runner/processes.ts';
import { alive, demo, listen, pane, stage } from './support.ts';

/** Below those that the system gives to whoever asks for any, so that nobody is given it meanwhile. */
async function freePort(): Promise<number> {
  const port = 15_000 + Math.floor(Math.random() * 15_000);
  const server = createServer();
  const free = await new Promise<boolean>((done) => {
    server.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true));
  });
  if (!free) return freePort();
  await once(server.close(), 'close');
  return port;
}

describe('stop', () => {
  it('test 64: no child survives, not even in a session or group of its own, or ignoring signals', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/family.ts'));
    const heard = listen(session);
    await heard.sees('up');
    const pids = (heard.text().match(/\d+/g) ?? []).map(Number);
    expect(pids.map(alive)).toEqual([true, true, true, true]);
    expect(session.processes().map((one) => one.pid)).toEqual(expect.arrayContaining(pids));

    const start = performance.now();
    expect(await session.stop()).toMatchObject({ state: 'stopped', reason: 'stopped with SIGINT' });

    expect(performance.now() - start).toBeLessThan(7_000);
    expect(pids.map(alive)).toEqual([false, false, false, false]);
    expect(session.processes()).toEqual([]);
  });

  it('test 64: what a program leaves behind ends with it, though nobody stopped it', async () => {
    const { root, runner } = await stage();
    const session = runner.start(
      demo(root, ['sh', '-c', 'setsid sh -c \'trap "" HUP TERM; while :; do sleep 1; done\' >/dev/null 2>&1 & echo $!']),
    );
    const heard = listen(session);
    expect(await session.ended).toMatchObject({ state: 'exited' });
    expect(session.processes()).toEqual([]);
    expect(alive(Number.parseInt(heard.text(), 10))).toBe(false);
  });

  it('test 65: ^C, SIGTERM after 2 s, SIGKILL after 5 s in all; it says which one ended it', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/ignores-signals.ts'));
    const heard = listen(session);
    await heard.sees('up\r\n');
    const start = performance.now();
    const outcome = await session.stop();
    const seconds = (performance.now() - start) / 1000;

    expect(outcome).toEqual({ state: 'stopped', code: null, signal: 'SIGKILL', reason: 'stopped with SIGKILL after 5 s' });
    expect(heard.text()).toBe('up\r\n^Cignored SIGINT\r\nignored SIGTERM\r\n');
    expect(seconds).toBeGreaterThanOrEqual(4.9);
    expect(await session.ended).toBe(outcome);
  });

  it('test 65: a second stop skips a rung', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/ignores-signals.ts'));
    const heard = listen(session);
    await heard.sees('up');
    const start = performance.now();
    const first = session.stop();
    await heard.sees('ignored SIGINT');
    const second = session.stop();
    await heard.sees('ignored SIGTERM');
    void session.stop();

    expect(await first).toMatchObject({ state: 'stopped', signal: 'SIGKILL' });
    expect(await second).toBe(await first);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('ends every pane, in the middle of a flood, and what it flooded stays bounded', async () => {
    const { root, runner } = await stage();
    const program = { kind: 'node', file: `${root}/demos/flood.ts` } as const;
    const session = runner.start(demo(root, 'x', { panes: [pane({ name: 'a', program }), pane({ name: 'b', program })] }));
    const heard = listen(session);
    await Promise.all([heard.sees('0123', 'a'), heard.sees('0123', 'b')]);
    const start = performance.now();
    expect(await session.stop()).toMatchObject({ state: 'stopped' });
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('before anything was started', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/waits.ts'));
    const heard = listen(session);
    expect(await session.stop()).toEqual({ state: 'stopped', code: null, signal: null, reason: 'stopped before it started' });
    expect(heard.states.at(-1)).toBe('stopped');
    expect(session.processes()).toEqual([]);
  });

  it('close stops all runs and waits for them', async () => {
    const { root, runner } = await stage();
    const sessions = [1, 2].map(() => runner.start(demo(root, 'demos/waits.ts')));
    await Promise.all(sessions.map((session) => listen(session).sees('up')));
    await runner.close();
    expect(sessions.map((session) => session.processes())).toEqual([[], []]);
    expect(() => runner.start(demo(root, 'demos/hello.ts'))).toThrow('the runner is closed');
  });

  it('test 77: a time limit ends a program that never does, in silence or not', async () => {
    const { root, runner } = await stage();
    await runner.warm();
    // Neither has to be built, and both begin in far less than the time that they are given.
    for (const argv of [
      ['sleep', '600'],
      ['sh', '-c', 'echo up; exec sleep 600'],
    ]) {
      const session = runner.start(demo(root, argv, { timeout: 0.5 }));
      const heard = listen(session);
      expect(await session.ended).toMatchObject({ state: 'stopped', reason: 'timed out after 0.5 s' });
      expect(heard.states).toEqual(['starting', 'running', 'stopped']);
      expect(session.processes()).toEqual([]);
    }
  });

  it('test 69: what a demo listened on is free for its next run, 20 times', async () => {
    const { root, runner, write } = await stage();
    const port = await freePort();
    await write(
      'demos/listens.ts',
      `import { connect, createServer } from 'node:net';
const server = createServer((socket) => void socket.pipe(socket));
// A connection that is open at the stop is what would keep the port in TIME_WAIT.
server.listen(${port}, '127.0.0.1', () => void connect(${port}, '127.0.0.1', () => console.log('up')));
`,
    );
    for (let index = 0; index < 20; index++) {
      const session = runner.start(demo(root, 'demos/listens.ts'));
      const heard = listen(session);
      await Promise.race([heard.sees('up\r\n'), session.ended]);
      expect(heard.text()).toBe('up\r\n');
      expect(await session.stop()).toMatchObject({ state: 'stopped', reason: 'stopped with SIGINT' });
    }
  });

  it('leaves alone a process that has a remembered pid but another start', () => {
    const self = listProcesses().find((one) => one.pid === process.pid);
    expect(self).toBeDefined();
    if (self === undefined) return;
    expect(stillRuns(self)).toBe(true);
    expect(stillRuns({ ...self, started: '1' })).toBe(false);
  });
});
