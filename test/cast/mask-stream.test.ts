// What is being shown holds no secret as a whole, however its text comes in pieces.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskText } from '../../src/cast/mask.ts';
import { createStreamMask, type StreamMask } from '../../src/cast/mask-stream.ts';

const SECRET = 'CANARY-7f3a/x+y';
const OTHER = 'CANARIES-are-birds';

const through = (mask: StreamMask, writes: readonly string[]): string[] => [...writes.map(mask.filter), mask.end()];

/** What is shown after each write, and at the end. */
function shown(...writes: string[]): string[] {
  return through(createStreamMask([SECRET, OTHER]), writes);
}

describe('test 85: a secret on the screen', () => {
  it.each([
    ['whole', [`token ${SECRET}!`], ['token ***!', '']],
    ['twice', [`${SECRET}${SECRET}`], ['******', '']],
    ['in two writes', ['token CANARY', '-7f3a/x+y.\r\n'], ['token ', '***.\r\n', '']],
    ['after its first letters were shown', ['CAN', 'ARY-7f3a/x+y'], ['CAN', '***', '']],
    ['coloured in the middle', ['CANARY\x1b[1;31m-7f3a\x1b[0m/x+y ok'], ['***\x1b[1;31m\x1b[0m ok', '']],
    ['cut within a sequence', ['CANARY\x1b[1;', '31m-7f3a/x+y'], ['', '***\x1b[1;31m', '']],
    ['with a link begun in the middle', ['CANARY\x1b]8;;http', '://x\x07-7f3a/x+y'], ['', '***\x1b]8;;http://x\x07', '']],
    ['broken over lines', ['CANARY-\r\n7f3a/x+y\r\n'], ['***\r\n\r\n', '']],
    ['wrapped as line editors do', ['CANARY- ', '\r7f3a/x+y'], ['', '*** \r', '']],
    ['after a return', [`waiting\r${SECRET}`], ['waiting\r***', '']],
    ['behind a false start', [`CANARY-7CANARCANARY-7f3a/x+y`], ['CANARY-7CANAR***', '']],
    ['of the other kind', [`CANARIES-are-`, 'birds'], ['', '***', '']],
    ['half of it', ['CANARY-7f3a', ' is all'], ['', 'CANARY-7f3a is all', '']],
    ['half of it, and then the end', ['CANARY-7f3a'], ['', 'CANARY-7f3a']],
    ['a prompt that ends like its beginning', ['C', 'A: '], ['C', 'A: ', '']],
    ['in base64, which is not covered', [btoa(SECRET)], [btoa(SECRET), '']],
  ])('%s', (_, writes, expected) => {
    expect(shown(...writes)).toEqual(expected);
  });

  it('character by character', () => {
    expect(shown(...SECRET).join('')).toBe('CAN***');
  });

  it('is masked however the text is cut, and all else is as it was', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(SECRET, SECRET.slice(0, 7), OTHER, 'CAN', '\x1b[31m', '\r\n', ' \r', ' '),
    );
    const cuts = fc.array(fc.nat({ max: 120 }), { maxLength: 10 });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), cuts, (parts, places) => {
        const text = parts.join('');
        const at = [0, ...places.filter((place) => place < text.length).sort((a, b) => a - b), text.length];
        const writes = at.slice(1).map((end, index) => text.slice(at[index], end));
        const joined = through(createStreamMask([SECRET, OTHER], '\ue000'), writes).join('');
        const plain = (one: string) => one.replace(/\x1b\[31m|[\r\n ]/g, '').replace(/(?:CAN|CA|C)*\ue000/g, '#');
        const masked = [SECRET, OTHER].map((value) => ({ value, shown: '\ue000', as: 'anywhere' as const }));
        expect(plain(joined)).toBe(plain(maskText(text, masked)));
      }),
      { numRuns: 2000 },
    );
  });

  it('is nothing to do where there are none', () => {
    const mask = createStreamMask(['']);
    expect([mask.filter('a\x1b['), mask.filter('b'), mask.end()]).toEqual(['a\x1b[', 'b', '']);
  });
});
