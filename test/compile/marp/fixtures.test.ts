// Marp by construct: fixtures/<name>.md and, beside it, what becomes of it. A name in
// -strict is read strictly. UPDATE=1 rewrites the expected files; read the difference.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import { inspectDeck } from '../../../src/compile/inspect.ts';
import { createMarpCore } from '../../../src/compile/marp/core.ts';
import type { Deck, Slide } from '../../../src/deck.ts';
import { compiled } from '../support.ts';

const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));
const marp = createMarpCore();

/** What fixtures may name. */
const files = {
  'demos/queue.ts': 'import x from "x";\n\n// #region take\nexport function take() {\n  return 1;\n}\n// #endregion\n',
  'slides/pictures/a b.png': '',
  'slides/pictures/b.svg': '',
  'slides/part/part.md': '---\ntitle: of the part\n---\n\n# Part\n\n![](../pictures/b.svg)\n\n---\n\nits second\n',
  'slides/own.css':
    '/* @theme own */\n@import "gaia";\n@import url("https://fonts.example.org/x.css");\nsection { background: url(pictures/b.svg) }\n',
  'slides/broken.css': 'h1 { color: red; { ;;',
  'themes/house/theme.css': '/* @theme house */\n@import "default";\nsection { color: teal; background: url("wall.png") }\n',
};

describe('Marp', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
    it(name.slice(0, -3), () => {
      const text = readFileSync(folder + name, 'utf8');
      const { deck, messages } = compiled(text, {
        ...{ files, marp, demos: ['queue', 'echo-server'] },
        options: { dialect: 'marp', strict: name.endsWith('-strict.md') },
      });
      const { slides, title, theme, ratio, messages: told } = inspectDeck(deck, messages);
      const seen = {
        ...{ title, theme, ratio },
        messages: told.map(({ file, line, column, severity, rule, reason }) => `${file}:${line}:${column} ${severity} ${rule}: ${reason}`),
        files: deck.files,
        style: ownStyle(deck),
        slides: slides.map(({ place, number, classes, notes, headings, text, steps, codeBlocks, images, links, demos }, i) => ({
          ...{ line: place.line, number, classes, text, notes, headings, images, links, demos },
          steps: steps.map((step) => step.text),
          codeBlocks,
          section: section(deck.slides[i]),
          html: inside(deck.slides[i]).split('\n'),
          focus: deck.slides[i]?.codeBlocks.map(({ focus }) => focus),
        })),
      };
      const expected = `${folder}${name.slice(0, -3)}.json`;
      if (process.env.UPDATE === '1' || !existsSync(expected)) writeFileSync(expected, `${JSON.stringify(seen, null, 2)}\n`);
      expect(seen).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
    });
  }
});

/** Of the style sheet the declarations that Marp's own have not: those with the author's files and colours. */
function ownStyle({ sheet }: Deck): string[] {
  return [...(sheet?.css ?? '').matchAll(/[\w-]+:\s*[^;{}]*(?:talk-file:|teal|tomato)[^;{}]*|@import[^;]*/g)].map(([rule]) => rule.trim());
}

/** The slide's own section, without what stands in it. */
function section(slide: Slide | undefined): Element['properties'] {
  const { style, dataMarpitScope: _, ...rest } = sectionOf(slide)?.properties ?? {};
  const named = Object.entries(rest).filter(([key]) => /^(lang|dataMarpitPagination|dataMarpitAdvanced|dataSize)/.test(key));
  const looks = String(style ?? '')
    .split(';')
    .filter((one) => /^(background|color|--marpit)/.test(one));
  return Object.fromEntries([...named, ...(looks.length > 0 ? [['style', looks.join(';')]] : [])]);
}

function inside(slide: Slide | undefined): string {
  const layers = all(slide).filter(({ tagName, properties }) => tagName === 'figure' && typeof properties.style === 'string');
  const behind = layers.map((figure) => `behind: ${toHtml({ ...figure, children: [] })}\n`).join('');
  const children = sectionOf(slide)?.children ?? [];
  return behind + toHtml(children).trim();
}

function sectionOf(slide: Slide | undefined): Element | undefined {
  const sections = all(slide).filter(({ tagName }) => tagName === 'section');
  return sections.find(({ properties }) => properties.dataMarpitAdvancedBackground === 'content') ?? sections[0];
}

function all(slide: Slide | undefined): Element[] {
  const visit = (node: ElementContent): Element[] => (node.type === 'element' ? [node, ...node.children.flatMap(visit)] : []);
  return (slide?.content.children ?? []).flatMap((node) => visit(node as ElementContent));
}
