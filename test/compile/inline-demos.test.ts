// Fences that are demos: what runs, what is shown of it, how they are named, and
// what is said of those that cannot be.
import { describe, expect, it } from 'vitest';
import { formatMessage } from '../../src/message.ts';
import { compiled } from './support.ts';

const FENCE = '```';

function talk(...slides: readonly string[]): string {
  return `---\ndialect: remark\n---\n${slides.join('\n---\n')}\n`;
}

function fence(info: string, body = 'console.log(1);'): string {
  return `${FENCE}${info}\n${body}\n${FENCE}`;
}

/** Each demo as `name file:line`. */
function named(text: string, demos: readonly string[] = []): string[] {
  const { deck } = compiled(text, { demos });
  return deck.inlineDemos.map(({ name, file, line }) => `${name} ${file.replace(/^.*\/root\//, '')}:${line}`);
}

it('takes the text of the fence as the program, and shows it without tags, marks and regions', () => {
  const body = [
    '// @title Two lines',
    '// @size 40x6',
    '// what it is',
    '',
    "import { a } from './a.ts';",
    '// #region one',
    '// @mark first',
    'a(1);',
    'a(2); // @mark second',
    '// #endregion',
  ].join('\n');
  const { deck, messages } = compiled(talk(`# One\n\n${fence('ts demo=two {1|2-3|4}', body)}`));
  expect(messages).toEqual([]);
  expect(deck.inlineDemos).toEqual([{ name: 'two', lang: 'ts', text: body, file: '/talks/root/slides/talk.md', line: 7 }]);
  const [slide] = deck.slides;
  expect(slide?.demos).toEqual(['two']);
  expect(slide?.steps).toHaveLength(3);
  expect(slide?.codeBlocks.map(({ lang, text, marks, source, focus }) => ({ lang, text, marks, source, focus }))).toEqual([
    {
      lang: 'ts',
      text: "// what it is\n\nimport { a } from './a.ts';\na(1);\na(2);",
      marks: [
        { label: 'first', line: 4 },
        { label: 'second', line: 5 },
      ],
      source: null,
      focus: [
        { step: 0, lines: [1] },
        { step: 1, lines: [2, 3] },
        { step: 2, lines: [4] },
      ],
    },
  ]);
});

it('stands beside its slide in every dialect, behind the demos that the slide names', () => {
  const talks: [string, string][] = [
    ['remark', `demo: queue\n\n# One\n\n${fence('ts demo=own')}\n`],
    ['reveal', `<!-- .slide: data-demo="queue" -->\n\n# One\n\n${fence('ts demo=own')}\n`],
    ['article', `# One\n\n<!-- demo: queue -->\n\n${fence('ts demo=own')}\n`],
  ];
  for (const [dialect, text] of talks) {
    const { deck, messages } = compiled(`---\ndialect: ${dialect}\n---\n${text}`, { demos: ['queue'] });
    const errors = messages.filter(({ severity }) => severity === 'error').map(formatMessage);
    expect([dialect, errors, deck.slides.map((slide) => slide.demos)]).toEqual([dialect, [], [['queue', 'own']]]);
  }
});

it('can be shown on another slide by its name', () => {
  const { deck, messages } = compiled(talk(`# One\n\n${fence('ts demo=own')}`, 'demo: own\n\n# Again'));
  expect(messages).toEqual([]);
  expect(deck.slides.map((slide) => slide.demos)).toEqual([['own'], ['own']]);
});

it('leaves out of the program what marks its lines for the slide', () => {
  const { deck } = compiled(talk(`# One\n\n${fence('js demo=own', '// @mark go\n* first();\nsecond();')}`));
  expect(deck.inlineDemos[0]?.text).toBe('// @mark go\n  first();\nsecond();');
  expect(deck.slides[0]?.codeBlocks[0]).toMatchObject({ text: '  first();\nsecond();', highlighted: [1] });
});

describe('names', () => {
  it('come from the slide, its heading or the talk, with a number where they are taken', () => {
    const text = talk(
      `name: first-one\n\n# A heading\n\n${fence('ts demo')}`,
      `# Größe & *Maß*\n\n${fence('ts demo')}\n\n${fence('ts demo')}`,
      fence('ts demo'),
      `# 日本\n\n${fence('ts demo')}`,
      `# Queue\n\n${fence('ts demo')}`,
      `# Told\n\n${fence('ts demo=Told_1')}`,
      `# A heading of a great many words that would make a very long name\n\n${fence('ts demo')}`,
    );
    expect(named(text, ['queue'])).toEqual([
      'first-one slides/talk.md:9',
      'grosse-mass slides/talk.md:15',
      'grosse-mass-2 slides/talk.md:19',
      'slides-1 slides/talk.md:23',
      'slides-2 slides/talk.md:29',
      'queue-2 slides/talk.md:35',
      'Told_1 slides/talk.md:41',
      'a-heading-of-a-great-many-words-that slides/talk.md:47',
    ]);
  });

  it('stay when slides come before them', () => {
    const slides = [`# One\n\n${fence('ts demo')}`, `name: two\n\n${fence('ts demo')}`];
    const names = (text: string) => compiled(text).deck.inlineDemos.map(({ name }) => name);
    expect(names(talk('# New', ...slides))).toEqual(names(talk(...slides)));
  });

  it('are one where a layout puts the same fence on several slides', () => {
    const { deck } = compiled(talk(`layout: true\n\n${fence('ts demo=shared')}\n`, '# One', '# Two'));
    expect(deck.inlineDemos.map(({ name, line }) => [name, line])).toEqual([['shared', 7]]);
    expect(deck.slides.map((slide) => slide.demos)).toEqual([['shared'], ['shared']]);
  });
});

it('names the part that it stands in', () => {
  const { deck } = compiled(talk('# One', 'include: more/part.md'), {
    files: { 'slides/more/part.md': `# Two\n\n${fence('ts demo')}\n` },
  });
  expect(deck.inlineDemos).toMatchObject([{ name: 'two', file: '/talks/root/slides/more/part.md', line: 4 }]);
});

describe('says what is wrong:', () => {
  const cases: [string, string, string[]][] = [
    [
      'a name twice',
      talk(`# One\n\n${fence('ts demo=a')}`, `# Two\n\n${fence('ts demo=a')}`),
      ['12:1 there is a demo "a" in this talk already: give this one another name'],
    ],
    [
      'a name of demos/',
      talk(`# One\n\n${fence('ts demo=queue')}`),
      ['6:1 there is a demo "queue" in demos/ already: give this one another name'],
    ],
    ['no name at all', talk(`# One\n\n${fence('ts demo=../x')}`), ['6:1 "../x" is no name for a demo: letters, digits, - and _ make one']],
    [
      'another language',
      talk(`# One\n\n${fence('python demo')}`),
      ['6:1 an inline demo in "python" cannot be run: it is ts or js, or a folder below demos/'],
    ],
    [
      'no language',
      talk(`# One\n\n${fence('demo=x')}`),
      ['6:1 an inline demo without a language cannot be run: it is ts or js, or a folder below demos/'],
    ],
    [
      'a file as well',
      talk(`# One\n\n${fence('ts file=a.ts demo')}`),
      ['6:1 snippet "a.ts" is not there', '6:1 "a.ts" is a file already: name its demo on the slide, and leave "demo" out here'],
    ],
    ['a demo among the notes', talk(`# One\n\n???\n${fence('ts demo')}`), ['7:1 a demo among the notes is not run: put it on the slide']],
  ];
  for (const [what, text, said] of cases)
    it(what, () => {
      const { deck, messages } = compiled(text, { demos: ['queue'] });
      expect(messages.map(({ line, column, reason }) => `${line}:${column} ${reason}`)).toEqual(said);
      expect(deck.inlineDemos).toHaveLength(what === 'a name twice' ? 1 : 0);
    });
});
