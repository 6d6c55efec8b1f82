import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '../../src/protocol.ts';
import { until } from '../support/wait.ts';
import { ask, openWindow, snapshotOf } from './clients.ts';
import { demo, seen, talk } from './support.ts';

/** A flood as fast as it can be written, until stopped. */
const FLOOD = `
  const line = 'x'.repeat(70) + '\\n';
  const more = () => { while (process.stdout.write(line.repeat(200))); process.stdout.once('drain', more); };
  more();
`;

describe('the flow of output', () => {
  it('test 73: with no window, and with one that never acknowledges, the demo runs on', async () => {
    // Six million characters, then an end: the program could not write them if it were held back.
    const script = `let n = 0; const step = () => n++ < 60 ? process.stdout.write('y'.repeat(99998) + '\\n', step) : console.log('the end'); step();`;
    const t = await talk({ demos: [demo('long', script)] });
    const first = await openWindow(t);
    first.say({ type: 'run', demo: 'long' });
    const { run } = (await first.sees('demo', (m) => m.status.state === 'running')).status;
    await first.close();
    const second = await openWindow(t, 'presenter');
    // It may be over before the window comes.
    if ((await snapshotOf(second, 'long')).state === 'running') await second.sees('demo', (m) => m.status.state === 'exited');
    const { text } = await snapshotOf(await openWindow(t), 'long');
    expect(text.endsWith('the end')).toBe(true);
    // A deck that is there and frozen holds it up for its patience, and no longer.
    const frozen = await openWindow(t);
    frozen.say({ type: 'run', demo: 'long' });
    await second.sees('demo', (m) => m.status.state === 'exited' && m.status.run !== run && m.status.elapsed > 1.8);
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
    const window = await openWindow(t);
    const host = `Host: 127.0.0.1:${t.port}\r\n`;
    const beginnings = [
      'GET / HTTP/1.1\r\nHost: lo',
      `GET /socket HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\n`,
      `POST / HTTP/1.1\r\n${host}Content-Length: 1000\r\n\r\n{`,
    ];
    const ended: string[] = [];
    const slow = Array.from({ length: 600 }, (_, i) => {
      const text = beginnings[i % beginnings.length] ?? '';
      const socket = connect(t.port, '127.0.0.1', () => socket.write(text));
      // Read, or its end is never seen.
      socket.resume().on('error', () => {});
      socket.on('close', () => ended.push(text.slice(0, 4)));
      return socket;
    });
    const begin = performance.now();
    expect((await ask(t, '/deck.json')).status).toBe(200);
    window.say({ type: 'go', slide: 1, step: 0, base: 0 });
    await window.sees('position');
    expect(performance.now() - begin).toBeLessThan(3000);
    // A body that never comes is not waited for.
    await until(() => ended.filter((text) => text === 'POST').length === 200, 'the bodies to be given up');
    for (const socket of slow) socket.destroy();
  });
});
