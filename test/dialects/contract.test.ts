// What holds in every dialect: slides, notes, demos, includes, steps of code, and that
// neither a fence nor the kind of line end changes any of it.
import { describe, expect, it } from 'vitest';
import { loadMarp } from '../../src/cli/marp.ts';
import type { Compiled } from '../../src/compile/compile.ts';
import { inspectDeck } from '../../src/compile/inspect.ts';
import type { Dialect } from '../../src/deck.ts';
import { compiled, type Given } from '../compile/support.ts';

/** How a dialect writes what all of them can say. */
interface Manner {
  readonly dialect: Dialect;
  readonly between: string;
  /** A line that would be a separator outside a fence. */
  readonly ruler: string;
  /** Null where the dialect has no notes. */
  readonly notes: ((text: string) => string) | null;
  readonly demo: (name: string) => string;
  readonly include: (file: string) => string;
}

const MANNERS: readonly Manner[] = [
  {
    dialect: 'remark',
    between: '\n---\n',
    ruler: '---',
    notes: (text) => `\n???\n${text}`,
    demo: (name) => `demo: ${name}\n`,
    include: (file) => `include: ${file}\n`,
  },
  {
    dialect: 'marp',
    between: '\n\n---\n\n',
    ruler: '---',
    notes: (text) => `\n<!-- ${text} -->`,
    demo: (name) => `<!-- demo: ${name} -->\n`,
    include: (file) => `<!-- include: ${file} -->\n`,
  },
  {
    dialect: 'reveal',
    between: '\n---\n',
    ruler: '---',
    notes: (text) => `\nNote: ${text}`,
    demo: (name) => `<!-- .slide: data-demo="${name}" -->\n`,
    include: (file) => `<!-- .slide: data-include="${file}" -->\n`,
  },
  {
    dialect: 'article',
    between: '\n\n',
    ruler: '# not a slide',
    notes: (text) => `\n<!-- notes: ${text} -->`,
    demo: (name) => `<!-- demo: ${name} -->\n`,
    include: (file) => `<!-- include: ${file} -->\n`,
  },
];

const marp = await loadMarp();

describe.each(MANNERS)('$dialect', ({ dialect, between, ruler, notes, demo, include }) => {
  const read = (text: string, given: Given = {}): Compiled => compiled(text, { options: { dialect }, marp, demos: ['queue'], ...given });
  const texts = ({ deck }: Compiled): string[] => inspectDeck(deck, []).slides.map(({ text }) => text);

  it('has a slide for each part, in order', () => {
    const talk = read(['# One\n\na', '# Two\n\nb', '# Three'].join(between));
    expect(texts(talk)).toEqual(['One a', 'Two b', 'Three']);
    expect(talk.deck.slides.map(({ number, h, v }) => [number, h, v])).toEqual([
      [1, 0, 0],
      [2, 1, 0],
      [3, 2, 0],
    ]);
  });

  it.skipIf(notes === null)('keeps notes off the slide', () => {
    const talk = read(['# One', `# Two\n\nb\n${notes?.('what is *said*')}\n`, '# Three'].join(between));
    expect(texts(talk)).toEqual(['One', 'Two b', 'Three']);
    const { slides } = inspectDeck(talk.deck, []);
    expect(slides.map(({ notes: said }) => said.replaceAll('*', ''))).toEqual(['', 'what is said', '']);
  });

  it('attaches a demo to its slide, and tells of one that there is not', () => {
    const talk = read(['# One', dialect === 'article' ? `# Two\n\n${demo('queue')}` : `${demo('queue')}# Two`].join(between));
    expect(talk.deck.slides.map(({ demos }) => demos)).toEqual([[], ['queue']]);
    expect(texts(talk)).toEqual(['One', 'Two']);
    const wrong = read(dialect === 'article' ? `# One\n\n${demo('queu')}` : `${demo('queu')}# One`);
    expect(wrong.messages.map(({ rule, reason }) => `${rule}: ${reason}`)).toContain(
      'unknown-demo: unknown demo "queu" (did you mean "queue"?)',
    );
  });

  it('includes the slides of another file where it says so', () => {
    const part = ['# Second', '# Third'].join(between);
    const line = dialect === 'article' ? `# Before\n\n${include('part.md')}` : include('part.md');
    const talk = read(['# One', line, '# Last'].join(between), { files: { 'slides/part.md': part } });
    expect(texts(talk).filter((text) => text !== 'Before')).toEqual(['One', 'Second', 'Third', 'Last']);
    expect(talk.deck.sources.map((file) => file.replace(/^.*\/slides\//, ''))).toEqual(['talk.md', 'part.md']);
  });

  it('lights lines step by step', () => {
    const talk = read('# One\n\n```js {1|2-3|all}\na\nb\nc\n```\n');
    const [slide] = talk.deck.slides;
    expect(slide?.steps.map(({ number }) => number)).toEqual([1, 1, 1]);
    expect(slide?.codeBlocks.map(({ lang, text, focus }) => ({ lang, text, focus }))).toEqual([
      {
        lang: 'js',
        text: 'a\nb\nc',
        focus: [
          { step: 0, lines: [1] },
          { step: 1, lines: [2, 3] },
          { step: 2, lines: 'all' },
        ],
      },
    ]);
  });

  it('is not split by what stands in a fence', () => {
    const talk = read([`# One\n\n\`\`\`sh\na\n\n${ruler}\n\nb\n\`\`\`\n\nafter`, '# Two'].join(between));
    expect(talk.deck.slides.map(({ codeBlocks }) => codeBlocks.map(({ text }) => text))).toEqual([[`a\n\n${ruler}\n\nb`], []]);
    expect(texts(talk)).toEqual([`One a ${ruler} b after`, 'Two']);
  });

  it('reads CRLF and a byte order mark as it reads LF', () => {
    const text = [
      '# One\n\n- a\n- b',
      `${dialect === 'article' ? '' : demo('queue')}# Two\n\n\`\`\`js\nx\n\ny\n\`\`\`${notes?.('said') ?? ''}`,
      '# Three',
    ].join(between);
    const facts = (talk: Compiled): unknown => inspectDeck(talk.deck, []).slides;
    expect(facts(read(text.replaceAll('\n', '\r\n')))).toEqual(facts(read(text)));
    expect(facts(read(`\uFEFF${text}`))).toEqual(facts(read(text)));
  });

  it('never throws, and says nothing of a talk without mistakes', () => {
    for (const text of ['', '\n', between, between.repeat(3), '```', '<!--', '# a\n<!-- .slide: -->'])
      expect(() => read(text)).not.toThrow();
    const { messages } = read(['# One', '# Two'].join(between));
    expect(messages.filter(({ rule }) => rule !== 'dialect-in-part')).toEqual([]);
  });
});
