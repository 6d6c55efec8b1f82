// One construct a file: fixtures/<name>.md and, beside it, what `inspect` says of it
// and its HTML. UPDATE=1 rewrites the expected files; read the difference then.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import { inspectDeck } from '../../src/compile/inspect.ts';
import { compiled } from './support.ts';

const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));

/** What fixtures may name. */
const files = {
  'demos/queue.ts':
    'import x from "x";\n\n// #region producer\n  export function* producer() {\n    // @mark started\n    yield 1; // @mark first\n  }\n// #endregion\n\nproducer();\n',
  'slides/pictures/a b.png': '',
  'slides/clip.mp4': '',
  'slides/clip.webm': '',
  'slides/clip.ogg': '',
  'slides/part.md':
    '---\ntitle: of the part\n---\n# Part\n\n![](pictures/a%20b.png)\n---\nSecond [named][]\n\n[named]: https://example.org/part\n',
};

function withAttributes(attributes: Readonly<Record<string, string>> = {}): { attributes?: Readonly<Record<string, string>> } {
  return Object.keys(attributes).length === 0 ? {} : { attributes };
}

describe('fixtures', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
    it(name.slice(0, -3), () => {
      const { deck, messages } = compiled(readFileSync(folder + name, 'utf8'), { files, demos: ['queue', 'echo-server'] });
      const { slides, ...head } = inspectDeck(deck, messages);
      const seen = {
        ...head,
        panel: deck.panel,
        ...(deck.reveal === undefined ? {} : { reveal: deck.reveal }),
        files: deck.files,
        slides: slides.map((slide, i) => ({
          ...slide,
          html: toHtml(deck.slides[i]?.content ?? { type: 'root', children: [] }).split('\n'),
          focus: deck.slides[i]?.codeBlocks.map(({ focus, source, spans, numbered }) => ({
            focus,
            source,
            ...(numbered === undefined ? {} : { numbered }),
            ...(spans === undefined ? {} : { spans }),
          })),
          background: deck.slides[i]?.background,
          ...withAttributes(deck.slides[i]?.attributes),
        })),
      };
      const expected = `${folder}${name.slice(0, -3)}.json`;
      if (process.env.UPDATE === '1' || !existsSync(expected)) writeFileSync(expected, `${JSON.stringify(seen, null, 2)}\n`);
      expect(seen).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
    });
  }
});
