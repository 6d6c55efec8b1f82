// Well-formed casts of every version: smallest, with everything, and with nulls.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { decodeCast } from '../../src/cast/decode.ts';

const pane = 'main';
const one = { type: 'output', time: 0.25, pane, data: 'one\r\n' };
const small = castHeader({ columns: 72, rows: 24 });
const large = castHeader({ columns: 100, rows: 50 }, { title: 'Counting', terminal: 'xterm-256color', shell: '/bin/sh' });
const fullEvents = [
  { type: 'output', time: 0.25, pane, data: '\x1b[1mone\x1b[0m\r\n' },
  { type: 'input', time: 0.5, pane, data: '\x03' },
  { type: 'marker', time: 1, pane, label: 'half way' },
  { type: 'resize', time: 1.000001, pane, columns: 80, rows: 24 },
  { type: 'output', time: 4.5, pane, data: 'zwei: ü 二 🙂\r\n' },
];
const dated = { ...large, timestamp: 1700000000, idleLimit: 2.5, tags: ['count', 'demo'] };

const cases = {
  'minimal-v1': { header: small, events: [one, { ...one, time: 1.75, data: 'two\r\n' }] },
  'minimal-v2': { header: small, events: [one, { ...one, time: 1.75, data: 'two\r\n' }] },
  'minimal-v3': { header: small, events: [one, { ...one, time: 1.75, data: 'two\r\n' }] },
  'full-v1': { header: large, events: [fullEvents[0], { ...fullEvents[4], time: 1.75 }] },
  'full-v2': { header: dated, events: fullEvents },
  'full-v3': {
    header: { ...dated, origin: { demo: 'count', pane: 'main', sources: '0123456789abcdef0123456789abcdef' } },
    events: [...fullEvents, { type: 'exit', time: 4.6, pane, code: null, signal: 'SIGINT' }],
  },
  'nulls-v1': { header: small, events: [one] },
  'nulls-v2': { header: small, events: [one] },
  'nulls-v3': { header: small, events: [one] },
};

describe('decodeCast', () => {
  for (const [name, expected] of Object.entries(cases)) {
    const version = Number(name.at(-1));
    it(`reads ${name}`, async () => {
      const text = await readFile(join(import.meta.dirname, 'fixtures', `${name}.cast`), 'utf8');
      const read = { ok: true, version, problems: [], ...expected };
      expect(decodeCast(text, pane)).toEqual(read);
      expect(decodeCast(`\ufeff${text.replaceAll('\n', '\r\n')}\r\n`, pane)).toEqual(read);
      expect(decodeCast(text.trimEnd(), pane)).toEqual(read);
    });
  }
});
