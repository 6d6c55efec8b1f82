// What render makes of a slide: input as compile leaves it, output whole.
import type { Element, ElementContent, Root } from 'hast';
import { describe, expect, it } from 'vitest';
import type { CodeBlock, Slide, Tokens } from '../../src/deck.ts';
import { renderSlide } from '../../src/render/slide.ts';

const element = (tagName: string, properties: Element['properties'], ...children: (ElementContent | string)[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
});

function slide(children: Root['children'], more: Partial<Slide> = {}): Slide {
  return {
    index: 0,
    number: 1,
    name: null,
    classes: [],
    counted: true,
    h: 0,
    v: 0,
    content: { type: 'root', children },
    notes: { type: 'root', children: [] },
    steps: [{ number: 1 }],
    codeBlocks: [],
    formulas: [],
    background: null,
    demos: [],
    place: { line: 1 },
    hash: 'abc',
    ...more,
  };
}

const block = (text: string, more: Partial<CodeBlock> = {}): CodeBlock => ({
  id: 'c1',
  lang: 'ts',
  text,
  highlighted: [],
  focus: [],
  source: null,
  marks: [],
  ...more,
});

const options = { tokens: (): Tokens | undefined => undefined, fileUrl: (path: string): string => `/files/${path}` };
const figure = (id = 'c1'): Element => element('figure', { className: ['code'], dataCode: id }, element('pre', {}, 'as compile left it'));
const htmlOf = (given: Slide, tokens: Tokens | undefined = undefined): string =>
  renderSlide(given, { ...options, tokens: () => tokens }).html;

describe('renderSlide', () => {
  it('gives the section its classes and background, and the content a body', () => {
    const given = slide([element('h1', {}, 'Hi & <you>')], {
      classes: ['center', 'middle'],
      background: { image: 'pictures/a "b".png', color: '#fff; position: fixed' },
    });
    expect(renderSlide(given, options)).toEqual({
      hash: 'abc',
      number: 1,
      name: null,
      h: 0,
      v: 0,
      stepNumbers: [1],
      demos: [],
      attributes: {
        class: 'slide center middle pictured',
        style: 'background-image: url("/files/pictures/a \\22 b\\22 .png"); background-size: cover; background-position: center',
      },
      html: '<div class="body"><h1>Hi &#x26; &#x3C;you></h1></div>',
      notes: '',
    });
  });

  it('leaves the address of a background that has one', () => {
    const at = (image: string): string | undefined => renderSlide(slide([], { background: { image } }), options).attributes.style;
    expect([at('url(a.png)'), at('https://x.org/a.png'), at('/b.png')].map((style) => style?.split(';')[0])).toEqual([
      'background-image: url("/files/a.png")',
      'background-image: url("https://x.org/a.png")',
      'background-image: url("/b.png")',
    ]);
  });

  it('turns local files into addresses and nested sections into divs', () => {
    const given = slide([
      element('section', { className: ['footnotes'] }, element('img', { src: 'a.png', dataFile: 'talk/a.png', alt: '' })),
      element('a', { href: 'x.pdf', dataFile: 'talk/x.pdf' }, 'x'),
    ]);
    expect(htmlOf(given)).toBe(
      '<div class="body"><div class="footnotes"><img src="/files/talk/a.png" alt=""></div><a href="/files/talk/x.pdf">x</a></div>',
    );
  });

  it('puts tokens into the lines, an empty one included', () => {
    const given = slide([figure()], { codeBlocks: [block('let a;\n\nb', { highlighted: [3] })] });
    const tokens: Tokens = [
      [
        ['let', 'keyword'],
        [' a;', ''],
      ],
      [],
      [['b', '']],
    ];
    expect(htmlOf(given, tokens)).toBe(
      '<div class="body"><figure class="code" data-code="c1" data-lang="ts"><pre><code class="language-ts">' +
        '<span class="line"><span class="t-keyword">let</span> a;\n</span><span class="line">\n</span><span class="line marked">b</span>' +
        '</code></pre></figure></div>',
    );
  });

  it('shows the text, not tokens that spell another one', () => {
    const given = slide([figure()], { codeBlocks: [block('new')] });
    expect(htmlOf(given, [[['old', 'keyword']]])).toContain('<span class="line">new</span>');
  });

  it('says in its hash how many blocks have no colours yet', () => {
    const given = slide([], { codeBlocks: [block('a'), block('b', { id: 'c2' }), block('c', { lang: null })] });
    expect([renderSlide(given, options).hash, renderSlide(given, { ...options, tokens: () => [] }).hash]).toEqual(['abc#2', 'abc']);
  });

  it('lights each of two equal blocks as its own fence says', () => {
    const given = slide([figure(), figure()], {
      codeBlocks: [
        block('x', {
          focus: [
            { step: 0, lines: [1] },
            { step: 1, lines: [5, 3, 4, 9] },
          ],
        }),
        block('x', { focus: [{ step: 2, lines: 'all' }] }),
      ],
    });
    expect([...htmlOf(given).matchAll(/data-focus="([^"]*)"/g)].map(([, value]) => value)).toEqual([
      '[[0,&#x22;1&#x22;],[1,&#x22;3-5,9&#x22;]]',
      '[[2,&#x22;all&#x22;]]',
    ]);
  });

  it('marks parts of a line, across tokens and in the middle of one', () => {
    const spans = [
      { line: 1, from: 2, to: 8 },
      { line: 1, from: 9, to: 10 },
    ];
    const given = slide([element('figure', { dataCode: 'c1' }, '')], { codeBlocks: [block('const a = b;', { spans })] });
    const tokens: Tokens = [
      [
        ['const', 'keyword'],
        [' a = b;', ''],
      ],
    ];
    expect(renderSlide(given, { ...options, tokens: () => tokens }).html).toContain(
      '<span class="line"><span class="t-keyword">co</span><mark><span class="t-keyword">nst</span> a </mark>=<mark> </mark>b;</span>',
    );
  });

  it('puts in formulas as they were typeset, and addresses of posters and of files in styles', () => {
    const content = [
      element('span', { className: ['math'], dataMath: '0' }, '$x$'),
      element('span', { className: ['math'], dataMath: '-1' }, '$y$'),
      element('video', { src: 'a.mp4', poster: 'b.png', dataFile: 'pictures/a.mp4', dataPoster: 'pictures/b.png' }),
      element('p', { style: 'background: url("talk-file:pictures/a%20b.png")' }, 'x'),
    ];
    expect(renderSlide(slide(content, { formulas: ['<i>x</i>'] }), options).html).toBe(
      '<div class="body"><span class="math"><i>x</i></span><span class="math" data-math="-1">$y$</span>' +
        '<video src="/files/pictures/a.mp4" poster="/files/pictures/b.png"></video>' +
        '<p style="background: url(&#x22;/files/pictures/a b.png&#x22;)">x</p></div>',
    );
  });

  it('says which line each mark lights', () => {
    const marks = [
      { label: 'a "b" <c>', line: 2 },
      { label: 'd', line: 2 },
    ];
    const given = slide([figure()], { codeBlocks: [block('x\ny', { marks })] });
    expect(htmlOf(given)).toContain('data-marks="[[2,&#x22;a \\&#x22;b\\&#x22; <c>&#x22;],[2,&#x22;d&#x22;]]"');
  });

  it('says where a snippet comes from', () => {
    const given = slide([figure()], { codeBlocks: [block('a\nb', { source: { file: 'demos/a.ts', line: 18 } })] });
    expect(htmlOf(given)).toContain('<figcaption><span class="file">demos/a.ts</span><span class="lines">18–19</span></figcaption>');
  });
});
