import { Terminal } from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClamp } from '../../src/cast/clamp.ts';

const clamped = (...writes: string[]): string => {
  const clamp = createClamp();
  return writes.map(clamp).join('');
};

describe('test 42: counts that would freeze a terminal', () => {
  it.each([
    ['a repeat', 'a\x1b[1000000000b', 'a\x1b[100b'],
    ['lines', '\x1b[1000000000L\x1b[1000000000M\x1b[99999S', '\x1b[100L\x1b[100M\x1b[999S'],
    ['tabs and erasing', '\x1b[4294967297I\x1b[1000000000Z\x1b[1000000000X', '\x1b[429I\x1b[100Z\x1b[100X'],
    ['the 8-bit introducer', 'a\x9b1000000000b', 'a\x9b100b'],
    ['a later parameter', '\x1b[1;1000000000;2H', '\x1b[1;100;2H'],
    ['a sub-parameter', '\x1b[38:2::1000:20000:3m', '\x1b[38:2::100:200:3m'],
    ['zeros in front', '\x1b[0000000000001000000b', '\x1b[0000000000001' + '00b'],
    ['a control character inside', '\x1b[1000\n000000b', '\x1b[100\nb'],
    ['a control character before the bracket', '\x1b\x00[1000000000M', '\x1b\x00[100M'],
    ['a delete inside', '\x1b[1000\x7f000000b', '\x1b[100\x7fb'],
    ['what ends without a final letter', '\x1b[1000000\x18b', '\x1b[100\x18b'],
    ['a sequence longer than any that means something', `\x1b[${'1'.repeat(300)}b`, '\x1b[111b'],
    ['an escape that begins anew', '\x1b[1000\x1b[20000b', '\x1b[100\x1b[200b'],
  ])('cuts %s', (_, sent, shown) => {
    expect(clamped(sent)).toBe(shown);
  });

  it.each([
    ['text', 'plain 1000000000b, 10000 [10000b'],
    ['colours', '\x1b[38;2;255;128;0m\x1b[48;5;231m\x1b[0m'],
    ['modes', '\x1b[?1049h\x1b[?2026h\x1b[?25l\x1b[?1006;1004h\x1b[>4;2m'],
    ['moves within a large grid', '\x1b[24;72H\x1b[999;999H\x1b[500C'],
    ['titles and other strings', '\x1b]0;build 100000\x07\x1bP$q 100000\x1b\\'],
    ['sequences that were broken off', '\x1b[12\x18 10000 \x1b[12\x1a 10000'],
    ['another escape', '\x1b(B10000\x1b710000\x1bM10000'],
  ])('leaves %s', (_, sent) => {
    expect(clamped(sent)).toBe(sent);
  });

  it('is the same however the text is split', () => {
    const text = 'a\x1b[1000000000b\x9b5000;77777L\x1b[?1049h\x1b]8;;x10000\x07\x1b[38:2:1000m1000\x1b';
    const whole = clamped(text);
    for (let i = 0; i <= text.length; i++) expect(clamped(text.slice(0, i), text.slice(i)), `split at ${i}`).toBe(whole);
    expect(clamped(...text)).toBe(whole);
  });

  it('keeps every terminal quick, and never holds anything back', async () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '\x1b[',
        '\x9b',
        '1000000000',
        '99999',
        ';',
        ':',
        '?',
        'b',
        'L',
        'M',
        'S',
        'T',
        'I',
        'Z',
        'X',
        '\n',
        '\x1b',
        '\x7f',
        '\x00',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 60 }), async (parts) => {
        const clamp = createClamp();
        const terminal = new Terminal({ cols: 72, rows: 24, allowProposedApi: true, logLevel: 'off' });
        const begin = performance.now();
        const out = parts.map(clamp);
        await new Promise<void>((done) => terminal.write(out.join(''), done));
        terminal.dispose();
        for (const [i, text] of out.entries()) expect((parts[i] ?? '').replace(/\d/g, '')).toBe(text.replace(/\d/g, ''));
        expect(performance.now() - begin).toBeLessThan(1000);
      }),
      { numRuns: 150 },
    );
  });
});
