import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readClientMessage } from '../../src/server/client-message.ts';
import { ask, dial, openWindow, upgrade, type Window } from './clients.ts';
import { demo, type Talk, talk } from './support.ts';

/** The code with which the server closes the socket. */
function closeCode(window: Window): Promise<number> {
  return new Promise((done) => window.ws.once('close', done));
}

/** A socket past its handshake that sends frames byte by byte as told; collects what comes back. */
async function rawSocket(t: Talk): Promise<{ socket: Socket; received(): Buffer; closed: Promise<void> }> {
  const lines = [
    `Host: 127.0.0.1:${t.port}`,
    `Cookie: ${t.cookie}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
  ];
  const socket = connect(t.port, '127.0.0.1');
  let bytes = Buffer.alloc(0);
  const closed = new Promise<void>((done) => socket.once('close', () => done()));
  const open = new Promise<void>((done) => {
    socket.on('data', (part) => {
      bytes = Buffer.concat([bytes, part]);
      const end = bytes.indexOf('\r\n\r\n');
      if (bytes.subarray(0, 8).toString() === 'HTTP/1.1' && end !== -1) {
        bytes = bytes.subarray(end + 4);
        done();
      }
    });
  });
  socket.on('error', () => {});
  socket.write(`GET /socket HTTP/1.1\r\n${lines.join('\r\n')}\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n`);
  await open;
  return { socket, received: () => bytes, closed };
}

/** The code in an unmasked close frame. */
function codeIn(bytes: Buffer): number | null {
  const at = bytes.indexOf(0x88);
  return at === -1 ? null : bytes.readUInt16BE(at + 2);
}

function masked(head: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([head, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

describe('the socket', () => {
  it('test 28: only declared demos run', async () => {
    const t = await talk({ demos: [demo('queue', '')] });
    const window = await openWindow(t);
    for (const name of ['rm -rf /', '__proto__', 'constructor', '../x', 'toString', 'Queue ', 'queeu'])
      window.say({ type: 'run', demo: name });
    for (const odd of ['{"cmd":"id"}', '7', 'null', '["queue"]']) window.say(`{"type":"run","demo":${odd}}`);
    window.say({ type: 'go', slide: 1, step: 0, base: 0 });
    await window.sees('position');
    expect(window.got.flatMap((m) => (m.type === 'refused' ? [m.reason] : []))).toEqual([
      'unknown demo "rm -rf /"',
      'unknown demo "__proto__"',
      'unknown demo "constructor"',
      'unknown demo "../x"',
      'unknown demo "toString"',
      'unknown demo "Queue " (did you mean "queue"?)',
      'unknown demo "queeu" (did you mean "queue"?)',
      'demo is not as it should be: expected string',
      'demo is not as it should be: expected string',
      'demo is not as it should be: expected string',
      'demo is not as it should be: expected string',
    ]);
    expect(window.got.some((m) => m.type === 'demo' || m.type === 'event')).toBe(false);
  });

  it('test 28: a demo that the last save removed cannot be run', async () => {
    const demos = [demo('gone', '')];
    const t = await talk({ demos });
    const window = await openWindow(t);
    demos.length = 0;
    window.say({ type: 'run', demo: 'gone' });
    expect((await window.sees('refused')).reason).toBe('unknown demo "gone"');
  });

  it('test 31: a message of 2 MB closes the socket', async () => {
    const t = await talk();
    const window = await openWindow(t);
    window.ws.on('error', () => {});
    window.say('x'.repeat(2 << 20));
    expect(await closeCode(window)).toBe(1009);
  });

  it('test 32: fragments without end', async () => {
    const t = await talk();
    const { socket, received, closed } = await rawSocket(t);
    const fragment = masked(0x00, Buffer.from('x'));
    socket.write(Buffer.concat([masked(0x01, Buffer.from('x')), ...Array.from({ length: 3000 }, () => fragment)]));
    await closed;
    expect(codeIn(received())).toBe(1008);
  });

  it('test 33: compression is not agreed on', async () => {
    const t = await talk();
    const answer = await upgrade(t, ['Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits']);
    expect([answer.status, answer.headers['sec-websocket-extensions']]).toEqual([101, undefined]);
  });

  it('test 34: broken frames and handshakes', async () => {
    const t = await talk();
    const frames: [string, Buffer, number][] = [
      ['invalid UTF-8', masked(0x81, Buffer.from([0xff, 0xfe])), 1007],
      ['unmasked', Buffer.from([0x81, 0x02, 0x7b, 0x7d]), 1002],
      ['reserved bit', masked(0xc1, Buffer.from('{}')), 1002],
      ['binary', masked(0x82, Buffer.from('{}')), 1003],
    ];
    for (const [what, bytes, code] of frames) {
      const { socket, received, closed } = await rawSocket(t);
      socket.write(bytes);
      if (code === 1003) await expect.poll(() => codeIn(received()), { timeout: 10_000 }).toBe(code);
      else await closed;
      expect(codeIn(received()), what).toBe(code);
      socket.destroy();
    }
    const key = 'Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==';
    const plain = ['Upgrade: websocket', 'Connection: Upgrade'];
    expect((await ask(t, '/socket', { headers: [...plain, 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: short'] })).status).toBe(400);
    expect(
      (await ask(t, '/socket', { headers: ['Upgrade: websocket', 'Connection: Upgrade, close', 'Sec-WebSocket-Version: 99', key] })).status,
    ).toBeOneOf([400, 426]);
    const many = Array.from({ length: 2500 }, (_, i) => `X${i}: 1`);
    expect((await upgrade(t, many)).status).toBeOneOf([400, 431]);
    expect((await upgrade(t, ['Sec-WebSocket-Extensions: constructor'])).status).toBeOneOf([101, 400]);
    const begin = performance.now();
    await upgrade(t, [`Sec-WebSocket-Protocol: b${' '.repeat(12_000)}x`]);
    expect(performance.now() - begin).toBeLessThan(1000);
    expect((await ask(t, '/deck.json')).status).toBe(200);
  });

  it('test 35: messages that make no sense are refused, and too many end it', async () => {
    const t = await talk();
    const window = await openWindow(t);
    const odd = [
      '{"__proto__":{"role":"presenter"}}',
      '{"type":"go","slide":1,"step":0,"base":0,"__proto__":{"x":1},"role":"presenter"}',
      '['.repeat(10_000) + ']'.repeat(10_000),
      '{"type":"sudo"}',
      '{"type":"go"}',
      '{"type":"go","slide":1e400,"step":0,"base":0}',
      '{"type":"go","slide":-1,"step":0,"base":0}',
      '{"type":"go","slide":0.5,"step":0,"base":0}',
      '{"type":"go","slide":"1","step":0,"base":0}',
      '{"type":"run","demo":"\\ud800"}',
      '',
      '{',
      'null',
    ];
    for (const text of odd) window.say(text);
    window.say('{"type":"go","type":"go","slide":3,"slide":1,"step":0,"base":0}');
    expect((await window.sees('position')).position).toEqual({ slide: 1, step: 0 });
    expect(window.got.filter((m) => m.type === 'refused')).toHaveLength(odd.length);
    expect(({} as { role?: string }).role).toBeUndefined();
    const closed = closeCode(window);
    for (let i = 0; i < 10_000; i++) window.say('{');
    expect(await closed).toBe(1008);
    expect(window.got.filter((m) => m.type === 'refused').length).toBeLessThan(30);
  });

  it('test 25, 27: what the other roles may say', () => {
    const messages = [
      '{"type":"go","slide":1,"step":0,"base":0}',
      '{"type":"run","demo":"q"}',
      '{"type":"stop","demo":"q"}',
      '{"type":"clear","demo":"q"}',
    ];
    const typed = ['{"type":"input","demo":"q","pane":"p","data":"x"}', '{"type":"ack","demo":"q","pane":"p","run":"r","characters":1}'];
    const may = (role: 'presenter' | 'remote' | 'follower') =>
      [...messages, ...typed].map((text) => 'message' in readClientMessage(text, role));
    expect(may('presenter')).toEqual([true, true, true, true, true, true]);
    expect(may('remote')).toEqual([true, true, true, false, false, false]);
    expect(may('follower')).toEqual([false, false, false, false, false, false]);
    expect(readClientMessage(typed[0] ?? '', 'follower')).toEqual({ reason: 'a follower may not send "input"' });
  });

  it('test 82: a window that answers pings stays, one that does not is cut', async () => {
    const t = await talk({ heartbeat: 0.05 });
    const alive = await openWindow(t);
    const dead = await dial(t);
    dead.ws.pong = () => {};
    const { socket, closed } = await rawSocket(t);
    socket.resume();
    await closed;
    expect(alive.ws.readyState).toBe(alive.ws.OPEN);
  });
});
