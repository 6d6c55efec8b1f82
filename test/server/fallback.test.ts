// What counts as a failed run, by a clock turned by hand; and what the stage does about it.
import { describe, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import type { Recordings } from '../../src/cast/recordings.ts';
import type { DemoSpec, PaneSpec } from '../../src/demo.ts';
import { createExpectations } from '../../src/runner/expectations.ts';
import { watchRun } from '../../src/server/fallback.ts';
import type { Outcome, SessionEvent, SessionListener } from '../../src/session.ts';
import { manualClock } from '../cast/manual-clock.ts';
import { until } from '../support/wait.ts';
import { openWindow, type Window } from './clients.ts';
import { demo, ECHO, type TalkOptions, talk } from './support.ts';

type PaneRules = Partial<Pick<PaneSpec, 'ready' | 'expect'>>;

/** A run of panes with these rules, whose events the test plays. */
function watched(...rules: PaneRules[]) {
  const panes = (rules.length === 0 ? [{}] : rules).map((rule, i) => ({ name: `p${i}`, ready: null, expect: [], ...rule }));
  const clock = manualClock();
  const begun = clock.now();
  const said: string[] = [];
  let listener: SessionListener | null = null;
  const session = {
    subscribe: (given: SessionListener) => {
      listener = given;
      return () => {
        listener = null;
      };
    },
  };
  const watch = watchRun({ session, panes, clock, expectations: createExpectations(panes), trouble: (reason) => said.push(reason) });
  const event = (part: SessionEvent) => listener?.event(part);
  return {
    ...{ clock, said, watch },
    output: (data: string, pane = 'p0') => event({ type: 'output', time: (clock.now() - begun) / 1000, pane, data }),
    input: (data: string) => event({ type: 'input', time: (clock.now() - begun) / 1000, pane: 'p0', data }),
    running: () => listener?.state('running'),
  };
}

const exited: Outcome = { state: 'exited', code: 0, signal: null, reason: 'exit code 0' };
const failed: Outcome = { state: 'failed', code: 1, signal: null, reason: 'exit code 1' };
const stopped: Outcome = { state: 'stopped', code: null, signal: 'SIGINT', reason: 'stopped with SIGINT' };

describe('a run', () => {
  it('has to show something in 3 s; what comes later takes the word back', () => {
    const run = watched();
    run.clock.advance(2999);
    expect(run.said).toEqual([]);
    run.running();
    run.clock.advance(1);
    expect(run.said).toEqual(['did not start in 3 s']);
    run.output('late');
    expect(run.said).toEqual(['did not start in 3 s', '']);
    expect(run.watch.verdict(exited)).toBe('');
  });

  it('with a pane that has a ready, has to be ready in 3 s: output alone is not enough', () => {
    const run = watched({ ready: 'listening' }, {});
    run.output('warming up');
    run.clock.advance(3000);
    expect(run.said).toEqual(['did not start in 3 s']);
    const good = watched({ ready: 'listening' }, {});
    good.clock.advance(2000);
    good.running();
    good.clock.advance(60_000);
    expect(good.said).toEqual([]);
  });

  it('has to show in time what it should', () => {
    const run = watched({ expect: [{ match: 'first', within: 1 }] }, { expect: [{ match: 'second', within: 5 }] });
    run.output('the first');
    run.clock.advance(5000);
    run.output('second thoughts', 'p0');
    expect(run.said).toEqual([]);
    run.clock.advance(100);
    expect(run.said).toEqual(['p1 did not show /second/ within 5 s']);
    expect(watchedGood().said).toEqual([]);
  });

  it('has failed when it ends badly, or well without what it should show', () => {
    const bad = watched();
    bad.output('x');
    expect(bad.watch.verdict(failed)).toBe('exit code 1');
    const garbage = watched({ expect: [{ match: 'total 3', within: 10 }] });
    garbage.output('\x1b[31m%&!');
    expect(garbage.watch.verdict(exited)).toBe('did not show /total 3/');
    expect(watchedGood().watch.verdict(exited)).toBe('');
    const hung = watched();
    hung.clock.advance(3000);
    expect(hung.watch.verdict(stopped)).toBe('did not start in 3 s');
  });

  it('has not failed when the speaker ended it, by Stop or by Ctrl-C, and nothing is said after its end', () => {
    const run = watched({ expect: [{ match: 'never', within: 4 }] });
    run.output('x');
    run.watch.stopAsked();
    run.clock.advance(60_000);
    expect(run.watch.verdict(failed)).toBe('');
    const typed = watched();
    typed.output('x');
    typed.input('\x03');
    expect(typed.watch.verdict(failed)).toBe('');
    const over = watched({ expect: [{ match: 'never', within: 4 }] });
    over.watch.close();
    over.clock.advance(60_000);
    expect([run.said, typed.said, over.said]).toEqual([[], [], []]);
  });
});

function watchedGood() {
  const run = watched({ expect: [{ match: '^total \\d$', within: 2 }] });
  run.clock.advance(1000);
  run.output('\x1b[1mtotal 3\x1b[0m\r\n');
  run.clock.advance(60_000);
  return run;
}

const PLAYED: Recordings = {
  casts: [
    {
      pane: 'main',
      cast: {
        header: castHeader({ columns: 72, rows: 24 }, {}),
        events: [
          { type: 'output', time: 0, pane: 'main', data: 'recorded' },
          { type: 'output', time: 600, pane: 'main', data: 'later' },
        ],
      },
    },
  ],
};

const statuses = (window: Window) => window.got.flatMap((m) => (m.type === 'demo' ? [m.status] : []));
const last = (window: Window) => statuses(window).at(-1);
const casts = async () => PLAYED;
const serve = (spec: DemoSpec, more: TalkOptions = {}) =>
  talk({ demos: [spec], casts, expectations: ({ panes }) => createExpectations(panes), ...more });

/** Run by a shell, which has begun in far less than the 3 s that a run is given. */
function shell(name: string, script: string, part: Partial<DemoSpec>): DemoSpec {
  const spec = demo(name, '', part);
  return { ...spec, panes: spec.panes.map((pane) => ({ ...pane, program: { kind: 'command', argv: ['sh', '-c', script] } })) };
}
const CRASH = 'echo oops; exit 3';

describe('the stage', () => {
  it('auto: the recording takes over from a run that failed, with the reason, in every window', async () => {
    const t = await serve(shell('crash', CRASH, { fallback: 'auto' }));
    const [a, b] = [await openWindow(t), await openWindow(t, 'presenter')];
    a.say({ type: 'run', demo: 'crash' });
    for (const window of [a, b]) await until(() => window.output('crash').endsWith('recorded'), 'the recording');
    for (const window of [a, b]) expect(last(window)).toMatchObject({ kind: 'recorded', state: 'replaying', trouble: 'exit code 3' });
    const late = await (await openWindow(t)).sees('welcome');
    expect(late.demos[0]?.status).toMatchObject({ kind: 'recorded', trouble: 'exit code 3' });
    // Over, and begun again by its bar, it stands for the same.
    a.say({ type: 'stop', demo: 'crash' });
    await until(() => last(b)?.state === 'stopped', 'the recording to stop');
    a.say({ type: 'seek', demo: 'crash', seconds: 0 });
    await until(() => last(b)?.state === 'replaying', 'the recording again');
    expect(last(b)).toMatchObject({ kind: 'recorded', trouble: 'exit code 3' });
    // A live run that is asked for begins anew.
    b.say({ type: 'live', demo: 'crash' });
    const begun = () => statuses(a).filter(({ kind, state, trouble }) => kind === 'live' && state === 'starting' && trouble === '');
    await until(() => new Set(begun().map(({ run }) => run)).size === 2, 'live');
  });

  it('auto: a run that hangs and ignores every signal gives way; the program is ended', async () => {
    const hang = 'process.on("SIGINT", () => {}); process.on("SIGTERM", () => {}); process.stderr.write(""); setInterval(() => {}, 1000)';
    const t = await serve(demo('hang', hang, { fallback: 'auto' }));
    const a = await openWindow(t);
    a.say({ type: 'run', demo: 'hang' });
    await until(() => a.output('hang') === 'recorded', 'the recording');
    expect(last(a)).toMatchObject({ kind: 'recorded', trouble: 'did not start in 3 s' });
    // It begins only when nothing of the one before is left.
    a.say({ type: 'live', demo: 'hang' });
    await until(() => last(a)?.kind === 'live', 'a live run again');
  });

  it('offer, as the talk says: it is said, and the recording plays when it is asked for, with the reason', async () => {
    const t = await serve(shell('crash', CRASH, { fallback: null }), { fallback: () => 'offer' });
    const a = await openWindow(t);
    a.say({ type: 'run', demo: 'crash' });
    const over = await a.sees('demo', (m) => m.status.state === 'failed');
    expect(over.status).toMatchObject({ kind: 'live', trouble: 'exit code 3', reason: 'exit code 3' });
    // Offered, not taken: a while and an answer later it is as it was.
    a.say({ type: 'clear', demo: 'crash' });
    expect((await a.sees('screen')).snapshot.status).toMatchObject({ kind: 'live', state: 'failed', trouble: 'exit code 3' });
    a.say({ type: 'replay', demo: 'crash' });
    await until(() => a.output('crash').endsWith('recorded'), 'the recording');
    expect(last(a)).toMatchObject({ kind: 'recorded', trouble: 'exit code 3' });
  });

  it('never, although the talk says auto: nothing is said', async () => {
    const t = await serve(shell('crash', CRASH, { fallback: 'never' }), { fallback: () => 'auto' });
    const a = await openWindow(t);
    a.say({ type: 'run', demo: 'crash' });
    await a.sees('demo', (m) => m.status.state === 'failed');
    a.say({ type: 'run', demo: 'crash' });
    await until(() => statuses(a).filter(({ state }) => state === 'failed').length === 2, 'it to fail twice');
    expect(new Set(statuses(a).map(({ trouble, kind }) => `${kind}${trouble}`))).toEqual(new Set(['live']));
  });

  it('a runner that throws is a failed run as well', async () => {
    const runner = {
      start: () => {
        throw new Error('no more terminals');
      },
    };
    const auto = await serve(demo('echo', ECHO, { fallback: null }), { runner, fallback: () => 'auto' });
    const a = await openWindow(auto);
    a.say({ type: 'run', demo: 'echo' });
    await until(() => a.output('echo') === 'recorded', 'the recording');
    expect(last(a)).toMatchObject({ kind: 'recorded', state: 'replaying', trouble: 'no more terminals' });
  });

  it('auto without a recording says that there is none, once', async () => {
    const t = await serve(shell('crash', CRASH, { fallback: 'auto' }), { casts: async () => ({ reason: 'no recording yet' }) });
    const a = await openWindow(t);
    a.say({ type: 'run', demo: 'crash' });
    await a.sees('demo', (m) => m.status.trouble !== '' && m.status.trouble !== 'exit code 3');
    expect(last(a)).toMatchObject({ kind: 'live', state: 'failed', trouble: 'exit code 3 · no recording yet' });
  });

  it('a run that the speaker stops is none that failed', async () => {
    const t = await serve(shell('echo', 'echo "pid $$"; exec sleep 600', { fallback: 'auto' }));
    const a = await openWindow(t);
    a.say({ type: 'run', demo: 'echo' });
    await until(() => /pid \d+/.test(a.output('echo')), 'the live run');
    a.say({ type: 'stop', demo: 'echo' });
    await a.sees('demo', (m) => m.status.state === 'stopped' || m.status.state === 'exited');
    expect(last(a)).toMatchObject({ kind: 'live', trouble: '' });
  });
});
