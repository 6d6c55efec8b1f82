import { describe, expect, it } from 'vitest';
import { createSlideCache } from '../../src/compile/compile.ts';
import { inspectDeck } from '../../src/compile/inspect.ts';
import { visibleText } from '../../src/compile/text.ts';
import { briefly, compiled } from './support.ts';

const talk = (count: number, edited = -1, word = 'edited'): string =>
  Array.from({ length: count }, (_, i) => `# Slide ${i}\n\n- a\n- ${i === edited ? word : 'b'} foo.bar[${i}]\n\n???\nnote ${i}`).join(
    '\n---\n',
  );

describe('the cache', () => {
  it('parses one slide when one slide is edited', () => {
    const cache = createSlideCache();
    compiled(talk(50), { cache });
    expect(cache.parsed).toBe(50);
    compiled(talk(50, 20), { cache });
    expect(cache.parsed).toBe(51);
    const { deck } = compiled(`# New\n\n---\n${talk(50, 20)}`, { cache });
    expect(cache.parsed).toBe(52);
    expect(visibleText(deck.slides[21]?.content ?? { type: 'root', children: [] })).toBe('Slide 20 a edited foo.bar[20]');
  });

  it('keeps the messages of kept slides at their lines when slides above move', () => {
    const cache = createSlideCache();
    const before = compiled(talk(2), { cache });
    const after = compiled(`# New\n\nline\n\n---\n${talk(2)}`, { cache });
    expect(cache.parsed).toBe(3);
    expect([briefly(before), briefly(after)]).toEqual([
      ['4:8 class-in-word', '12:8 class-in-word'],
      ['9:8 class-in-word', '17:8 class-in-word'],
    ]);
    expect(after.messages[0]?.frame).toBe('9 | - b foo.bar[0]\n           ^');
  });

  it('tells slides of the same text apart by all else that decides them', () => {
    const cache = createSlideCache();
    const text =
      '\nsame\n---\nclass: a\nsame\n---\n\nsame\n???\nnote\n---\nbackground-color: red\nsame\n---\n\nsa\n--\nme\n---\n\nsa\nme\n---\n\nsame';
    const { deck } = compiled(text, { cache });
    expect(deck.slides[6]?.hash).toBe(deck.slides[0]?.hash);
    expect(new Set(deck.slides.map((slide) => slide.hash)).size).toBe(6);
    expect(deck.slides.map((slide) => [slide.steps.length, slide.notes.children.length, slide.background?.color])).toEqual([
      [1, 0, undefined],
      [1, 0, undefined],
      [1, 1, undefined],
      [1, 0, 'red'],
      [2, 0, undefined],
      [1, 0, undefined],
      [1, 0, undefined],
    ]);
    expect(deck.slides[1]?.classes).toEqual(['a']);
  });

  it('notices that a file which a slide looked at has changed', () => {
    const cache = createSlideCache();
    const text = '# a\n\n![](x.png)\n\n```ts file=x.ts\n```\n---\n# b\n\n--\n';
    const first = compiled(text, { cache, files: { 'slides/x.ts': 'one();' } });
    const same = compiled(text, { cache, files: { 'slides/x.ts': 'one();' } });
    expect(cache.parsed).toBe(2);
    const second = compiled(text, { cache, files: { 'slides/x.ts': 'two();', 'slides/x.png': '' } });
    expect(cache.parsed).toBe(3);
    expect([first, same, second].map((c) => c.deck.slides[0]?.codeBlocks[0]?.text)).toEqual(['one();', 'one();', 'two();']);
    expect([first, same, second].map(briefly)).toEqual([['3:1 missing-file'], ['3:1 missing-file'], []]);
    expect(first.deck.slides[0]?.hash).toBe(same.deck.slides[0]?.hash);
    expect(first.deck.slides[0]?.hash).not.toBe(second.deck.slides[0]?.hash);
  });

  it('gives a slide the same hash wherever it stands', () => {
    const [a, b] = [compiled('# x\n---\n# y\n\n--\n'), compiled('# y\n\n--\n')];
    expect(a.deck.slides[1]?.hash).toBe(b.deck.slides[0]?.hash);
    expect(a.deck.slides[0]?.hash).not.toBe(b.deck.slides[0]?.hash);
  });
});

describe('a broken talk in mid-edit', () => {
  it.each([
    ['an open fence', '# a\n\n```js\nlet x\n---\n# b', ['a let x', 'b']],
    ['open front matter', '---\ntitle: x\n\n# a\n\n???\n', ['', 'title: x a']],
    ['bad YAML', '---\ntitle: [x\n---\n# a\n\n???\n', ['a']],
    ['an open comment', '# a\n\n<!-- x\n---\n# b\n\n--\n', ['a', 'b']],
    ['an open class', '# a\n\n.red[x\n---\n# b', ['a .red[x', 'b']],
    ['nothing', '', ['']],
  ])('test 92: %s', (_, text, slides) => {
    const { deck } = compiled(text, { options: { dialect: 'remark' } });
    expect(deck.slides.map((slide) => visibleText(slide.content))).toEqual(slides);
  });
});

describe('what the deck names', () => {
  it('is listed as files and sources, and nothing else is', () => {
    const { deck, messages } = compiled('include: part.md\n---\n![](a.png) ![](../../out.png)\n\n```file=../demos/q.ts\n```\n', {
      files: { 'slides/part.md': '# Part', 'slides/a.png': '', 'slides/b.png': '', 'demos/q.ts': 'x' },
    });
    expect(deck.files).toEqual(['/talks/root/slides/a.png']);
    expect(deck.sources).toEqual(['/talks/root/slides/talk.md', '/talks/root/slides/part.md', '/talks/root/demos/q.ts']);
    expect(messages.map((m) => m.reason)).toEqual(['"../../out.png" escapes the deck root']);
  });

  it.each([
    ['a snippet', '```ts file=../../../outside.ts\n```', 'snippet "../../../outside.ts" escapes the deck root'],
    ['an absolute snippet', '```ts file=/etc/passwd\n```', 'snippet "/etc/passwd" escapes the deck root'],
    ['a coded one', '```ts file=..%2F..%2F..%2Fx.ts\n```', 'snippet "..%2F..%2F..%2Fx.ts" escapes the deck root'],
    ['a picture', '![](../../outside/CANARY)', '"../../outside/CANARY" escapes the deck root'],
    ['an include', 'include: ../../x.md', 'include "../../x.md" escapes the deck root'],
  ])('test 21: %s outside the root is an error that names its line', (_, text, reason) => {
    const { deck, messages } = compiled(`# a\n\n--\n\n---\n${text}`);
    expect(messages.map(({ file, line, severity, reason }) => ({ file, line, severity, reason }))).toEqual([
      { file: 'slides/talk.md', line: 6, severity: 'error', reason },
    ]);
    expect(deck.files).toEqual([]);
  });

  it('test 21: includes that include each other end', () => {
    const { deck, messages } = compiled('# a\n\n--\n\n---\ninclude: a.md', {
      files: { 'slides/a.md': '# A\n---\ninclude: b.md', 'slides/b.md': '# B\n---\ninclude: a.md' },
    });
    expect(deck.slides.map((slide) => visibleText(slide.content))).toEqual(['a', 'A', 'B']);
    expect(messages.map((m) => `${m.file}:${m.line} ${m.rule}`)).toEqual(['slides/b.md:3 include']);
  });
});

describe('what is settled where', () => {
  it('the command line wins over front matter', () => {
    const text = '---\ndialect: article\ntheme: a\nengine: remark\n---\n# Title\n';
    expect(compiled(text).deck).toMatchObject({
      title: 'Title',
      dialect: 'article',
      dialectReason: 'stated in front matter',
      theme: 'a',
      engine: 'remark',
    });
    expect(compiled(text, { options: { dialect: 'remark', theme: 'b', engine: 'reveal' } }).deck).toMatchObject({
      dialect: 'remark',
      theme: 'b',
      engine: 'reveal',
    });
  });

  it('a talk without a title is called by its first heading, else by its file', () => {
    expect(compiled('text\n---\n## **The** talk\n\n--\n').deck.title).toBe('The talk');
    expect(compiled('text').deck.title).toBe('talk');
  });

  it('options of remark.js are read', () => {
    const text =
      '---\nremark:\n  countIncrementalSlides: false\n  highlightLines: true\n  excludedClasses: [x]\n---\na\n--\nb\n\n```c\n* c\n```\n---\nclass: x\n---\nd';
    const { deck } = compiled(text);
    expect(deck.slides.map((slide) => slide.steps.map((step) => step.number))).toEqual([[1, 1], [2]]);
    expect(deck.slides[0]?.codeBlocks[0]).toMatchObject({ text: '  c', highlighted: [1] });
  });
});

it('inspect has the fields that programs rely on, and no others', () => {
  const { deck, messages } = compiled('name: a\nclass: b\n\n# H\n\n[l](https://example.org)\n\n```ts\nx\n```\n--\nmore\n???\nsaid');
  expect(inspectDeck(deck, messages)).toEqual({
    title: 'H',
    dialect: 'remark',
    engine: 'reveal',
    theme: 'paper',
    lang: 'en',
    ratio: '16:9',
    messages: [],
    slides: [
      {
        index: 0,
        number: 1,
        name: 'a',
        classes: ['b'],
        counted: true,
        h: 0,
        v: 0,
        notes: 'said',
        headings: [['h1', 'H']],
        text: 'H l x more',
        steps: [
          { text: 'H l x', number: 1 },
          { text: 'H l x more', number: 2 },
        ],
        codeBlocks: [{ lang: 'ts', lines: 1, highlighted: [], text: 'x' }],
        images: [],
        links: ['https://example.org'],
        demos: [],
        place: { line: 1 },
      },
    ],
  });
});
