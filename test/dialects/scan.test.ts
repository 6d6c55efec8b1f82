import { describe, expect, it } from 'vitest';
import { scanText } from '../../src/dialects/scan.ts';

/** Each line with what the scanner takes it for in front: `.` text, `f` fence, `c` code, `!` comment, `r` raw. */
function shown(text: string): string[] {
  const scan = scanText(text);
  return scan.starts.map((start, i) => `${'.fc!r'[scan.kinds[i] ?? 0]} ${text.slice(start, (scan.starts[i + 1] ?? text.length + 1) - 1)}`);
}

const CASES: Record<string, string[]> = {
  'a fence, its info string with spaces': ['. a', 'f ```ts {1|2} file=x', 'f ---', 'f ```', '. ---'],
  'a longer fence holds a shorter one': ['f ````md', 'f ```', 'f ---', 'f ```', 'f ````', '. x'],
  'tildes hold backticks': ['f ~~~', 'f ```', 'f ---', 'f ~~~', '. x'],
  'in a list, indented': ['. - a', '. ', 'f     ```js', 'f \t---', 'f     ```', '. ', '. ---'],
  'directly behind a list marker': ['f - ```js', 'f   ---', 'f   ```', '. x'],
  'in a quotation': ['f > ```', 'f > ---', 'f > ```', '. x'],
  'never closed: protects nothing': ['. ```js', '. a', '. ---', '. b'],
  'left open before the next slide with a fence': ['. ```js', '. a', '. ---', 'f ```py', 'f b', 'f ```'],
  'closed by a bracket that follows': ['. .small[', 'f ```js', 'f ---', 'f ```]', '. ---'],
  'backticks in the info string are inline code': ['. ```a```', '. ---'],
  'indented code behind a blank line': ['. a', '. ', 'c     ---', 'c     b', '. ', '. c'],
  'indentation behind a paragraph is no code': ['. a', '.     b'],
  'a paragraph of a list item is no code': ['. - a', '. ', '.     b', '. ', 'c         c'],
  'a comment over several lines': ['! a <!-- b', '! ---', '! --> c', '. ---'],
  'a comment on one line': ['. <!-- a -->', '. ---'],
  'a comment sign in code is none': ['. a `<!--` b', '. ---', '. -->'],
  'a comment that is never closed': ['. <!-- a', '. ---'],
  'raw text elements': ['r <pre>', 'r ---', 'r ', 'r </pre>', '. ---'],
  'a div protects nothing': ['. <div>', '. ---', '. </div>'],
  'a heading ends a list': ['. - a', '. # b', '. ', 'c     c'],
};

describe('the scanner', () => {
  for (const [name, lines] of Object.entries(CASES)) {
    it(name, () => {
      expect(shown(lines.map((line) => line.slice(2)).join('\n'))).toEqual(lines);
    });
  }

  it('says where something was left open', () => {
    expect(scanText('a\n```js\nb\n<!-- c').unclosed).toEqual([
      { offset: 2, what: 'fence' },
      { offset: 10, what: 'comment' },
    ]);
  });

  it('lists only the lines from an offset on, with offsets of the whole', () => {
    const scan = scanText('---\na\n---\n```\nx\n```', 10);
    expect({ starts: scan.starts, kinds: [...Array.from(scan.kinds)] }).toEqual({ starts: [10, 14, 16], kinds: [1, 1, 1] });
  });

  it('takes time in proportion to the text', () => {
    // A thousand fences and comments that are never closed: each would look through all the rest.
    const open = scanText('```\n<!--\n'.repeat(20_000).replaceAll('```\n<', '~~~~ a\n``` b\n<'));
    expect(open.starts.length).toBeGreaterThan(40_000);
  });
});
