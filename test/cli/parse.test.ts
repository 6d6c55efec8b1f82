import { describe, expect, it } from 'vitest';
import { defineCommand } from '../../src/cli/command.ts';
import { parseInvocation } from '../../src/cli/parse.ts';

const command = defineCommand({
  arguments: [
    { name: 'talk', help: 'a talk' },
    { name: 'slide', help: 'a slide', optional: true },
  ],
  options: {
    json: { type: 'boolean', help: '' },
    open: { type: 'boolean', default: true, help: '' },
    port: { type: 'number', value: 'PORT', min: 0, max: 65535, help: '' },
    out: { type: 'string', value: 'FILE', short: 'o', help: '' },
    speed: { type: 'number', value: 'N', min: 0.01, max: 100, fractions: true, help: '' },
  },
  examples: [],
  run: async () => 0,
});
const parse = (line: string) => parseInvocation(line.split(' ').filter(Boolean), command);

describe('parseInvocation', () => {
  it.each([
    ['t.md', { options: { json: false, open: true }, arguments: ['t.md'] }],
    ['t.md 4 --json --no-open --port 0', { options: { json: true, open: false, port: 0 }, arguments: ['t.md', '4'] }],
    ['--port=4040 -o x.pdf t.md', { options: { json: false, open: true, port: 4040, out: 'x.pdf' }, arguments: ['t.md'] }],
    ['-o - -- --odd.md', { options: { json: false, open: true, out: '-' }, arguments: ['--odd.md'] }],
    ['--json --no-json t.md', { options: { json: false, open: true }, arguments: ['t.md'] }],
    ['--bad t.md', 'unknown option --bad'],
    ['t.md --port 65536', '--port 65536 is no whole number from 0 to 65535'],
    ['t.md --port x', '--port x is no whole number from 0 to 65535'],
    ['t.md --port 1.5', '--port 1.5 is no whole number from 0 to 65535'],
    ['t.md --speed .5', { options: { json: false, open: true, speed: 0.5 }, arguments: ['t.md'] }],
    ['t.md --speed 1.25', { options: { json: false, open: true, speed: 1.25 }, arguments: ['t.md'] }],
    ['t.md --speed 0', '--speed 0 is no number from 0.01 to 100'],
    ['t.md --speed 1e1', '--speed 1e1 is no number from 0.01 to 100'],
    ['t.md --speed=-1', '--speed -1 is no number from 0.01 to 100'],
    ['t.md --out=', '--out needs a value: --out FILE'],
    ['', '<talk> is missing: a talk'],
    ['a b c', '"c" is one argument too many'],
  ])('%s', (line, expected) => {
    if (typeof expected === 'string') expect(() => parse(line)).toThrow(expected);
    else expect(parse(line)).toEqual(expected);
  });

  it.each(['--help', '-h', 't.md --port 4 --help'])('%s asks for help', (line) => expect(parse(line)).toBe('help'));

  it('suggests an option in the form that the help shows', () => {
    expect(() => parse('t.md --no-opne')).toThrow('unknown option --no-opne (did you mean "--no-open"?)');
  });
});
