// What is written, letter by letter.
import { describe, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { createCastEncoder, encodeCast } from '../../src/cast/encode.ts';
import type { SessionEvent } from '../../src/session.ts';

const pane = 'server';
const header = castHeader(
  { columns: 72, rows: 24 },
  {
    terminal: 'xterm-256color',
    shell: '/bin/bash',
    timestamp: 1700000000.9,
    idleLimit: 2,
    title: 'An echo server',
    tags: ['sockets'],
    origin: { demo: 'echo-server', pane, sources: '0123456789abcdef0123456789abcdef' },
  },
);
const events: readonly SessionEvent[] = [
  { type: 'output', time: 0.1, pane, data: '\x1b[32mlistening\x1b[0m\r\n' },
  { type: 'input', time: 0.2, pane, data: 'secret' },
  { type: 'marker', time: 0.3, pane, label: 'bind "port"' },
  { type: 'resize', time: 1.5, pane, columns: 80, rows: 1e9 },
  { type: 'output', time: 1.5, pane, data: 'ü 二 🙂' },
  { type: 'exit', time: 2, pane, code: 0, signal: null },
];
const exit = (code: number | null, signal: string | null) =>
  encodeCast(castHeader({ columns: 1, rows: 1 }), [{ type: 'exit', time: 0, pane, code, signal }]).split('\n')[1];

describe('encodeCast', () => {
  it('writes version 3: intervals, exit status, no input', () => {
    expect(encodeCast(header, events)).toBe(
      `{"version":3,"term":{"cols":72,"rows":24,"type":"xterm-256color"},"timestamp":1700000000,"idle_time_limit":2,"title":"An echo server",` +
        `"env":{"SHELL":"/bin/bash"},"tags":["sockets"],"lectern":{"demo":"echo-server","pane":"server","sources":"0123456789abcdef0123456789abcdef"}}
[0.100,"o","\\u001b[32mlistening\\u001b[0m\\r\\n"]
[0.200,"m","bind \\"port\\""]
[1.200,"r","80x500"]
[0.000,"o","ü 二 🙂"]
[0.500,"x","0"]
`,
    );
  });

  it('writes version 2: times from the start, no exit status; input when asked', () => {
    expect(encodeCast(header, events, { version: 2, input: true })).toBe(
      `{"version":2,"width":72,"height":24,"timestamp":1700000000,"idle_time_limit":2,"title":"An echo server",` +
        `"env":{"SHELL":"/bin/bash","TERM":"xterm-256color"},"tags":["sockets"],"lectern":{"demo":"echo-server","pane":"server","sources":"0123456789abcdef0123456789abcdef"}}
[0.100,"o","\\u001b[32mlistening\\u001b[0m\\r\\n"]
[0.200,"i","secret"]
[0.300,"m","bind \\"port\\""]
[1.500,"r","80x500"]
[1.500,"o","ü 二 🙂"]
`,
    );
  });

  it('leaves out what the header does not say', () => {
    const bare = castHeader({ columns: 0, rows: Number.NaN });
    expect(encodeCast(bare, [])).toBe('{"version":3,"term":{"cols":1,"rows":24}}\n');
    expect(encodeCast(bare, [], { version: 2 })).toBe('{"version":2,"width":1,"height":24}\n');
  });

  it('line by line gives the same as whole', () => {
    const encoder = createCastEncoder(header, { version: 3 });
    expect([encoder.head, ...events.map((event) => encoder.line(event))].join('')).toBe(encodeCast(header, events));
  });

  it('does not add up what it rounds', () => {
    const ticks = Array.from({ length: 10_000 }, (_, i): SessionEvent => ({ type: 'output', time: (i + 1) * 0.0004, pane, data: '.' }));
    const intervals = encodeCast(header, ticks)
      .split('\n')
      .slice(1, -1)
      .map((line) => JSON.parse(line)[0]);
    expect(intervals.slice(0, 6)).toEqual([0, 0.001, 0, 0.001, 0, 0]);
    expect(intervals.reduce((sum, interval) => sum + Math.round(interval * 1000), 0)).toBe(4000);
  });

  it('never writes a time that is none or goes back', () => {
    const times = [1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e308, -3, 2];
    const text = encodeCast(
      header,
      times.map((time): SessionEvent => ({ type: 'output', time, pane, data: '.' })),
    );
    expect(
      text
        .split('\n')
        .slice(1, -1)
        .map((line) => JSON.parse(line)[0]),
    ).toEqual([1, 0, 0, 0, 0, 0, 1]);
  });

  it('writes text that strict readers accept: no half characters, no line of unusual length', () => {
    const data = `${'x'.repeat(65_535)}🙂${'y'.repeat(70_000)}`;
    const lines = encodeCast(castHeader({ columns: 72, rows: 24 }, { title: 'half \ud83d' }), [
      { type: 'output', time: 1, pane, data },
      { type: 'output', time: 1, pane, data: '\ude42 and \ud83d' },
    ]).split('\n');
    expect(lines[0]).toBe('{"version":3,"term":{"cols":72,"rows":24},"title":"half \ufffd"}');
    expect(lines.slice(1, 4).map((line) => JSON.parse(line)[2].length)).toEqual([65_537, 65_536, 4_464]);
    expect(lines.slice(4)).toEqual(['[0.000,"o","\ufffd and \ufffd"]', '']);
    expect(
      lines
        .slice(1, 4)
        .map((line) => JSON.parse(line)[2])
        .join(''),
    ).toBe(data);
  });

  it('tells how a program ended in one number, as shells do', () => {
    expect([exit(0, null), exit(3, null), exit(null, 'SIGTERM'), exit(null, 'SIGKILL'), exit(null, null)]).toEqual([
      '[0.000,"x","0"]',
      '[0.000,"x","3"]',
      '[0.000,"x","143"]',
      '[0.000,"x","137"]',
      '[0.000,"x","127"]',
    ]);
  });
});
