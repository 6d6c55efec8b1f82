// Order and timing of a replay, on a clock turned by hand.
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/cast/clock.ts';
import { createReplay } from '../../src/cast/replay.ts';
import { exit, marker, output, paneCast, RUN, WHOLE, watched } from './replay-support.ts';

describe('a replay', () => {
  it('is a session: nothing until it is played, then every event in its time, then the recorded end', async () => {
    const { clock, replay, told } = watched();
    expect([replay.kind, replay.id, replay.demo, replay.duration, replay.position, replay.playing]).toEqual([
      'recorded',
      'r1',
      'echo',
      24,
      0,
      false,
    ]);
    clock.advance(10_000);
    expect(told()).toEqual([]);
    replay.play();
    expect(told()).toEqual([]);
    clock.advance(30_000);
    expect(told()).toEqual(WHOLE.map((line) => line.replace(/^[\d.]+/, (time) => String(Number(time) + 10))));
    expect([replay.position, replay.playing, clock.waiting]).toEqual([24, false, 0]);
    expect(await replay.ended).toEqual({ state: 'exited', code: 0, signal: null, reason: 'exit code 0' });
  });

  it.each([
    [
      'one pane failed',
      [paneCast('a', exit('a', 1)), paneCast('b', exit('b', 2, 3))],
      { state: 'failed', code: 3, signal: null, reason: 'b: exit code 3' },
    ],
    ['one pane alone failed', [paneCast('a', exit('a', 1, 1))], { state: 'failed', code: 1, signal: null, reason: 'exit code 1' }],
    [
      'killed',
      [paneCast('a', { type: 'exit', pane: 'a', time: 1, code: null, signal: 'SIGKILL' })],
      { state: 'failed', code: null, signal: 'SIGKILL', reason: 'killed by SIGKILL' },
    ],
    [
      'no exit recorded',
      [paneCast('a', output('a', 1, 'x'))],
      { state: 'exited', code: null, signal: null, reason: 'end of the recording' },
    ],
    ['nothing recorded', [paneCast('a')], { state: 'exited', code: null, signal: null, reason: 'end of the recording' }],
    ['no panes', [], { state: 'exited', code: null, signal: null, reason: 'end of the recording' }],
  ])('ends as recorded: %s', async (_, casts, outcome) => {
    const { clock, replay, told } = watched(casts);
    replay.play();
    clock.advance(2000);
    expect(await replay.ended).toEqual(outcome);
    const all = told();
    expect([all[0], all.at(-1)?.split(' ')[1]]).toEqual(['0 replaying', outcome.state]);
  });

  it('is at ten times the speed ten times as fast', () => {
    const { clock, replay, told } = watched(RUN, { speed: 10 });
    replay.play();
    clock.advance(2400);
    expect(told()).toEqual(WHOLE.map((line) => line.replace(/^[\d.]+/, (time) => String(Number(time) / 10))));
  });

  it('at infinite speed is over at once', () => {
    const { clock, replay, told } = watched(RUN, { speed: Number.POSITIVE_INFINITY });
    replay.play();
    clock.advance(0);
    expect(told()).toEqual(WHOLE.map((line) => line.replace(/^[\d.]+/, '0')));
  });

  it('changes its speed in the middle', () => {
    const { clock, replay, told } = watched();
    replay.play();
    clock.advance(11_000);
    replay.setSpeed(4);
    expect(replay.position).toBe(11);
    clock.advance(1000);
    expect(replay.position).toBe(15);
    replay.setSpeed(0.5);
    clock.advance(12_000);
    for (const speed of [0, -1, Number.NaN]) replay.setSpeed(speed);
    expect([replay.position, replay.speed]).toEqual([21, 0.5]);
    clock.advance(6_000);
    expect(told().slice(6)).toEqual(['24 client: bye', '26 client# end', '28 client exit 0', '30 server exit 0', '30 exited']);
  });

  it('shortens pauses of all panes', () => {
    const { clock, replay, told } = watched(RUN, { idleLimit: 2 });
    expect([replay.duration, replay.markers.map(({ time }) => time)]).toEqual([6, [1, 4]]);
    replay.play();
    clock.advance(6000);
    expect(told().slice(4)).toEqual([
      '1 server: client 1',
      '1 client: hello',
      '3 client: bye',
      '4 client# end',
      '5 client exit 0',
      '6 server exit 0',
      '6 exited',
    ]);
  });

  it('shortens pauses as the cast asks, unless told otherwise', () => {
    const [first, ...rest] = RUN;
    if (first === undefined) throw new Error('no panes');
    const asking = [{ ...first, cast: { ...first.cast, header: { ...first.cast.header, idleLimit: 2 } } }, ...rest];
    expect([undefined, null, 0.5, -1].map((idleLimit) => watched(asking, { idleLimit }).replay.duration)).toEqual([6, 24, 3, 24]);
  });

  it('tells events as those of the pane that the cast is given for', () => {
    const { clock, replay, told } = watched([paneCast('new name', output('old name', 0, 'x'))]);
    replay.play();
    clock.advance(0);
    expect(told()).toEqual(['0 replaying', '0 new name: x', '0 exited']);
  });

  it('pauses and goes on where it was', () => {
    const { clock, replay, told } = watched();
    replay.play();
    clock.advance(700);
    replay.pause();
    clock.advance(100_000);
    expect([replay.position, replay.playing, clock.waiting]).toEqual([0.7, false, 0]);
    replay.play();
    replay.play();
    expect(clock.waiting).toBe(1);
    clock.advance(400);
    expect(told().slice(2)).toEqual(['0.5 client: connected', '101 server# accept', '101 server: client 1', '101 client: hello']);
  });

  it('catches up after a sleep of the machine, all in order', () => {
    const { clock, replay, told } = watched();
    replay.play();
    clock.wakeAfter(22_500);
    expect(told()).toEqual(WHOLE.slice(0, 8).map((line) => line.replace(/^[\d.]+/, '22.5')));
    clock.advance(500);
    expect(told()).toEqual(['23 client exit 0']);
  });

  it('waits longer than a timer can', () => {
    const { clock, replay, told } = watched([paneCast('a', output('a', 900_000, 'late'))], { speed: 0.1 });
    replay.play();
    clock.advance(8_999_999_000);
    expect(told()).toEqual(['0 replaying']);
    clock.advance(1000);
    expect(told()).toEqual(['9000000 a: late', '9000000 exited']);
  });

  it('stop ends it at once, and then nothing does anything', async () => {
    const { clock, replay, told } = watched();
    replay.play();
    clock.advance(600);
    expect(await replay.stop()).toEqual({ state: 'stopped', code: null, signal: null, reason: 'stopped' });
    expect(await replay.stop()).toBe(await replay.ended);
    for (const act of [
      replay.play,
      replay.pause,
      () => replay.seek(0),
      () => replay.seekMarker(0),
      () => replay.setSpeed(9),
      replay.nextMarker,
    ])
      act();
    clock.advance(60_000);
    expect(told()).toEqual([...WHOLE.slice(0, 3), '0.6 stopped']);
    expect([replay.position, replay.nextMarker(), clock.waiting]).toEqual([0.6, null, 0]);
  });

  it('listeners may do anything; one that throws is dropped, one that is off hears nothing', () => {
    const errors: unknown[] = [];
    const { clock, replay, told } = watched(RUN, { report: (error) => errors.push(error) });
    const heard: string[] = [];
    replay.subscribe({
      event() {
        throw new Error('broken view');
      },
      state() {},
    });
    replay.subscribe({
      event(event) {
        if (event.type === 'output' && event.data === 'connected') replay.seek(22);
        if (event.type === 'output' && event.data === 'bye') off();
        if (event.type === 'marker' && event.label === 'end') void replay.stop();
      },
      state() {},
    });
    const off = replay.subscribe({ event: (event) => heard.push(event.pane), state: () => heard.push('state') });
    replay.play();
    clock.advance(1000);
    expect(errors.map(String)).toEqual(['Error: broken view']);
    // What a listener does takes effect before the next one hears of its cause.
    expect(heard).toEqual(['state', 'server', 'server', 'server', 'client']);
    expect(told()).toEqual([
      '0 replaying',
      '0 server: listening',
      ...WHOLE.slice(2, 8).map((line) => line.replace(/^[\d.]+/, '0.5')),
      '0.5 stopped',
    ]);
  });

  it('ignores typing', () => {
    const { clock, replay, told } = watched();
    replay.play();
    replay.write('client', 'hello\r');
    clock.advance(600);
    expect(told()).toEqual(WHOLE.slice(0, 3));
  });

  it('with a view that acknowledges halts at 100 000 characters, as a live run does', () => {
    const flood = Array.from({ length: 50 }, (_, i) => output('a', 1 + i / 1000, `${i} `.padEnd(10_000, '.')));
    const { clock, replay, told } = watched([paneCast('a', ...flood, exit('a', 3))]);
    replay.setControlled(true);
    replay.play();
    clock.advance(60_000);
    expect([told().length, replay.position, clock.waiting]).toEqual([11, 1.01, 0]);
    replay.acknowledge('a', 95_000);
    replay.acknowledge('a', Number.NaN);
    replay.acknowledge('b', 1e9);
    clock.advance(1);
    expect(told()).toEqual([]);
    replay.acknowledge('a', 1);
    clock.advance(0);
    expect(told()[0]).toMatch(/^60.001 a: 10 /);
    replay.setControlled(false);
    clock.advance(3000);
    expect(told().slice(-2)).toEqual(['61.991 a exit 0', '61.991 exited']);
  });

  it('going back owes nothing for what is shown no more', () => {
    const { clock, replay, told } = watched([
      paneCast('a', output('a', 1, 'x'.repeat(60_000)), output('a', 2, 'y'.repeat(60_000)), exit('a', 3)),
    ]);
    replay.setControlled(true);
    replay.seek(2);
    replay.seek(1);
    told();
    replay.play();
    clock.advance(60_000);
    expect([replay.position, told().map((line) => line.slice(0, 10))]).toEqual([3, ['1 a: yyyyy']]);
    replay.acknowledge('a', 120_000);
    clock.advance(0);
    expect(told()).toEqual(['60 a exit 0', '60 exited']);
  });

  it('leaves the thread to others after a thousand events', () => {
    const many = Array.from({ length: 2500 }, (_, i) => output('a', 0, String(i)));
    const turns: number[] = [];
    let turn = 0;
    const queue: (() => void)[] = [];
    const clock = {
      now: () => 0,
      at: (_: number, call: () => void) => {
        queue.push(call);
        return () => {};
      },
    };
    const replay = createReplay([paneCast('a', ...many)], { id: 'r', demo: 'd', clock });
    replay.subscribe({ event: () => turns.push(turn), state() {} });
    replay.play();
    for (let call = queue.shift(); call !== undefined; call = queue.shift()) {
      call();
      turn += 1;
    }
    expect([0, 1, 2].map((wanted) => turns.filter((at) => at === wanted).length)).toEqual([1000, 1000, 500]);
  });

  it("runs on the machine's own clock", async () => {
    const replay = createReplay([paneCast('a', output('a', 0.02, 'x'), marker('a', 0.04, 'm'), exit('a', 0.06))], {
      id: 'r',
      demo: 'd',
      clock: systemClock(),
    });
    const types: string[] = [];
    replay.subscribe({ event: ({ type }) => types.push(type), state: (state) => types.push(state) });
    const begun = performance.now();
    replay.play();
    await replay.ended;
    expect(performance.now() - begun).toBeGreaterThanOrEqual(59);
    expect(types).toEqual(['replaying', 'output', 'marker', 'exit', 'exited']);
  });
});
