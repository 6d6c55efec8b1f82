// Markup that only becomes dangerous when a browser reads what we have written: pieces
// that change how the rest is read, thrown together, compiled, and read by a browser.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMarpCore } from '../../src/compile/marp/core.ts';
import type { Dialect } from '../../src/deck.ts';
import { renderSlide } from '../../src/render/slide.ts';
import { compiled } from '../compile/support.ts';
import { openPage } from '../support/browser.ts';
import { amount } from '../support/soak.ts';

const numRuns = amount(400, 4000);
const IMG = '<img src=x onerror=x()>';

const NAMES =
  'svg math style title textarea noscript template iframe noembed noframes xmp select option table caption tr td form p a b desc foreignObject mtext mi mglyph malignmark annotation-xml plaintext script object use image li dd button h1 div'.split(
    ' ',
  );
const PIECES = [
  ...NAMES.flatMap((name) => [`<${name}>`, `</${name}>`, `<${name} id="`, `<${name} title='`]),
  ...[
    IMG,
    IMG,
    '&lt;img src=x onerror=x()&gt;',
    '<!--',
    '-->',
    '--!>',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '">',
    "'>",
    '`',
    '\n\n',
    '\n',
    ' ',
    '&quot;',
    '&gt;',
    '&lt;/style&gt;',
    '<annotation-xml encoding="text/html">',
  ],
  ...['.x[', ']', '**', '[a](', ')', '![', '```\n', '$$', ':::note\n', '| a |\n|-|\n| ', '> ', '- '],
];

const HOT = [
  '<svg>',
  '<math>',
  '<style>',
  '<annotation-xml encoding="text/html">',
  '<mtext>',
  '<foreignObject>',
  '<desc>',
  '<title>',
  '<table>',
  '<form>',
  '<a>',
];
const INSIDE = [
  IMG,
  `&lt;/style&gt;${IMG.replace(/</g, '&lt;').replace(/>/g, '&gt;')}`,
  `<a id="</style>${IMG}">`,
  `<a id="</title>${IMG}">`,
  `<!--</style>${IMG}-->`,
];

it('test 44: no mixture of markup becomes something live in a browser', async () => {
  const marp = createMarpCore();
  // At random, and with some sense: elements that are read otherwise, in each other, around what would run.
  const mixed = fc.array(fc.constantFrom(...PIECES), { minLength: 3, maxLength: 12 }).map((parts) => parts.join(''));
  const nested = fc
    .tuple(
      fc.subarray(HOT, { minLength: 1 }),
      fc.shuffledSubarray(HOT),
      fc.constantFrom(...INSIDE),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }),
    )
    .map(([first, then, inside, rest]) => [...first.slice(0, 2), ...then.slice(0, 3), inside, ...rest].join(''));
  const texts = fc.sample(fc.oneof(mixed, { weight: 2, arbitrary: nested }), numRuns);
  await using opened = await openPage();
  const { page } = opened;
  for (const dialect of ['remark', 'reveal', 'marp', 'article'] satisfies Dialect[]) {
    const pages = texts.map((text) =>
      compiled(text, { options: { dialect }, marp })
        .deck.slides.map((slide) => renderSlide(slide, { tokens: () => undefined, fileUrl: (file) => file }))
        .map(({ html, notes }) => html + notes)
        .join(''),
    );
    const live = await page.evaluate((all) => {
      const isLive = (root: ParentNode): boolean =>
        [...root.querySelectorAll('*')].some((element) => {
          const bad = /^(script|object|embed|base|meta|link|form|frame|noscript)$/.test(element.localName);
          const attributes = [...element.attributes].some(
            ({ name, value }) =>
              /^on|^srcdoc$/i.test(name) || (/^(href|src|action|xlink:href)$/.test(name) && /^\s*javascript:/i.test(value)),
          );
          return bad || attributes || (element instanceof HTMLTemplateElement && isLive(element.content));
        });
      return all.flatMap((html, i) => {
        const place = document.implementation.createHTMLDocument().createElement('section');
        place.innerHTML = html;
        return isLive(place) ? [i] : [];
      });
    }, pages);
    expect(live.map((i) => ({ dialect, text: texts[i], html: pages[i] }))).toEqual([]);
  }
}, 120_000);
