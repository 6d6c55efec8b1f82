import { describe, expect, it } from 'vitest';
import { nestLists } from '../../src/compile/lists.ts';
import { fragment, sourceFile } from '../../src/dialects/source.ts';

function nested(text: string): string {
  const file = sourceFile('/r/talk.md', 'talk.md', text);
  return nestLists(fragment(file, 0, file.text.length)).text;
}

describe('lists nest as in remark.js', () => {
  it.each([
    ['a child two columns in', '1. a\n  1. b\n  2. c\n2. d', '1. a\n   1. b\n   2. c\n2. d'],
    ['one column in', '- a\n - b\n  - c', '- a\n  - b\n    - c'],
    ['deep enough already', '- a\n  - b\n    - c', '- a\n  - b\n    - c'],
    ['grandchildren move with their parents', '1. a\n  - b\n    - c\n  - d', '1. a\n   - b\n     - c\n   - d'],
    ['a paragraph of the item', '1. a\n\n  more\n\nout', '1. a\n\n   more\n\nout'],
    ['a fence of the item, whole', '1. a\n  ```js\n  x\n    y\n  ```\n2. b', '1. a\n   ```js\n   x\n     y\n   ```\n2. b'],
    ['not a paragraph that is not in a list', ' a\n\n- b\n\nc\n\n  d', ' a\n\n- b\n\nc\n\n  d'],
    ['not a ruler', '- a\n\n * * *', '- a\n\n  * * *'],
    ['not code', '  x\n\n    - a\n\n- b', '  x\n\n    - a\n\n- b'],
  ])('%s', (_, text, expected) => {
    expect(nested(text)).toBe(expected);
  });
});
