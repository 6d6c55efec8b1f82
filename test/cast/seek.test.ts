// Going to a time or a marker, forth and back; and that a screen is the same by whatever way one came to it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaneCast } from '../../src/cast/timeline.ts';
import type { SessionEvent } from '../../src/session.ts';
import { exit, marker, output, paneCast, RUN, WHOLE, watched } from './replay-support.ts';

describe('seek', () => {
  it('forth: delivers what lies between, at once', () => {
    const { clock, replay, told } = watched();
    replay.seek(1);
    expect(told()).toEqual(WHOLE.slice(0, 6).map((line) => line.replace(/^[\d.]+/, '0')));
    expect([replay.position, replay.playing]).toEqual([1, false]);
    replay.seek(10);
    replay.seek(5);
    clock.advance(60_000);
    expect([replay.position, told()]).toEqual([5, []]);
    replay.play();
    clock.advance(16_000);
    expect([replay.position, told()]).toEqual([21, ['76 client: bye']]);
  });

  it('back: a reset, then everything until there', () => {
    const { clock, replay, told } = watched();
    replay.play();
    clock.advance(22_000);
    told();
    replay.seek(0.7);
    expect(told()).toEqual(['22 reset', '22 server: listening', '22 client: connected']);
    clock.advance(300);
    expect(told()).toEqual(['22.3 server# accept', '22.3 server: client 1', '22.3 client: hello']);
    replay.seek(-1);
    expect(told()).toEqual(['22.3 reset', '22.3 server: listening']);
    replay.seek(Number.NaN);
    expect([told(), replay.position]).toEqual([[], 0]);
  });

  it('to the end: stays there until it is played', () => {
    const { clock, replay, told } = watched();
    replay.seek(Number.POSITIVE_INFINITY);
    expect([told().length, replay.position]).toEqual([10, 24]);
    clock.advance(1000);
    expect(told()).toEqual([]);
    replay.play();
    clock.advance(0);
    expect(told()).toEqual(['1 exited']);
  });
});

describe('a listener that seeks or stops while another seek delivers', () => {
  it('has the last word', () => {
    const { replay, told } = watched();
    let times = 0;
    replay.subscribe({
      event(event) {
        if (event.type !== 'output' || event.data !== 'hello') return;
        times += 1;
        if (times === 1) replay.seek(0.5);
        else void replay.stop();
      },
      state() {},
    });
    replay.seek(23);
    expect([replay.position, told().slice(6)]).toEqual([0.5, ['0 reset', '0 server: listening', '0 client: connected']]);
    replay.seek(23);
    expect(told()).toEqual(['0 server# accept', '0 server: client 1', '0 client: hello', '0 stopped']);
  });
});

describe('markers', () => {
  it('are named with their times', () => {
    expect(watched().replay.markers).toEqual([
      { time: 1, label: 'accept', pane: 'server' },
      { time: 22, label: 'end', pane: 'client' },
    ]);
  });

  it('nextMarker plays to the next one, and pauses before whatever else came in the same moment', () => {
    const { clock, replay, told } = watched();
    expect(replay.nextMarker()).toEqual({ time: 1, label: 'accept', pane: 'server' });
    clock.advance(60_000);
    expect(told()).toEqual(WHOLE.slice(0, 4));
    expect([replay.position, replay.playing]).toEqual([1, false]);
    expect(replay.nextMarker()?.label).toBe('end');
    clock.advance(1000);
    expect(replay.nextMarker()?.label).toBe('end');
    clock.advance(60_000);
    expect([replay.position, told()]).toEqual([22, ['60 server: client 1', '60 client: hello', '80 client: bye', '81 client# end']]);
    expect(replay.nextMarker()).toBeNull();
    clock.advance(2000);
    expect(told()).toEqual(['122 client exit 0', '123 server exit 0', '123 exited']);
  });

  it('play after nextMarker does not stop there', () => {
    const { clock, replay, told } = watched();
    replay.nextMarker();
    replay.play();
    clock.advance(24_000);
    expect(told()).toEqual(WHOLE);
  });

  it('seek after nextMarker does not stop there either', () => {
    const { clock, replay, told } = watched();
    replay.nextMarker();
    clock.advance(600);
    replay.seek(0);
    clock.advance(24_000);
    expect(told().slice(3)).toEqual([
      '0.6 reset',
      ...WHOLE.slice(1).map((line) => line.replace(/^[\d.]+/, (time) => String((Number(time) * 10 + 6) / 10))),
    ]);
  });

  it('the very first event may be one', () => {
    const { clock, replay, told } = watched([paneCast('a', marker('a', 0, 'start'), output('a', 0, 'x'))]);
    expect(replay.nextMarker()?.label).toBe('start');
    clock.advance(1000);
    expect(told()).toEqual(['0 replaying', '0 a# start']);
    expect(replay.nextMarker()).toBeNull();
  });

  it('a listener may go on from a marker', () => {
    const { clock, replay, told } = watched();
    replay.subscribe({ event: (event) => event.type === 'marker' && replay.nextMarker(), state() {} });
    replay.nextMarker();
    clock.advance(24_000);
    expect(told()).toEqual(WHOLE);
  });

  it('seekMarker goes there at once and pauses, forth and back', () => {
    const { clock, replay, told } = watched();
    replay.play();
    clock.advance(600);
    replay.seekMarker(1);
    expect([replay.position, replay.playing, told().at(-1)]).toEqual([22, false, '0.6 client# end']);
    replay.seekMarker(0);
    expect([replay.position, told()]).toEqual([1, ['0.6 reset', '0.6 server: listening', '0.6 client: connected', '0.6 server# accept']]);
    for (const index of [-1, 2, 0.5, Number.NaN]) replay.seekMarker(index);
    expect([replay.position, told(), clock.waiting]).toEqual([1, [], 0]);
  });
});

/** What a viewer holds: emptied by a reset. */
function viewerOf(casts: readonly PaneCast[], options: Parameters<typeof watched>[1] = {}) {
  const it = watched(casts, options);
  let events: SessionEvent[] = [];
  it.replay.subscribe({
    event: (event) => events.push(event),
    state() {},
    reset: () => {
      events = [];
    },
  });
  return { ...it, held: () => events };
}

const moment = fc.integer({ min: 0, max: 4000 }).map((ms) => ms / 1000);
const casts = fc
  .tuple(fc.array(fc.tuple(moment, fc.boolean()), { maxLength: 20 }), fc.array(moment, { maxLength: 20 }))
  .map(([first, second]): PaneCast[] => [
    paneCast(
      'a',
      ...[...first]
        .sort(([a], [b]) => a - b)
        .map(([time, mark], i) => (mark ? marker('a', time, String(i)) : output('a', time, String(i)))),
      exit('a', 4),
    ),
    paneCast('b', ...[...second].sort((a, b) => a - b).map((time, i) => output('b', time, String(i))), exit('b', 4)),
  ]);
const step = fc.oneof(
  fc.record({ act: fc.constant('seek' as const), to: fc.double({ min: -1, max: 9 }) }),
  fc.record({ act: fc.constant('speed' as const), to: fc.constantFrom(0.5, 1, 10, Number.POSITIVE_INFINITY) }),
  fc.record({ act: fc.constantFrom('play' as const, 'pause' as const, 'next' as const), to: fc.constant(0) }),
  fc.record({ act: fc.constantFrom('wait' as const, 'sleep' as const), to: fc.integer({ min: 0, max: 900 }) }),
  fc.record({ act: fc.constant('marker' as const), to: fc.integer({ min: 0, max: 5 }) }),
);

it('ends at its duration, whatever fractions say', () => {
  const { clock, replay } = watched([paneCast('a', output('a', 3.576, 'x'), exit('a', 4))]);
  replay.seek(3.576);
  replay.setSpeed(10);
  replay.play();
  clock.advance(43);
  expect([replay.playing, replay.position]).toEqual([false, 4]);
});

describe('test 103: a replay shows what was recorded', () => {
  it('at 1x, at 10x, with shortened pauses: the same events in the same order', () => {
    const all = [{}, { speed: 10 }, { speed: 0.3 }, { speed: Number.POSITIVE_INFINITY }, { idleLimit: 0.5 }, { idleLimit: 0 }].map(
      (options) => {
        const { clock, replay, held } = viewerOf(RUN, options);
        replay.play();
        clock.advance(100_000);
        return held();
      },
    );
    expect(all[0]).toHaveLength(9);
    for (const one of all) expect(one).toEqual(all[0]);
  });

  it('whatever was done on the way, a viewer holds the recording up to the position', () => {
    fc.assert(
      fc.property(casts, fc.array(step, { maxLength: 15 }), fc.option(fc.integer({ min: 0, max: 3 })), (recorded, steps, idleLimit) => {
        const straight = viewerOf(recorded, { idleLimit });
        straight.replay.seek(99);
        const whole = straight.held();
        const { clock, replay, held } = viewerOf(recorded, { idleLimit });
        let before = 0;
        for (const { act, to } of steps) {
          if (act === 'seek') replay.seek(to);
          if (act === 'speed') replay.setSpeed(to);
          if (act === 'play') replay.play();
          if (act === 'pause') replay.pause();
          if (act === 'next') replay.nextMarker();
          if (act === 'wait') clock.advance(to);
          if (act === 'sleep') clock.wakeAfter(to);
          if (act === 'marker') replay.seekMarker(to);
          expect(held()).toEqual(whole.slice(0, held().length));
          if (act !== 'seek' && act !== 'marker') expect(replay.position).toBeGreaterThanOrEqual(before);
          before = replay.position;
          expect(clock.waiting).toBe(replay.playing ? 1 : 0);
        }
        replay.setSpeed(Number.POSITIVE_INFINITY);
        replay.play();
        clock.advance(0);
        expect([held(), replay.position]).toEqual([whole, replay.duration]);
      }),
      { numRuns: 300 },
    );
  });
});
