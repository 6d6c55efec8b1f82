// Articles: where a document is cut, that nothing of it is lost by that, and that what
// belongs together stays on one slide.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectDeck } from '../../src/compile/inspect.ts';
import { sentenceStarts } from '../../src/dialects/article/sentences.ts';
import { compiled } from '../compile/support.ts';
import { amount } from '../support/soak.ts';

const RUNS = amount(150, 3000);

function slidesOf(text: string, front = 'dialect: article\n'): { head: string; text: string; code: string[] }[] {
  const { deck } = compiled(`---\n${front}---\n\n${text}`);
  return inspectDeck(deck, []).slides.map((slide) => ({
    head: slide.headings.map(([tag, words]) => `${tag} ${words}`).join(' / '),
    text: slide.text,
    code: slide.codeBlocks.map((block) => block.text),
  }));
}
const heads = (text: string, front?: string): string[] => slidesOf(text, front).map(({ head }) => head);

/** As many words, each of them once in the document. */
function words(count: number, name: string): string {
  return Array.from({ length: count }, (_, i) => `${name}${i}`).join(' ');
}

describe('which headings make slides', () => {
  it.each([
    ['the only h1 is the title', '# T\n\n## a\n\n### b\n\n## c', ['h1 T', 'h2 a / h3 b', 'h2 c']],
    ['the next level that there is', '# T\n\n### a\n\n#### b\n\n### c', ['h1 T', 'h3 a / h4 b', 'h3 c']],
    ['many h1s: these and the next', '# a\n\n## b\n\n### c\n\n# d', ['h1 a', 'h2 b / h3 c', 'h1 d']],
    ['no h1', '## a\n\n### b\n\n## c', ['h2 a / h3 b', 'h2 c']],
    ['only deep ones', '#### a\n\n##### b', ['h4 a / h5 b']],
    ['underlined ones', 'T\n=\n\na\n-\n\nb\n---', ['h1 T', 'h2 a', 'h2 b']],
    ['none', 'a\n\nb', ['']],
  ])('%s', (_, text, expected) => {
    expect(heads(text)).toEqual(expected);
  });

  it.each([
    ['the title of the settings', '## a', 'title: T\ndialect: article\n', ['h1 T', 'h2 a']],
    ['is no second one', '# The *title*\n\n## a', 'title: The title\ndialect: article\n', ['h1 The title', 'h2 a']],
    ['stands before another h1', '# a\n\n## b', 'title: T\ndialect: article\n', ['h1 T', 'h1 a', 'h2 b']],
    ['is no markup', '## a', 'title: "*a* <b> `x<y>` 1_000 [c]"\ndialect: article\n', ['h1 *a* <b> x<y> 1_000 [c]', 'h2 a']],
  ])('%s', (_, text, front, expected) => {
    expect(heads(text, front)).toEqual(expected);
  });
});

describe('long sections', () => {
  it('are cut between blocks, and carry their heading on', () => {
    const text = `# T\n\n## a\n\n${words(110, 'x')}\n\n### b\n\n${words(110, 'y')}\n\n${words(110, 'z')}\n\n## c`;
    expect(heads(text)).toEqual(['h1 T', 'h2 a', 'h2 a (2/3) / h3 b', 'h2 a (3/3) / h3 b', 'h2 c']);
  });

  it('keep code with the words that lead to it', () => {
    const code = Array.from({ length: 9 }, (_, i) => `line${i}`).join('\n');
    const [, first, second] = slidesOf(`# T\n\n## a\n\n${words(150, 'x')}\n\nThis is how:\n\n\`\`\`\n${code}\n\`\`\`\n\nafter`);
    expect([first?.code, second?.code]).toEqual([[], [code]]);
    expect(second?.text).toMatch(/^a \(2\/2\) This is how: line0/);
  });

  it('go on counting in a list', () => {
    const list = Array.from({ length: 30 }, () => '1. an item').join('\n');
    const { deck, messages } = compiled(`# T\n\n## a\n\n${list}`);
    expect(JSON.stringify(deck.slides[2]?.content)).toMatch(/"tagName":"ol","properties":\{"start":(1[0-9]|2[0-9])\}/);
    expect(messages.map(({ line, severity, reason }) => `${line} ${severity} ${reason}`)).toEqual([
      '3 info this section is too long for one slide and goes on 3; put a heading or "---" where it is to be cut',
    ]);
  });

  it('leave a title alone on its slide', () => {
    const slides = heads(`# T\n\n${words(150, 'x')}\n\n${words(150, 'y')}`);
    expect(slides).toEqual(['h1 T', 'h2 T (1/2)', 'h2 T (2/2)']);
    expect(heads('# T\n\nA few words.\n\n## a')).toEqual(['h1 T', 'h2 a']);
  });

  it('keep references, footnotes and links over the cuts', () => {
    const { deck, messages } = compiled(
      `# T\n\n## a\n\nOne[^n]\n\n${words(110, 'x')}\n\n${words(110, 'y')} [two][r][^n]\n\n[r]: https://example.org\n\n[^n]: The note.`,
    );
    const { slides } = inspectDeck(deck, messages);
    expect(slides.map(({ text, links }) => [text.includes('The note.'), links])).toEqual([
      [false, []],
      [true, []],
      [true, ['https://example.org']],
    ]);
  });
});

describe('sentences', () => {
  it.each([
    ['One. Two! Three?', ['One. ', 'Two! ', 'Three?']],
    ['E.g. This, cf. That. And', ['E.g. This, cf. That. ', 'And']],
    ['In `a. B` and [c. D](e. F) and *g. H*. End', ['In `a. B` and [c. D](e. F) and *g. H*. ', 'End']],
    ['Version 1.5 is out. 2.0 comes', ['Version 1.5 is out. ', '2.0 comes']],
    ['一句。两句。', ['一句。', '两句。']],
  ])('%j', (text, expected) => {
    const starts = [0, ...sentenceStarts(text)];
    expect(starts.map((at, i) => text.slice(at, starts[i + 1]))).toEqual(expected);
  });
});

describe('any document', () => {
  /** Blocks whose words are all different, so that each can be looked for. */
  const block = fc.record({
    kind: fc.constantFrom('text', 'code', 'indented', 'list', 'ordered', 'quote', 'table', 'html', 'h1', 'h2', 'h3', 'break', 'comment'),
    size: fc.integer({ min: 1, max: 60 }),
    tight: fc.boolean(),
  });
  const written = ({ kind, size }: { kind: string; size: number }, n: number): string => {
    const word = (i: number): string => `w${n}x${i}.`;
    const many = (count: number, make: (i: number) => string): string => Array.from({ length: count }, (_, i) => make(i)).join('\n');
    switch (kind) {
      case 'text':
        return Array.from({ length: size * 4 }, (_, i) => (i % 7 === 6 ? `S${word(i)}` : word(i).slice(0, -1))).join(' ');
      case 'code':
        return `\`\`\`js\n${many(size, word)}\n\n${word(size)}\n\`\`\``;
      case 'indented':
        return many(size, (i) => `    ${word(i)}`);
      case 'list':
        return many(size, (i) => `${i % 3 === 2 ? '  ' : ''}- ${word(i)}`);
      case 'ordered':
        return many(size, (i) => `1. ${word(i)}\n\n   more ${word(i + 1000)}`);
      case 'quote':
        return many(size, (i) => `> ${word(i)}${i % 5 === 4 ? '\n>' : ''}`);
      case 'table':
        return `| a | b |\n|---|---|\n${many(size, (i) => `| ${word(i)} | x |`)}`;
      case 'html':
        return `<div>\n\n${many(Math.min(size, 4), (i) => `${word(i)}\n`)}\n</div>`;
      case 'break':
        return '---';
      case 'comment':
        return '<!-- a remark -->';
      default:
        return `${'#'.repeat(Number(kind.slice(1)))} ${word(0)}`;
    }
  };

  it('keeps every word, in order, and every block of code whole', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 25 }), (blocks) => {
        const texts = blocks.map(written);
        const source = texts
          .map((text, i) => (i > 0 && !(blocks[i]?.tight && /^h\d$/.test(blocks[i - 1]?.kind ?? '')) ? `\n${text}` : text))
          .join('\n');
        const { deck, messages } = compiled(source, { options: { dialect: 'article' } });
        const { slides } = inspectDeck(deck, messages);
        const shown =
          slides
            .map(({ text }) => text)
            .join(' ')
            .match(/w\d+x\d+/g) ?? [];
        const seen = new Set<string>();
        const once = shown.filter((word) => !seen.has(word) && seen.add(word));
        expect(once).toEqual(source.match(/w\d+x\d+/g) ?? []);
        const codes = slides.flatMap(({ codeBlocks }) => codeBlocks.map(({ text }) => text));
        expect(codes.filter((text) => text.includes('\n\n')).length).toBeGreaterThanOrEqual(
          texts.filter((text) => text.startsWith('```')).length,
        );
        expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
