// What only shows after many runs, or a long one: nothing accumulates.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { demo, listen, stage, until } from '../runner/support.ts';

/** Zombies too: one that nobody reaped is a leak. */
const children = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === process.pid).length;
function parentOf(pid: string): number {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1]);
  } catch {
    return 0;
  }
}
const count = (folder: string) => readdirSync(folder).length;

it('test 66: 200 starts and stops leave no process, descriptor, pty or heap behind', async () => {
  const { root, runner } = await stage();
  const cycle = async (index: number) => {
    const session = runner.start(demo(root, index % 2 === 0 ? 'demos/waits.ts' : 'demos/hello.ts'));
    if (index % 2 === 0) await listen(session).sees('up');
    if (index % 2 === 0) await session.stop();
    await session.ended;
  };
  for (let index = 0; index < 10; index++) await cycle(index);
  const before = { children: children(), files: count('/proc/self/fd'), ptys: count('/dev/pts'), heap: process.memoryUsage().heapUsed };
  for (let index = 0; index < 200; index++) await cycle(index);

  expect(runner.sessions()).toEqual([]);
  expect(children()).toBe(before.children);
  expect(count('/proc/self/fd') - before.files).toBeLessThanOrEqual(5);
  await until(() => count('/dev/pts') <= before.ptys);
  expect(process.memoryUsage().heapUsed - before.heap).toBeLessThan(20e6);
});

it('test 71: a minute of flood under flow control keeps the memory flat, and Stop acts at once', async () => {
  const { root, runner } = await stage();
  const session = runner.start(demo(root, ['yes']));
  session.setControlled(true);
  let drawn = 0;
  session.subscribe({
    event(event) {
      if (event.type !== 'output') return;
      const { length } = event.data;
      drawn += length;
      setTimeout(() => session.acknowledge('main', length), 5);
    },
    state() {},
  });
  await until(() => drawn > 1e6);
  const before = process.memoryUsage().rss;
  let highest = 0;
  const end = performance.now() + 60_000;
  await until(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
    return performance.now() > end;
  });
  const stopping = performance.now();
  await session.stop();
  expect(performance.now() - stopping).toBeLessThan(1_000);
  expect(highest - before).toBeLessThan(100e6);
  expect(session.processes()).toEqual([]);
});
