// Sessions to casts: what is written, when a sink fails, and a real run played back.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeCast } from '../../src/cast/decode.ts';
import { type RecordOptions, record, recordSession } from '../../src/cast/record.ts';
import { createReplay } from '../../src/cast/replay.ts';
import { demo, listen, pane, stage } from '../runner/support.ts';
import { manualClock } from './manual-clock.ts';
import { watched } from './replay-support.ts';

const echo = { name: 'echo', title: 'An echo server', size: { columns: 52, rows: 26 }, panes: [{ name: 'server' }, { name: 'client' }] };
const options: RecordOptions = { timestamp: 1700000000, sources: '00', terminal: 'xterm-256color', shell: '/bin/sh' };
const head = (pane: string) =>
  `{"version":3,"term":{"cols":52,"rows":26,"type":"xterm-256color"},"timestamp":1700000000,"title":"An echo server","env":{"SHELL":"/bin/sh"},"lectern":{"demo":"echo","pane":"${pane}","sources":"00"}}\n`;
const server = `${head('server')}[0.000,"o","listening"]\n[1.000,"m","accept"]\n[0.000,"o","client 1"]\n[23.000,"x","0"]\n`;
const client = `${head('client')}[0.500,"o","connected"]\n[0.500,"o","hello"]\n[20.000,"o","bye"]\n[1.000,"m","end"]\n[1.000,"x","0"]\n`;

describe('record', () => {
  it('gives the cast of each pane when the session is over', async () => {
    const { clock, replay } = watched();
    const casts = record(replay, echo, options);
    replay.play();
    clock.advance(24_000);
    expect(await casts).toEqual(
      new Map([
        ['server', server],
        ['client', client],
      ]),
    );
  });

  it('a live run plays back as it was seen', async () => {
    const { root, runner } = await stage();
    const file = (name: string) => ({ kind: 'node' as const, file: join(root, 'demos', name) });
    const spec = demo(root, '', {
      panes: [
        pane({ name: 'server', program: file('server.ts'), ready: 'listening on port (\\d+)' }),
        pane({ name: 'client', program: file('client.ts'), args: ['$1', 'answer'] }),
        pane({ name: 'marks', program: file('marks.ts') }),
      ],
    });
    const run = runner.start(spec);
    const live = listen(run);
    const texts = await record(run, spec, options);
    const casts = [...texts].map(([name, text]) => {
      const cast = decodeCast(text, name);
      if (!cast.ok) throw new Error(cast.error);
      expect(cast.problems).toEqual([]);
      return { pane: name, cast };
    });
    const clock = manualClock();
    const replay = createReplay(casts, { id: 'r', demo: spec.name, clock });
    const recorded = listen(replay);
    replay.play();
    clock.advance(60_000);
    // Two panes may change places within a millisecond, no pane's own events do.
    const byPane = (events: typeof live.events) => spec.panes.map(({ name }) => events.filter((event) => event.pane === name));
    const untimed = (events: typeof live.events) => byPane(events).map((own) => own.map((event) => ({ ...event, time: 0 })));
    expect(untimed(recorded.events)).toEqual(untimed(live.events));
    expect(recorded.text('marks')).toBe('one\r\ntwo\r\nthree\r\n// @mark not a mark\r\n');
    expect(recorded.text('client')).toBe('answer: hello from the server\r\n');
    const times = byPane(recorded.events).flat();
    byPane(live.events)
      .flat()
      .forEach((event, i) => {
        expect(Math.abs(event.time - (times[i]?.time ?? -1))).toBeLessThanOrEqual(0.000501);
      });
    expect(recorded.states).toEqual(['replaying', 'exited']);
    expect(await replay.ended).toEqual(await run.ended);
  });
});

describe('recordSession', () => {
  it('writes as it goes: the headers at once, each line in its time', async () => {
    const { clock, replay } = watched();
    const written: string[] = [];
    const recording = recordSession(replay, echo, (pane, text) => written.push(`${pane} ${text}`), options);
    expect(written.splice(0)).toEqual([`server ${head('server')}`, `client ${head('client')}`]);
    replay.play();
    clock.advance(999);
    expect(written.splice(0)).toEqual(['server [0.000,"o","listening"]\n', 'client [0.500,"o","connected"]\n']);
    recording.stop();
    await recording.done;
    clock.advance(24_000);
    expect([written, recording.failure]).toEqual([[], null]);
  });

  it('a sink that fails is dropped, and the run goes on', async () => {
    const { clock, replay, told } = watched();
    let tries = 0;
    const recording = recordSession(
      replay,
      echo,
      (_, text) => {
        tries += 1;
        if (text.includes('accept')) throw new Error('no space left');
      },
      options,
    );
    replay.play();
    clock.advance(24_000);
    await recording.done;
    expect([tries, String(recording.failure?.error), told().at(-1)]).toEqual([5, 'Error: no space left', '24 exited']);
  });

  it('a sink that fails on the header hears nothing more', async () => {
    const { clock, replay } = watched();
    let tries = 0;
    const recording = recordSession(
      replay,
      echo,
      () => {
        tries += 1;
        throw new Error('read-only');
      },
      options,
    );
    await recording.done;
    replay.play();
    clock.advance(24_000);
    expect(tries).toBe(1);
  });
});
