import { describe, expect, it } from 'vitest';
import { until } from '../support/wait.ts';
import { ask, openWindow, snapshotOf, states } from './clients.ts';
import { demo, ECHO, slide, talk } from './support.ts';

describe('demos', () => {
  it('runs, types, ends; two windows see the same', async () => {
    const t = await talk({
      demos: [
        demo('hello', 'process.stdin.once("data", (d) => { console.log("got", String(d).trim()); process.exit(3) }); console.log("name?")'),
      ],
    });
    const [a, b] = [await openWindow(t), await openWindow(t, 'presenter')];
    a.say({ type: 'run', demo: 'hello' });
    await until(() => a.output('hello').includes('name?\r\n'), 'the question');
    b.say({ type: 'input', demo: 'hello', pane: 'main', data: 'Ada\r' });
    const over = await b.sees('demo', (m) => m.status.state === 'failed');
    await a.sees('demo', (m) => m.status.state === 'failed');
    expect(a.output('hello').replace(/\r\n/g, '\n')).toBe('name?\nAda\ngot Ada\n');
    expect(b.output('hello')).toBe(a.output('hello'));
    expect(states(a, 'hello')).toEqual(['starting', 'running', 'failed']);
    expect(over.status).toMatchObject({ name: 'hello', reason: 'exit code 3' });
    expect(over.status.elapsed).toBeGreaterThan(0);
    const late = await openWindow(t);
    expect(await snapshotOf(late, 'hello')).toEqual({ state: 'failed', run: over.status.run, text: 'name?\nAda\ngot Ada' });
  });

  it('test 87: windows come and go fifty times: one run, the same screen', async () => {
    const t = await talk({ demos: [demo('echo', ECHO)] });
    const first = await openWindow(t);
    first.say({ type: 'go', slide: 2, step: 0, base: 0 });
    first.say({ type: 'run', demo: 'echo' });
    await until(() => /pid \d+/.test(first.output('echo')), 'the first output');
    const run = first.got.flatMap((m) => (m.type === 'event' ? [m.run] : []))[0];
    await first.close();
    let typed = '';
    for (let i = 0; i < 50; i++) {
      const window = await openWindow(t);
      const welcome = await window.sees('welcome');
      expect(welcome).toMatchObject({ revision: 1, position: { slide: 2, step: 0 } });
      const { state, run: now, text } = await snapshotOf(window, 'echo');
      expect([state, now]).toEqual(['running', run]);
      expect(text.replace(/\d+/, 'N')).toBe(['pid N', typed].join('\n').trimEnd());
      window.say({ type: 'run', demo: 'echo' });
      expect((await window.sees('refused')).reason).toBe('"echo" is running already: stop it first');
      const key = String.fromCharCode(97 + (i % 20));
      typed += i < 20 ? `<${key}>` : '';
      if (i < 20) {
        window.say({ type: 'input', demo: 'echo', pane: 'main', data: key });
        await until(
          () => window.output('echo') === `<${key}>`,
          'the echo',
          () => window.output('echo'),
        );
      }
      await window.close();
    }
  });

  it('stops, runs again after it, clears', async () => {
    const t = await talk({ demos: [demo('echo', ECHO)] });
    const window = await openWindow(t);
    window.say({ type: 'run', demo: 'echo' });
    await until(() => window.output('echo').includes('pid'), 'the first run');
    window.say({ type: 'stop', demo: 'echo' });
    window.say({ type: 'run', demo: 'echo' });
    await until(
      () => states(window, 'echo').filter((s) => s === 'running').length === 2,
      'the second run',
      () => states(window, 'echo'),
    );
    expect(states(window, 'echo')).toEqual(['starting', 'running', 'stopped', 'starting', 'running']);
    const runs = new Set(window.got.flatMap((m) => (m.type === 'event' ? [m.run] : [])));
    await until(() => window.output('echo').match(/pid/g)?.length === 2, 'both outputs');
    window.say({ type: 'clear', demo: 'echo' });
    const { snapshot } = await window.sees('screen');
    expect(snapshot.panes).toEqual([{ name: 'main', data: '' }]);
    window.say({ type: 'input', demo: 'echo', pane: 'main', data: 'on' });
    await until(() => window.output('echo').endsWith('<on>'), 'output after clear');
    expect(runs.size).toBeLessThanOrEqual(2);
  });

  it('a demo that should not outlive its slide is stopped when the talk leaves it', async () => {
    const slides = [slide('one', { demos: ['brief', 'lasting'] }), slide('two')];
    const t = await talk({ slides, demos: [demo('brief', ECHO, { onLeave: 'stop' }), demo('lasting', ECHO)] });
    const window = await openWindow(t);
    for (const name of ['brief', 'lasting']) window.say({ type: 'run', demo: name });
    await until(() => window.output('brief') !== '' && window.output('lasting') !== '', 'both to run');
    window.say({ type: 'go', slide: 1, step: 0, base: 0 });
    await window.sees('demo', (m) => m.status.state === 'stopped');
    expect([states(window, 'brief').at(-1), states(window, 'lasting').at(-1)]).toEqual(['stopped', 'running']);
  });

  it('a demo that cannot start says why', async () => {
    const t = await talk({
      demos: [demo('bad', '')],
      runner: {
        start: () => {
          throw new Error('no pty on this machine');
        },
      },
    });
    const window = await openWindow(t);
    window.say({ type: 'run', demo: 'bad' });
    expect((await window.sees('demo', (m) => m.status.state === 'failed')).status.reason).toBe('no pty on this machine');
    window.say({ type: 'run', demo: 'bad' });
    await until(
      () => states(window, 'bad').length === 2,
      'a second try',
      () => states(window, 'bad'),
    );
  });

  it('test 42: a count that would freeze the terminal is cut before anyone sees it', async () => {
    const t = await talk({
      demos: [
        demo('freeze', 'process.stdout.write("a\\x1b[1000000000b\\x1b[10000"); setTimeout(() => process.stdout.write("00000LZ"), 50)'),
      ],
    });
    const window = await openWindow(t);
    window.say({ type: 'run', demo: 'freeze' });
    await window.sees('demo', (m) => m.status.state === 'exited');
    expect(window.output('freeze')).toBe('a\x1b[100b\x1b[100LZ');
    const late = await openWindow(t);
    expect((await snapshotOf(late, 'freeze')).state).toBe('exited');
  });

  it('close stops what runs and waits for it', async () => {
    const t = await talk({ demos: [demo('echo', ECHO)] });
    const window = await openWindow(t);
    window.say({ type: 'run', demo: 'echo' });
    await until(() => /pid \d+/.test(window.output('echo')), 'the pid');
    const pid = Number(/pid (\d+)/.exec(window.output('echo'))?.[1]);
    await t.server.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await until(() => window.ws.readyState === window.ws.CLOSED, 'the window to be let go');
    await expect(ask(t, '/')).resolves.toMatchObject({ status: 0 });
  });
});
