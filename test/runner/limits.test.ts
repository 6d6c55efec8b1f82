// What views may ask of a pane: sizes and typed text, within bounds.
import { describe, expect, it } from 'vitest';
import { demo, listen, stage, until } from './support.ts';

describe('size', () => {
  it('test 75: nonsense is ignored, the rest clamped, at most 20 a second, and the last one wins', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/size.ts'));
    const heard = listen(session);
    await heard.sees('72x24');

    const start = performance.now();
    for (const [columns, rows] of [
      [Number.NaN, 24],
      [Number.POSITIVE_INFINITY, 24],
      [0, 0],
      [-1, 3],
      [1e9, 1e9],
      [80.5, 10.9],
    ] as const)
      session.resize('main', columns, rows);
    for (let index = 1; index <= 1000; index++) {
      session.resize('main', 40 + (index % 100), 20);
      if (index % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 30));
    }
    session.resize('main', 61, 13);
    await heard.sees('61x13');
    const seconds = (performance.now() - start) / 1000;

    const sizes = heard.events.flatMap((event) => (event.type === 'resize' ? [`${event.columns}x${event.rows}`] : []));
    expect(sizes[0]).toBe('1x1');
    expect(sizes.at(-1)).toBe('61x13');
    expect(sizes.length).toBeLessThanOrEqual(2 + seconds * 20);

    await session.stop();
    session.resize('main', 10, 10);
    session.resize('main', Number.NaN, -1);
  });

  it('test 75: clamps to 1..500', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/size.ts', { size: { columns: 1e9, rows: 0 } }));
    const heard = listen(session);
    await heard.sees('500x1\r\n');
    session.resize('main', 80.9, 1e9);
    await heard.sees('80x500\r\n');
    await session.stop();
  });
});

describe('input', () => {
  it('test 76: a reader gets all of 1 MB', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/echo-lines.ts'));
    const heard = listen(session);
    await heard.sees('up');
    session.write('main', `${'x'.repeat(1023)}\r`.repeat(1024));
    session.write('main', 'end\r');
    await session.ended;
    expect(heard.text().slice(-100)).toContain(`read 1024 lines, ${1023 * 1024} characters`);
  });

  it('test 76: a program that does not read blocks nothing, and still stops', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, ['sh', '-c', 'stty -echo; echo up; exec sleep 600']));
    const heard = listen(session);
    await heard.sees('up');
    const start = performance.now();
    for (let index = 0; index < 20; index++) session.write('main', `${'x'.repeat(1023)}\r`.repeat(1024));
    await new Promise((resolve) => setImmediate(resolve));
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(await session.stop()).toMatchObject({ state: 'stopped', reason: 'stopped with SIGINT' });
  });

  it('test 76: the input ends only when asked', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, ['cat']));
    const heard = listen(session);
    session.write('main', 'before it runs\r');
    await until(() => session.processes().length === 1);
    session.write('main', 'one\r');
    await heard.sees('one\r\none\r\n');
    expect(session.processes()).toHaveLength(1);
    session.write('main', '\x04');
    expect(await session.ended).toMatchObject({ state: 'exited', code: 0 });
    session.write('main', 'after the end\r');
  });
});
