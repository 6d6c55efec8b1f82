import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/deck.ts';
import { readerOf } from '../../src/dialects/index.ts';
import { scanFile, sourceFile } from '../../src/dialects/source.ts';

/** Slides as `text {properties} (notes)`, those below the one before with `v` in front. */
function read(dialect: Dialect, text: string): string[] {
  const file = sourceFile('/r/talk.md', 'talk.md', text);
  return readerOf(dialect)
    .read(file, 0, scanFile(file, 0), { strict: false, frontMatter: new Map() })
    .slides.map(({ parts, below }) => {
      const [part] = parts;
      const set = [...(part?.properties ?? [])].map(([key, { value }]) => ` {${key}: ${value}}`).join('');
      return `${below ? 'v ' : ''}${JSON.stringify(part?.content.text.trim())}${set}${part?.notes.map((n) => ` (${n.text.trim()})`).join('')}`;
    });
}

describe('dialects that are read plainly', () => {
  it.each([
    ['marp', '# a\n\n---\n\nb\n---\n\n```\n\n---\n```\n***\nc', ['"# a"', '"b\\n---\\n\\n```\\n\\n---\\n```"', '"c"']],
    ['marp', '<!-- demo: queue -->\n# a\n<!-- a note -->', ['"# a\\n<!-- a note -->" {demo: queue}']],
  ] as [Dialect, string, string[]][])('%s: %j', (dialect, text, slides) => {
    expect(read(dialect, text)).toEqual(slides);
  });
});
