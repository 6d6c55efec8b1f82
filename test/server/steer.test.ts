// The reins of a recording, as windows pull them: what every window sees of it.
import { expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import type { DemoStatus } from '../../src/protocol.ts';
import { readClientMessage } from '../../src/server/client-message.ts';
import type { SessionEvent } from '../../src/session.ts';
import { until } from '../support/wait.ts';
import { openWindow, snapshotOf, states, type Window } from './clients.ts';
import { demo, ECHO, seen, talk } from './support.ts';

const out = (time: number, data: string): SessionEvent => ({ type: 'output', time, pane: 'main', data });
const mark = (time: number, label: string): SessionEvent => ({ type: 'marker', time, pane: 'main', label });
const EVENTS: readonly SessionEvent[] = [
  out(0, 'start\r\n'),
  mark(20, 'one'),
  out(300, 'middle\r\n'),
  mark(300, 'two'),
  out(600, '\x1b[31mend'),
  { type: 'exit', time: 600.1, pane: 'main', code: 0, signal: null },
];

async function replaying(): Promise<{ a: Window; b: Window; again(): Promise<Window> }> {
  const cast = { header: castHeader({ columns: 72, rows: 24 }), events: EVENTS };
  const t = await talk({ demos: [demo('echo', ECHO)], casts: async () => ({ casts: [{ pane: 'main', cast }] }) });
  const [a, b] = [await openWindow(t), await openWindow(t, 'presenter')];
  a.say({ type: 'replay', demo: 'echo' });
  await a.sees('demo', (m) => m.status.state === 'replaying');
  return { a, b, again: () => openWindow(t) };
}

/** The newest that a window was told of the demo. */
const status = (window: Window): DemoStatus | undefined =>
  window.got.flatMap((m) => (m.type === 'demo' ? [m.status] : m.type === 'screen' ? [m.snapshot.status] : [])).at(-1);
const screens = (window: Window) => window.got.flatMap((m) => (m.type === 'screen' ? [m.snapshot] : []));
/** The text of the newest screen. */
const screen = (window: Window) => seen(screens(window).at(-1)?.panes[0]?.data ?? '');

it('Next plays to the next mark and pauses; asked on the way, it is there at once; behind the last one it plays on', async () => {
  const { a, b, again } = await replaying();
  await until(() => a.output('echo') === 'start\r\n', 'the first line');
  // Shortly before the mark, in one go: however slow the machine is, it has not passed it.
  a.say({ type: 'seek', demo: 'echo', seconds: 19.9 });
  a.say({ type: 'mark', demo: 'echo' });
  await until(() => status(b)?.replay?.playing === false, 'it to pause at the first mark');
  expect(status(b)).toMatchObject({
    state: 'replaying',
    mark: 'one',
    replay: {
      position: 20,
      duration: 600.1,
      playing: false,
      speed: 1,
      reached: 1,
      markers: [
        { time: 20, label: 'one' },
        { time: 300, label: 'two' },
      ],
    },
  });
  b.say({ type: 'mark', demo: 'echo' });
  await until(() => status(a)?.replay?.playing === true, 'it to go on');
  b.say({ type: 'mark', demo: 'echo' });
  for (const window of [a, b]) {
    await until(() => screens(window).length === 2, 'the screen of the second mark');
    expect(await screen(window)).toBe('start\nmiddle');
    expect(status(window)).toMatchObject({ mark: 'two', replay: { position: 300, playing: false, reached: 2 } });
  }
  // Nothing of what was jumped over is sent as an event.
  expect(a.output('echo')).toBe('start\r\n');
  expect(await snapshotOf(await again(), 'echo')).toMatchObject({ state: 'replaying', text: 'start\nmiddle' });
  a.say({ type: 'mark', demo: 'echo' });
  await until(() => status(b)?.replay?.playing === true, 'it to play to its end');
});

it('seek goes anywhere, back to a clean screen as well; one that is over begins again', async () => {
  const { a, b } = await replaying();
  a.say({ type: 'seek', demo: 'echo', seconds: 600 });
  await until(() => screens(b).length === 1, 'the screen near the end');
  expect(await screen(b)).toBe('start\nmiddle\nend');
  await b.sees('demo', (m) => m.status.state === 'exited');
  expect(status(b)).toMatchObject({
    kind: 'recorded',
    mark: 'two',
    replay: { position: 600.1, duration: 600.1, playing: false, reached: 2 },
  });
  const over = status(b)?.run;

  b.say({ type: 'seek', demo: 'echo', seconds: 0.05 });
  await until(() => screens(a).length === 2, 'the screen near the start');
  expect(await screen(a)).toBe('start');
  expect(status(a)).toMatchObject({ state: 'replaying', mark: '', replay: { position: expect.closeTo(0.05, 1), playing: true } });
  expect(status(a)?.run).not.toBe(over);
  a.say({ type: 'pause', demo: 'echo', on: true });
  await until(() => status(b)?.replay?.playing === false, 'it to pause');
  a.say({ type: 'seek', demo: 'echo', seconds: 400 });
  await until(() => screens(b).length === 3, 'the screen in the middle');
  a.say({ type: 'seek', demo: 'echo', seconds: 0 });
  await until(() => screens(b).length === 4, 'the screen at the start');
  expect([await screen(b), status(b)?.mark, status(b)?.replay?.playing]).toEqual(['start', '', false]);
  a.say({ type: 'speed', demo: 'echo', speed: 4 });
  a.say({ type: 'pause', demo: 'echo', on: false });
  await until(() => status(b)?.replay?.playing === true, 'it to play');
  expect(status(b)?.replay?.speed).toBe(4);
  expect(states(b, 'echo').filter((state) => state !== 'replaying')).toEqual(['exited']);
});

it('a live run has no reins, and what makes no sense is refused', async () => {
  const t = await talk({ demos: [demo('echo', ECHO)] });
  const a = await openWindow(t);
  a.say({ type: 'run', demo: 'echo' });
  await until(() => /pid \d+/.test(a.output('echo')), 'the live run');
  for (const type of ['mark', 'seek', 'speed', 'pause'] as const) a.say({ type, demo: 'echo', seconds: 1, speed: 1, on: true } as never);
  a.say({ type: 'mark', demo: 'echo' });
  a.say({ type: 'seek', demo: 'echo', seconds: 5 });
  a.say({ type: 'input', demo: 'echo', pane: 'main', data: 'k' });
  await until(() => a.output('echo').endsWith('<k>'), 'it to answer');
  expect(status(a)).toMatchObject({ kind: 'live', state: 'running', replay: null });

  const bad = [
    '{"type":"seek","demo":"x","seconds":-1}',
    '{"type":"seek","demo":"x","seconds":1e400}',
    '{"type":"speed","demo":"x","speed":0}',
  ];
  for (const text of bad) expect(readClientMessage(text, 'presenter')).toHaveProperty('reason');
  expect(readClientMessage('{"type":"mark","demo":"x"}', 'remote')).toHaveProperty('message');
  expect(readClientMessage('{"type":"seek","demo":"x","seconds":1}', 'remote')).toHaveProperty('reason');
  expect(readClientMessage('{"type":"mark","demo":"x"}', 'follower')).toHaveProperty('reason');
});
