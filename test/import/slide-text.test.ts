// Text exports of slides: what becomes of each way of writing them, and that no word is
// lost but those that are said to be left out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSlideText } from '../../src/import/slide-text.ts';
import { compiled } from '../compile/support.ts';
import { amount } from '../support/soak.ts';

const RUNS = amount(200, 4000);
const body = (text: string): string => fromSlideText(text).body;

describe('where slides begin', () => {
  it('at a form feed; page numbers and footers go, and that is said', () => {
    const pages = [
      'The talk\n\nA. Writer\n\nMy Conf 2026          1',
      'One\n• a\nMy Conf 2026          2',
      'Two\n• b\n• c\nMy Conf 2026          3',
      'Three\nwords\nMy Conf 2026          4',
    ];
    expect(fromSlideText(`${pages.join('\n\f')}\n\f`)).toEqual({
      body: '# The talk\n\nA. Writer\n\n## One\n\n- a\n\n## Two\n\n- b\n- c\n\n## Three\n\nwords',
      settings: { title: 'The talk' },
      told: ['lines that come on most slides are left out: "My Conf # #"'],
    });
  });

  it('at a form feed; numbers that fit the page go, others stay', () => {
    expect(fromSlideText('A\nx\n1\fB\n42\ny\n2\fC\nz\n3 / 3')).toEqual({
      body: '# A\n\nx\n\n## B\n\n42\ny\n\n## C\n\nz',
      settings: { title: 'A' },
      told: ['page numbers on 3 slides are left out'],
    });
  });

  it('at a form feed; of pages that build up one slide the last stays', () => {
    expect(fromSlideText('T\n• a\fT\n• a\n• b\fT\n• a\n• b\n• c\fU\nx')).toEqual({
      body: '# T\n\n- a\n- b\n- c\n\n## U\n\nx',
      settings: { title: 'T' },
      told: ['2 pages that only build up the next are left out'],
    });
  });

  it.each([
    ['a line that counts them', 'Slide 1: First\n\nx\n\nSlide 2\nSecond\n\ny', '# First\n\nx\n\n## Second\n\ny'],
    ['rulers', 'First\n\nx\n\n-----\n\nSecond\n\ny\n\n-----\n\nThird', '# First\n\nx\n\n## Second\n\ny\n\n## Third'],
    [
      'titles in capitals',
      'FIRST\n\nx\n\nSECOND (CODE)\n\n```\nTHIRD\n\ny\n```',
      '# FIRST\n\nx\n\n## SECOND (CODE)\n\n```\nTHIRD\n\ny\n```',
    ],
    [
      'short lines that stand alone',
      'First\n\nA sentence that ends.\n\nSecond\n\n- y',
      '# First\n\nA sentence that ends.\n\n## Second\n\n- y',
    ],
    ['nothing', 'One sentence, and another one.\nStill here.', 'One sentence, and another one.\nStill here.'],
  ])('%s', (_, text, expected) => {
    expect(body(text)).toBe(expected);
  });

  it('keeps notes for the speaker', () => {
    expect(body('Slide 1\nFirst\nx\n\nNotes: say this\nand that\n\nSlide 2\nSecond')).toBe(
      '# First\n\nx\n\n<!-- notes:\nsay this\nand that\n-->\n\n## Second',
    );
  });
});

describe('what stands on a slide', () => {
  const slide = (text: string): string => body(`Title\f\n${text}`).replace(/^# Title\n\n/, '');
  it.each([
    ['bullets, by glyph', 'T\n• a\n– b\n– c\n• d', '## T\n\n- a\n  - b\n  - c\n- d'],
    ['bullets, by indentation', 'T\n- a\n   - b\n      - c\n- d', '## T\n\n- a\n  - b\n    - c\n- d'],
    ['bullets that are wrapped', 'T\n• a word\nand more\n• b', '## T\n\n- a word and more\n- b'],
    ['a glyph on a line of its own', 'T\n•\na\n•\nb', '## T\n\n- a\n- b'],
    ['glyphs of Wingdings', 'T\n\uf0b7 a\n\uf0a7 b', '## T\n\n- a\n  - b'],
    ['bullets right under words', 'T\n\nwords\n• a\n• b\n\nmore', '## T\n\nwords\n\n- a\n- b\n\nmore'],
    ['two glyphs', 'T\n- · a\n- b', '## T\n\n- a\n- b'],
    ['numbers', 'T\n1. a\n2) b', '## T\n\n1. a\n2. b'],
    ['indented code', 'T\nwords\n\n    x = 1\n\n    y = 2', '## T\n\nwords\n\n```\nx = 1\n\ny = 2\n```'],
    [
      'code by its look',
      'T\ndef f(x):\n    return x\n\nprint(f(1))\nprint(f(2))',
      '## T\n\n```\ndef f(x):\n    return x\n\nprint(f(1))\nprint(f(2))\n```',
    ],
    ['code with fences in it', 'T\n\n    a = "```"\n    b = 2', '## T\n\n````\na = "```"\nb = 2\n````'],
    ['marks of Markdown', 'T\n*a* _b_ <c> [d] snake_case 1 < 2\n# e', '## T\n\n\\*a\\* \\_b\\_ \\<c> \\[d\\] snake_case 1 \\< 2\n\\# e'],
    ['addresses and code', 'T\nhttps://example.org/a_b_*c and `x*y`', '## T\n\nhttps://example.org/a_b_*c and `x*y`'],
    ['a slide without words but a title', 'T', '## T'],
  ])('%s', (_, text, expected) => {
    expect(slide(text)).toBe(expected);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    'word',
    'TITLE',
    '\n',
    '\n',
    '\n\n',
    '\f',
    '• ',
    '- ',
    '–',
    '    ',
    ' ',
    '1. ',
    '12',
    '```',
    '~~~',
    '---',
    '*',
    '_',
    '<b>',
    '[x](y)',
    '#',
    '`',
    '\\',
    '$x$',
    '|',
    '&amp;',
    ':::',
    '???',
    '<!--',
    '-->',
    'Slide 2',
    'Notes:',
    'x = 1;',
    'def f():',
    '===',
    '\t',
    'é',
    '\r\n',
    '{{a}}',
    '.a[b]',
  );
  it('becomes a deck without an error, of the same words where nothing is said to be left out', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        let n = 0;
        const text = pieces.map((one) => (/^(?:word|TITLE)$/.test(one) ? `${one}${n++} ` : one)).join('');
        const { body: markdown, told } = fromSlideText(text);
        const { messages } = compiled(markdown, { options: { dialect: 'article' } });
        expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
        const words = (of: string): string[] => of.match(/(?:word|TITLE)\d+/g) ?? [];
        if (told.length === 0) expect(words(markdown)).toEqual(words(text));
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ['glyphs', '• '.repeat(20_000)],
    ['spaces', `a${' '.repeat(50_000)}b`],
    ['fences', '```\n'.repeat(5_000).concat('``\n')],
    ['blank lines', '\n'.repeat(50_000)],
    ['one line', `${'a_'.repeat(200_000)}`],
    ['backticks', '`a'.repeat(20_000)],
    ['form feeds', 'a\nb\f'.repeat(3_000)],
  ])('ends soon: %s', (_, text) => {
    const start = performance.now();
    fromSlideText(text);
    // Far above what it takes, far below what an endless search would.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
