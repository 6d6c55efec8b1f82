import { describe, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { decodeCast } from '../../src/cast/decode.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import type { Recordings } from '../../src/cast/recordings.ts';
import type { SessionEvent } from '../../src/session.ts';
import { until } from '../support/wait.ts';
import { openWindow, snapshotOf, states, type Window } from './clients.ts';
import { demo, ECHO, talk } from './support.ts';

const AT = Date.UTC(2025, 10, 20, 14, 2) / 1000;

/** What a command that records would have written of these moments: seconds and text. */
function recorded(moments: readonly (readonly [time: number, data: string])[], code = 0): Recordings {
  const events: SessionEvent[] = moments.map(([time, data]) => ({ type: 'output', time, pane: 'main', data }));
  const end = moments.at(-1)?.[0] ?? 0;
  const text = encodeCast(castHeader({ columns: 72, rows: 24 }, { timestamp: AT }), [
    ...events,
    { type: 'exit', time: end, pane: 'main', code, signal: null },
  ]);
  const cast = decodeCast(text, 'main');
  if (!cast.ok) throw new Error(cast.error);
  return { casts: [{ pane: 'main', cast }] };
}

const last = (window: Window) => window.got.flatMap((m) => (m.type === 'demo' ? [m.status] : [])).at(-1);

describe('recordings', () => {
  it('one plays in the place of a live run, to every window alike, and ends as it ended', async () => {
    const recordings = recorded(
      [
        [0, 'one\r\n'],
        [0.05, 'two\r\n'],
      ],
      3,
    );
    const t = await talk({ demos: [demo('echo', ECHO)], casts: async () => recordings });
    const [a, b] = [await openWindow(t), await openWindow(t, 'presenter')];
    a.say({ type: 'run', demo: 'echo' });
    await until(() => /pid \d+/.test(b.output('echo')), 'the live run');
    const pid = Number(/pid (\d+)/.exec(b.output('echo'))?.[1]);
    b.say({ type: 'replay', demo: 'echo' });
    const over = await a.sees('demo', (m) => m.status.state === 'failed');
    await b.sees('demo', (m) => m.status.state === 'failed');
    expect(states(a, 'echo')).toEqual(['starting', 'running', 'replaying', 'failed']);
    expect(states(b, 'echo')).toEqual(states(a, 'echo'));
    expect(a.output('echo').replaceAll('\r', '')).toBe(`pid ${pid}\none\ntwo\n`);
    expect(b.output('echo')).toBe(a.output('echo'));
    expect(over.status).toMatchObject({ kind: 'recorded', recordedAt: '2025-11-20T14:02:00.000Z', reason: 'exit code 3' });
    await until(() => !isAlive(pid), 'the live run to be gone');

    const late = await openWindow(t);
    expect(await snapshotOf(late, 'echo')).toEqual({ state: 'failed', run: over.status.run, text: 'one\ntwo' });
  });

  it('a window that comes in the middle sees the screen and goes on; live takes over again', async () => {
    const recordings = recorded([
      [0, 'one\r\n'],
      [600, 'two\r\n'],
    ]);
    const t = await talk({ demos: [demo('echo', ECHO)], casts: async () => recordings });
    const a = await openWindow(t);
    a.say({ type: 'replay', demo: 'echo' });
    await until(() => a.output('echo') === 'one\r\n', 'the first line');
    const late = await openWindow(t);
    expect(await snapshotOf(late, 'echo')).toMatchObject({ state: 'replaying', text: 'one' });
    late.say({ type: 'input', demo: 'echo', pane: 'main', data: 'nobody reads this' });

    a.say({ type: 'replay', demo: 'echo' });
    await until(() => a.output('echo') === 'one\r\none\r\n', 'it to begin anew');
    a.say({ type: 'live', demo: 'echo' });
    await until(() => [a, late].every((window) => /pid \d+/.test(window.output('echo'))), 'the live run');
    expect(last(late)).toMatchObject({ state: 'running', kind: 'live', recordedAt: null });
    expect(states(a, 'echo')).toEqual(['replaying', 'replaying', 'starting', 'running']);
    // It is live already.
    a.say({ type: 'live', demo: 'echo' });
    a.say({ type: 'input', demo: 'echo', pane: 'main', data: 'k' });
    await until(() => a.output('echo').endsWith('<k>'), 'the same run to answer');
    expect(a.got.filter((m) => m.type === 'refused')).toEqual([]);
  });

  it('Stop ends a replay', async () => {
    const t = await talk({ demos: [demo('echo', ECHO)], casts: async () => recorded([[600, 'never']]) });
    const a = await openWindow(t);
    a.say({ type: 'replay', demo: 'echo' });
    await a.sees('demo', (m) => m.status.state === 'replaying');
    a.say({ type: 'stop', demo: 'echo' });
    expect((await a.sees('demo', (m) => m.status.state === 'stopped')).status).toMatchObject({ kind: 'recorded', reason: 'stopped' });
  });

  it('one that cannot be played leaves the live run alone, and the window that asked is told why', async () => {
    const t = await talk({ demos: [demo('echo', ECHO)], casts: async () => ({ reason: 'no recording yet' }) });
    const [a, b] = [await openWindow(t), await openWindow(t)];
    a.say({ type: 'replay', demo: 'echo' });
    expect(await a.sees('refused')).toEqual({ type: 'refused', demo: 'echo', reason: 'no recording yet' });
    a.say({ type: 'run', demo: 'echo' });
    await until(() => /pid \d+/.test(a.output('echo')), 'the live run');
    a.say({ type: 'replay', demo: 'echo' });
    await until(() => a.got.filter((m) => m.type === 'refused').length === 2, 'the second word');
    a.say({ type: 'input', demo: 'echo', pane: 'main', data: 'k' });
    await until(() => a.output('echo').endsWith('<k>'), 'it to answer');
    expect(states(a, 'echo')).toEqual(['starting', 'running']);
    expect(b.got.filter((m) => m.type === 'refused')).toEqual([]);
  });

  it('a run that ignores every signal gives way at once; the next live one waits until it is gone', async () => {
    const stubborn =
      'process.on("SIGINT", () => {}); process.on("SIGTERM", () => {}); console.log("pid " + process.pid); setInterval(() => {}, 1000)';
    const t = await talk({
      demos: [demo('stubborn', stubborn)],
      casts: async () =>
        recorded([
          [0, 'played'],
          [600, ''],
        ]),
    });
    const a = await openWindow(t);
    a.say({ type: 'run', demo: 'stubborn' });
    await until(() => /pid \d+/.test(a.output('stubborn')), 'the live run');
    const pid = Number(/pid (\d+)/.exec(a.output('stubborn'))?.[1]);
    a.say({ type: 'replay', demo: 'stubborn' });
    await until(() => a.output('stubborn').endsWith('played'), 'the recording');
    expect(isAlive(pid)).toBe(true);
    a.say({ type: 'live', demo: 'stubborn' });
    await a.sees('demo', (m) => m.status.state === 'running' && m.status.run !== a.got.find((g) => g.type === 'event')?.run);
    expect(isAlive(pid)).toBe(false);
  });

  it('a recording that took long to read is not played after a later wish', async () => {
    let release: () => void = () => {};
    const slow = new Promise<void>((done) => {
      release = done;
    });
    const casts = async (): Promise<Recordings> => {
      await slow;
      return recorded([[0, 'late']]);
    };
    const t = await talk({ demos: [demo('echo', ECHO)], casts });
    const a = await openWindow(t);
    a.say({ type: 'replay', demo: 'echo' });
    a.say({ type: 'run', demo: 'echo' });
    await until(() => /pid \d+/.test(a.output('echo')), 'the live run');
    release();
    a.say({ type: 'input', demo: 'echo', pane: 'main', data: 'k' });
    await until(() => a.output('echo').endsWith('<k>'), 'it to answer');
    expect(states(a, 'echo')).toEqual(['starting', 'running']);
  });
});

it('the black screen and the timer are the same in every window, and for one that comes later', async () => {
  const t = await talk();
  const [a, b] = [await openWindow(t), await openWindow(t, 'presenter')];
  expect(await a.sees('welcome')).toMatchObject({ black: false, timer: null });
  b.say({ type: 'black', on: true });
  expect(await a.sees('black')).toEqual({ type: 'black', on: true });
  a.say({ type: 'go', slide: 1, step: 0, base: 0 });
  const begun = (await b.sees('timer')).timer;
  expect(begun).toBeGreaterThanOrEqual(0);
  const late = await openWindow(t);
  const welcome = await late.sees('welcome');
  expect(welcome.black).toBe(true);
  expect(welcome.timer).toBeGreaterThan(begun ?? Number.NaN);
  b.say({ type: 'reset' });
  await a.sees('timer', (m) => m.timer === null);
  expect(await (await openWindow(t)).sees('welcome')).toMatchObject({ timer: null, position: { slide: 1, step: 0 } });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
