import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/cli/plain-text.ts';

const E = '\u001b';

describe('plainText', () => {
  it.each([
    ['colours', `a${E}[1;31mb${E}[0mc\r\n`, 'abc\n'],
    ['cursor and modes', `${E}[2J${E}[H${E}[?25lx${E}[10;5Hy`, 'xy'],
    ['a title, ended by BEL', `${E}]0;a title\u0007x`, 'x'],
    ['a link, ended by ST', `${E}]8;;http://x${E}\\word${E}]8;;${E}\\`, 'word'],
    ['device control, privacy, application, start of string', `${E}Pq#0${E}\\a${E}^p${E}\\b${E}_a${E}\\c${E}Xs${E}\\d`, 'abcd'],
    ['character sets and keypad', `${E}(0a${E})Bb${E}=c${E}>d${E}7e${E}8f${E}#8g`, 'abcdefg'],
    ['eight-bit controls', '\u009b31ma\u009d0;t\u009cb\u0090q\u009cc\u0085d', 'abcd'],
    ['a sequence cut short by another', `${E}[31${E}[0ma${E}${E}[1mb`, 'ab'],
    ['a sequence cut short by CAN', `${E}[31\u0018a`, 'a'],
    ['bells, backspaces, shifts, deletes', 'a\u0007b\u0008c\u000ed\u007fe\u0000f', 'abcdef'],
    ['CRLF, also from two layers of terminals', 'a\r\nb\r\r\nc\n\r\n', 'a\nb\nc\n\n'],
    ['a line drawn over again', '\r 10 %\r 50 %\r100 %\r\n', ' 10 %\n 50 %\n100 %\n'],
    ['tabs and letters of all scripts', 'a\tä 漢 🎈 \u00a0é\n', 'a\tä 漢 🎈 \u00a0é\n'],
  ])('%s', (_name, given, expected) => expect(plainText()(given)).toBe(expected));

  it('gives the same wherever the output is cut', () => {
    const piece = fc.constantFrom(
      E,
      '[',
      '31',
      'm',
      ']',
      '0;t',
      '\u0007',
      '\\',
      '\r',
      '\n',
      'a',
      'ä',
      '\u009b',
      'P',
      '?',
      '\u0018',
      '(',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat(40), { maxLength: 5 }), (pieces, cuts) => {
        const whole = pieces.join('');
        const filter = plainText();
        const at = [0, ...cuts.sort((a, b) => a - b).filter((cut) => cut < whole.length), whole.length];
        const parts = at.slice(1).map((end, i) => filter(whole.slice(at[i], end)));
        const expected = plainText()(whole);
        expect(parts.join('')).toBe(expected);
        expect(expected).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });
});
