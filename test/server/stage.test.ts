import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '../../src/protocol.ts';
import { until } from '../support/wait.ts';
import { ask, deck, demo, openWindow, seen, slide, talk, type Window } from './support.ts';

const ECHO = `
  process.stdout.write('pid ' + process.pid + '\\r\\n');
  process.stdin.setRawMode?.(true);
  process.stdin.on('data', (d) => String(d) === '\\x03' ? process.exit() : process.stdout.write('<' + d + '>'));
`;

/** A flood as fast as it can be written, until stopped. */
const FLOOD = `
  const line = 'x'.repeat(70) + '\\n';
  const more = () => { while (process.stdout.write(line.repeat(200))); process.stdout.once('drain', more); };
  more();
`;

const states = (window: Window, name: string) =>
  window.got.flatMap((m) => (m.type === 'demo' && m.status.name === name ? [m.status.state] : []));
const positions = (window: Window) =>
  window.got.flatMap((m) => (m.type === 'position' ? [`${m.revision}:${m.position.slide}.${m.position.step}`] : []));

async function snapshotOf(window: Window, name: string): Promise<{ state: string; run: string | null; text: string }> {
  const welcome = await window.sees('welcome');
  const found = welcome.demos.find((one) => one.status.name === name);
  return { state: found?.status.state ?? '', run: found?.status.run ?? null, text: await seen(found?.panes[0]?.data ?? '') };
}

describe('the position', () => {
  it('test 96: moves have one order, and all windows see it', async () => {
    const t = await talk();
    const [a, b] = [await openWindow(t), await openWindow(t, 'presenter')];
    // Both press Next on the same slide: the talk moves once.
    a.say({ type: 'go', slide: 1, step: 0, base: 0 });
    b.say({ type: 'go', slide: 1, step: 0, base: 0 });
    await Promise.race([a.sees('refused'), b.sees('refused')]);
    expect([positions(a).at(-1), positions(b).at(-1)]).toEqual(['1:1.0', '1:1.0']);
    const late = a.got.some((m) => m.type === 'refused') ? a : b;
    expect(late.got.slice(-2)).toEqual([
      { type: 'refused', reason: 'another window has moved on meanwhile' },
      { type: 'position', revision: 1, position: { slide: 1, step: 0 } },
    ]);
    // The next press from either counts.
    late.say({ type: 'go', slide: 2, step: 0, base: 1 });
    await a.sees('position', (m) => m.revision === 2);
    await b.sees('position', (m) => m.revision === 2);
  });

  it('test 96: a held key runs ahead of the answers, a stale window does not', async () => {
    const slides = [slide('one', { stepNumbers: [1, 1, 1, 1, 1, 1] }), slide('two')];
    const t = await talk({ slides });
    const [a, b] = [await openWindow(t), await openWindow(t)];
    for (let step = 1; step <= 5; step++) a.say({ type: 'go', slide: 0, step, base: 0 });
    await b.sees('position', (m) => m.revision === 5);
    expect(positions(b)).toEqual(['1:0.1', '2:0.2', '3:0.3', '4:0.4', '5:0.5']);
    b.say({ type: 'go', slide: 1, step: 0, base: 2 });
    expect((await b.sees('refused')).reason).toBe('another window has moved on meanwhile');
    b.say({ type: 'go', slide: 1, step: 0, base: 5 });
    await a.sees('position', (m) => m.revision === 6);
    a.say({ type: 'go', slide: 0, step: 0, base: 5 });
    await a.sees('refused');
    // Neither does one from the future, of a server that is no more.
    b.say({ type: 'go', slide: 0, step: 0, base: 99 });
    await until(() => b.got.filter((m) => m.type === 'refused').length === 2, 'the second refusal');
    expect(positions(a).at(-1)).toBe('6:1.0');
  });

  it('a place that is not there leads to the nearest', async () => {
    const t = await talk();
    const window = await openWindow(t);
    window.say({ type: 'go', slide: 99, step: 7, base: 0 });
    await window.sees('position');
    expect(window.got.slice(-2)).toEqual([
      { type: 'refused', reason: 'the talk has no such slide or step any more' },
      { type: 'position', revision: 1, position: { slide: 3, step: 0 } },
    ]);
  });

  it('an edit keeps the slide, wherever it is now', async () => {
    const t = await talk();
    const window = await openWindow(t);
    window.say({ type: 'go', slide: 2, step: 0, base: 0 });
    await window.sees('position');
    const shown = [{ severity: 'warning', at: 'talk.md:1:1', reason: 'odd', frame: '' }] as const;
    t.site.change(
      deck(
        ['zero', 'one', 'two', 'three', 'four'].map((hash) => slide(hash)),
        2,
      ),
      shown,
    );
    await window.sees('messages', (m) => m.messages.length === 1);
    expect(window.got.slice(-3).map((m) => m.type)).toEqual(['deck', 'position', 'messages']);
    expect(positions(window).at(-1)).toBe('2:3.0');
    t.site.change(
      deck(
        ['zero', 'one', 'two', 'THREE', 'four'].map((hash) => slide(hash)),
        3,
      ),
    );
    await window.sees('deck', (m) => m.patch.version === 3);
    expect(positions(window).at(-1)).toBe('2:3.0');
    const late = await openWindow(t);
    expect(await late.sees('welcome')).toMatchObject({ deckVersion: 3, revision: 2, position: { slide: 3, step: 0 } });
  });

  it('test 89: killed and started again: slide, step, timer and key are there, demos are not run again', async () => {
    const t = await talk({ demos: [demo('echo', ECHO)], slides: [slide('one', { stepNumbers: [1, 1, 1] })] });
    const before = await openWindow(t);
    expect((await before.sees('welcome')).timer).toBeNull();
    before.say({ type: 'go', slide: 0, step: 2, base: 0 });
    before.say({ type: 'run', demo: 'echo' });
    await until(() => before.output('echo').includes('pid'), 'the demo to run');
    await t.session.flush();
    // The first server goes on without writing: as good as killed, for the second.
    const after = await t.again();
    expect(after.token).toBe(t.token);
    expect((await ask(after, '/')).body).toContain('<p>0');
    const window = await openWindow(after);
    const welcome = await window.sees('welcome');
    expect(welcome).toMatchObject({ revision: 1, position: { slide: 0, step: 2 } });
    expect(welcome.timer).toBeGreaterThanOrEqual(0);
    expect(welcome.timer).toBeLessThan(30);
    expect(welcome.demos).toEqual([{ status: { name: 'echo', state: 'idle', run: null, reason: '', elapsed: 0 }, panes: [] }]);
    window.say({ type: 'go', slide: 0, step: 0, base: 7 });
    await window.sees('refused');
  });
});

describe('demos', () => {
  it('runs, types, ends; two windows see the same', async () => {
    const t = await talk({
      demos: [
        demo('hello', 'process.stdin.once("data", (d) => { console.log("got", String(d).trim()); process.exit(3) }); console.log("name?")'),
      ],
    });
    const [a, b] = [await openWindow(t), await openWindow(t, 'presenter')];
    a.say({ type: 'run', demo: 'hello' });
    await until(() => a.output('hello').includes('name?'), 'the question');
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
    expect(window.ws.readyState).toBe(window.ws.CLOSED);
    await expect(ask(t, '/')).resolves.toMatchObject({ status: 0 });
  });
});

describe('the flow of output', () => {
  it('test 73: with no window, and with one that never acknowledges, the demo runs on', async () => {
    // Six million characters, then an end: the program could not write them if it were held back.
    const script = `let n = 0; const step = () => n++ < 60 ? process.stdout.write('y'.repeat(99998) + '\\n', step) : console.log('the end'); step();`;
    const t = await talk({ demos: [demo('long', script)] });
    const first = await openWindow(t);
    first.say({ type: 'run', demo: 'long' });
    await first.sees('demo', (m) => m.status.state === 'running');
    await first.close();
    const second = await openWindow(t, 'presenter');
    if (states(second, 'long').length === 0) await second.sees('demo');
    const { text } = await snapshotOf(await openWindow(t), 'long');
    expect(text.endsWith('the end')).toBe(true);
    // A deck that is there and frozen holds it up for its patience, and no longer.
    const frozen = await openWindow(t);
    frozen.say({ type: 'run', demo: 'long' });
    await second.sees('demo', (m) => m.status.state === 'exited' && m.status.elapsed > 1.8);
    expect((await seen(second.output('long').slice(-200))).endsWith('the end')).toBe(true);
  });

  it('test 71: a controlling window that acknowledges paces a flood, and Stop acts in the middle', async () => {
    const t = await talk({ demos: [demo('flood', FLOOD)] });
    const window = await openWindow(t);
    let seen = 0;
    let owed = 0;
    window.ws.on('message', (data) => {
      const message = JSON.parse(String(data)) as ServerMessage;
      if (message.type !== 'event' || message.event.type !== 'output') return;
      seen += message.event.data.length;
      owed += message.event.data.length;
      if (owed > 5000) window.say({ type: 'ack', demo: 'flood', pane: 'main', run: message.run, characters: owed });
      owed = owed > 5000 ? 0 : owed;
    });
    window.say({ type: 'run', demo: 'flood' });
    await until(() => seen > 3_000_000, 'three million characters');
    const begin = performance.now();
    window.say({ type: 'stop', demo: 'flood' });
    await window.sees('demo', (m) => m.status.state === 'stopped');
    expect(performance.now() - begin).toBeLessThan(6000);
  });

  it('test 94: a window that stops reading is owed the screen, and gets it', async () => {
    const t = await talk({ demos: [demo('flood', FLOOD)] });
    const good = await openWindow(t);
    good.ws.on('message', (data) => {
      const message = JSON.parse(String(data)) as ServerMessage;
      if (message.type !== 'event' || message.event.type !== 'output') return;
      good.say({ type: 'ack', demo: 'flood', pane: 'main', run: message.run, characters: message.event.data.length });
    });
    const slow = await openWindow(t, 'presenter');
    slow.ws.pause();
    good.say({ type: 'run', demo: 'flood' });
    await until(() => good.output('flood').length > 12_000_000, 'much more than a socket holds');
    good.say({ type: 'stop', demo: 'flood' });
    await good.sees('demo', (m) => m.status.state === 'stopped');
    slow.ws.resume();
    const { snapshot } = await slow.sees('screen');
    expect(snapshot.panes[0]?.data).toContain('x'.repeat(70));
    expect(slow.output('flood').length).toBeLessThan(good.output('flood').length / 2);
  });

  it('test 36: slow handshakes and headers keep nobody waiting', async () => {
    const t = await talk();
    const slow = Array.from({ length: 300 }, () => {
      const socket = connect(t.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: lo'));
      socket.on('error', () => {});
      return socket;
    });
    const begin = performance.now();
    expect((await ask(t, '/deck.json')).status).toBe(200);
    expect(performance.now() - begin).toBeLessThan(1000);
    for (const socket of slow) socket.destroy();
  });
});
