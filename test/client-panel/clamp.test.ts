// Counts in control sequences are cut wherever a chunk ends and whatever stands in
// the middle; everything else comes out as it went in.
import { describe, expect, it } from 'vitest';
import { createClamp } from '../../src/client/panel/clamp.ts';

const grid = { columns: 72, rows: 24 };
/** Through a new filter in these chunks; escapes made visible. */
const filtered = (...chunks: string[]): string => {
  const clamp = createClamp(grid);
  return JSON.stringify(chunks.map((chunk) => clamp.filter(chunk)).join('')).replaceAll('\\u001b', 'ESC');
};

describe('clamp', () => {
  it.each([
    ['repeat', 'a\x1b[1000000000b', '"aESC[500b"'],
    ['insert lines', '\x1b[1000000000L', '"ESC[24L"'],
    ['delete characters', '\x1b[99999P.', '"ESC[72P."'],
    ['8-bit introducer', '\x9b1000000000Z', '"\x9b72Z"'],
    ['intermediate', '\x1b[1000000000 @', '"ESC[1000000000 @"'.replace('1000000000', '72')],
    ['a count in ten digits of zeros', '\x1b[0000000007L', '"ESC[7L"'],
    ['a control inside, which a terminal obeys first', '\x1b[1000\n000000M', '"ESC[\\n24M"'],
    ['a control before the bracket', '\x1b\x00[1000000000M', '"ESC\\u0000[24M"'],
    ['modes keep their numbers', '\x1b[?2026h\x1b[?1049;25l', '"ESC[?2026hESC[?1049;25l"'],
    ['colours', '\x1b[38;2;255;128;0mx\x1b[0m', '"ESC[38;2;255;128;0mxESC[0m"'],
    ['small counts', '\x1b[3;40H\x1b[2J', '"ESC[3;40HESC[2J"'],
    ['cancelled', '\x1b[1000000\x18b', '"ESC[500\\u0018b"'],
    ['begun anew', '\x1b[100\x1b[1000000000b', '"ESC[100ESC[500b"'],
    ['an OSC', '\x1b]0;title 1000000000\x07', '"ESC]0;title 1000000000\\u0007"'],
    ['plain text', 'no 1000000000b here', '"no 1000000000b here"'],
  ])('%s', (_, input, output) => {
    expect(filtered(input)).toBe(output);
  });

  it('gives the same whatever the chunks', () => {
    const input = 'a\x1b[1000000000b\x9b10000\n000L\x1b\x00[99999Pz\x1b[?2026h\x1b]0;t\x07\x1b[38;5;12mq';
    const whole = filtered(input);
    for (let cut = 0; cut <= input.length; cut++) expect(filtered(input.slice(0, cut), input.slice(cut))).toBe(whole);
    expect(filtered(...input)).toBe(whole);
  });

  it('leaves out a sequence longer than any that means something, up to its end', () => {
    expect(filtered(`a\x1b[${'1'.repeat(300)}`, '0'.repeat(300), '0bz')).toBe('"az"');
  });
});
