import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTerminalGate } from '../../src/cli/terminal-gate.ts';

const E = '\u001b';
const pass = (text: string) => createTerminalGate().pass(text);
const PLAIN = `${E}[4l${E}(B\u000f${E}[0m`;

describe('what draws goes through as it is', () => {
  it.each([
    ['text, colours, links', `a${E}[1;38;2;1;2;300mb${E}[4:3m${E}]8;;https://example.org/a?b${E}\\c${E}]8;;${E}\\ü😀\r\n`],
    ['moves and erasure', `${E}[2J${E}[H${E}[10;5Hx${E}[K${E}[1A${E}[?2K${E}7${E}8${E}M`],
    ['modes that draw', `${E}[?25l${E}[?1049h${E}[?2026h${E}[?2026l${E}[4h`],
    ['line drawing', `${E}(0lqk${E}(B\u000e\u000f`],
  ])('%s', (_, text) => expect(pass(text)).toBe(text));
});

describe('what asks, or reaches beyond the screen, is left out', () => {
  it.each([
    [
      'test 37: questions',
      `${E}[6n${E}[c${E}[>c${E}[=c${E}P$qm${E}\\${E}[?2026$p${E}]10;?\u0007${E}[?1004h${E}[?1003hx${E}[14t${E}Z\u0005${E}[?u${E}[>q`,
      'x',
    ],
    [
      'test 38: answers as commands',
      `${E}]0;touch p\u0007${E}[21t${E}P$q;touch p\n${E}\\${E}P+qfoo;\ntouch p;aa\n${E}\\${E}]50;$(x)\u0007${E}]50;?\u0007${E}Gx${E}[5i${E}[4i`,
      'x',
    ],
    ['test 39: the clipboard', `${E}]52;c;ZXZpbA==\u0007${E}]52;c;?\u0007x`, 'x'],
    ['test 40: links that are no web pages', `${E}]8;;javascript:x${E}\\a${E}]8;;${E}\\${E}]8;;file:///x\u0007b`, `a${E}]8;;${E}\\b`],
    ['test 41: titles, of any length', `${E}]2;${'t'.repeat(100_000)}\u0007x`, 'x'],
    ['keyboard, mouse, paste, palette', `${E}[?1h${E}=${E}[>4;2m${E}[>1u${E}[?1000;1006h${E}[?2004h${E}]4;1;red\u0007x`, 'x'],
    ['a full reset', `${E}cx`, `${E}[0m${E}[H${E}[2Jx`],
    ['eight-bit controls', '\u009b6n\u009d52;c;?\u009cx\u0085', 'x'],
    ['a mode among others', `${E}[?1003;25;2004l`, `${E}[?25l`],
    ['what is cut off by another', `${E}[6${E}[0mx${E}]0;t${E}[1my`, `${E}[0mx${E}[1my`],
  ])('%s', (_, text, left) => expect(pass(text)).toBe(left));

  it.each(['b', 'L', 'M', 'S', 'T', 'I', 'Z', 'X', '@', 'P'])('test 42: a count before %s is cut', (final) => {
    expect(pass(`a${E}[1000000000${final.replace('I', 'C')}`)).toBe(`a${E}[999${final.replace('I', 'C')}`);
  });

  it('is the same wherever the text is cut', () => {
    const piece = fc.constantFrom(
      E,
      '[',
      ']',
      '6n',
      '?25',
      'l',
      'h',
      '8;;http://x',
      '\\',
      '\u0007',
      'a',
      '\n',
      '\u009b',
      'P',
      '31m',
      ' q',
      'c',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const gate = createTerminalGate();
        expect(pieces.map((part) => gate.pass(part)).join('')).toBe(pass(pieces.join('')));
      }),
    );
  });
});

describe('what was left on is put back', () => {
  it.each([
    ['nothing drawn', '', ''],
    ['whole lines', 'a\r\n', PLAIN],
    ['an unfinished line', 'a', `${PLAIN}\r\n`],
    ['a cursor hidden and shown', `${E}[?25l${E}[?25ha\r\n`, PLAIN],
    ['a hidden cursor in the alternate screen', `${E}[?1049h${E}[?25lx`, `${E}[?25h${E}[?1049l${PLAIN}`],
    [
      'margins, no wrapping, a cursor of another shape, a link',
      `${E}[2;5r${E}[?7l${E}[3 q${E}]8;;http://x${E}\\a\r\n`,
      `${E}[?7h${E}[r${E}[999;1H${E}[0 q${E}]8;;${E}\\${PLAIN}`,
    ],
  ])('test 43: %s', (_, text, restored) => {
    const gate = createTerminalGate();
    gate.pass(text);
    expect(gate.restore()).toBe(restored);
  });
});
