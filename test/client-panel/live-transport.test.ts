// The panel's calls as messages, and what the link brings as calls of the panel.
// The link is one that keeps what is sent and says what it is told.
import { expect, it } from 'vitest';
import { liveTransport, type MessageLink } from '../../src/client/panel/live-transport.ts';
import type { TransportHandler } from '../../src/client/panel/transport.ts';
import type { ClientMessage, DemoSnapshot, DemoStatus, ServerMessage } from '../../src/protocol.ts';

function link(): MessageLink & { sent: ClientMessage[]; say(message: ServerMessage): void; listening(): number } {
  const listeners: { type: string; fn: (message: never) => void }[] = [];
  const sent: ClientMessage[] = [];
  return {
    sent,
    send: (message) => sent.push(message),
    on(type, fn) {
      const entry = { type, fn };
      listeners.push(entry);
      return () => listeners.splice(listeners.indexOf(entry), 1);
    },
    say: (message) => {
      for (const { type, fn } of [...listeners]) if (type === message.type) fn(message as never);
    },
    listening: () => listeners.length,
  };
}

function recorder(): { handler: TransportHandler; got: unknown[] } {
  const got: unknown[] = [];
  return {
    got,
    handler: {
      status: (status) => got.push(['status', status.name, status.state]),
      screen: ({ status, panes }) => got.push(['screen', status.name, panes[0]?.data]),
      refused: (demo, reason) => got.push(['refused', demo, reason]),
      event: (demo, run, event) => got.push(['event', demo, run, event.type === 'output' ? event.data.slice(0, 5) : event.type]),
    },
  };
}

const status: DemoStatus = {
  name: 'queue',
  state: 'running',
  run: 'r1',
  kind: 'live',
  recordedAt: null,
  reason: '',
  trouble: '',
  mark: '',
  replay: null,
  elapsed: 1,
};
const snapshot: DemoSnapshot = { status, panes: [{ name: 'queue', data: 'screen' }] };
const output = (data: string): ServerMessage => ({
  type: 'event',
  demo: 'queue',
  run: 'r1',
  event: { type: 'output', time: 1, pane: 'queue', data },
});
const welcome: ServerMessage = {
  type: 'welcome',
  deckVersion: 1,
  revision: 1,
  position: { slide: 0, step: 0 },
  timer: null,
  black: false,
  demos: [snapshot],
};

it('sends each call as its message', () => {
  const it = link();
  const transport = liveTransport(it);
  transport.run('queue');
  transport.replay('queue');
  transport.live('queue');
  transport.stop('queue');
  transport.clear('queue');
  transport.input('queue', 'main', 'hi\r');
  transport.acknowledge('queue', 'main', 'r1', 5000);
  expect(it.sent).toEqual([
    { type: 'run', demo: 'queue' },
    { type: 'replay', demo: 'queue' },
    { type: 'live', demo: 'queue' },
    { type: 'stop', demo: 'queue' },
    { type: 'clear', demo: 'queue' },
    { type: 'input', demo: 'queue', pane: 'main', data: 'hi\r' },
    { type: 'ack', demo: 'queue', pane: 'main', run: 'r1', characters: 5000 },
  ]);
});

it('passes on what comes, a welcome as its screens, until it is taken off', () => {
  const it = link();
  const transport = liveTransport(it);
  const { handler, got } = recorder();
  const off = transport.subscribe(handler);
  it.say(welcome);
  it.say({ type: 'demo', status });
  it.say(output('hello'));
  it.say({ type: 'screen', snapshot });
  it.say({ type: 'refused', reason: 'no recording', demo: 'queue' });
  it.say({ type: 'refused', reason: 'of no demo' });
  off();
  it.say(output('later'));
  expect(got).toEqual([
    ['screen', 'queue', 'screen'],
    ['status', 'queue', 'running'],
    ['event', 'queue', 'r1', 'hello'],
    ['screen', 'queue', 'screen'],
    ['refused', 'queue', 'no recording'],
  ]);
  transport.close();
  expect(it.listening()).toBe(0);
});

it('keeps what comes before the panel is there, from the last screen on, and the newest of much', () => {
  const it = link();
  const transport = liveTransport(it);
  it.say(output('old'));
  it.say(welcome);
  for (let i = 0; i < 30; i++) it.say(output(`${String(i).padStart(5)}${'x'.repeat(99_995)}`));
  it.say({ type: 'demo', status });
  const { handler, got } = recorder();
  transport.subscribe(handler);
  expect(got[0]).toEqual(['screen', 'queue', 'screen']);
  expect(got.slice(1, -1)).toEqual(Array.from({ length: 10 }, (_, i) => ['event', 'queue', 'r1', String(i + 20).padStart(5)]));
  expect(got.at(-1)).toEqual(['status', 'queue', 'running']);
});
