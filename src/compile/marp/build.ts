// One rendered slide of a Marp talk becomes what is kept of a slide: its tree, code
// blocks, formulas, notes and files. Depends on nothing but its key and those files.
import { createHash } from 'node:crypto';
import * as path from 'node:path';
import type { Element, ElementContent, Root } from 'hast';
import type { Code } from 'mdast';
import { lineStartsOf } from '../../dialects/scan.ts';
import type { Fragment } from '../../dialects/source.ts';
import type { Message } from '../../message.ts';
import { type CodeDraft, draftCode } from '../code.ts';
import { DIAGRAM_SCRIPT, diagramElement, isDiagram, NO_DIAGRAMS } from '../diagrams.ts';
import { type FileAccess, looking } from '../files.ts';
import { brokenFormula, formulaElement, type Typeset } from '../formula.ts';
import type { InlineDraft } from '../inline-demos.ts';
import { findSnippet, nameFiles } from '../named-files.ts';
import type { BuiltSlide, SlideMessage } from '../slide.ts';
import type { RenderedSlide } from './rendered.ts';
import { countMarpSteps } from './steps.ts';
import { localUrls } from './style.ts';
import { slideTree } from './tree.ts';

/** Builds a slide; `text` is its own, `folder` that of its file. */
export function buildMarpSlide(
  slide: RenderedSlide,
  text: Fragment,
  folder: string,
  key: string,
  access: FileAccess,
  typeset: Typeset | null,
): BuiltSlide {
  const look = looking(access);
  const messages: SlideMessage[] = [];
  const files = new Set<string>();
  const sources = new Set<string>();
  const codes = new Map<Element, CodeDraft>();
  const inlineDemos: { draft: InlineDraft; offset: number }[] = [];
  const formulas: string[] = [];
  const lines = lineStartsOf(text.text);
  const offsetOf = (line: number): number => {
    const start = lines[line] ?? 0;
    return start + Math.max(0, text.text.slice(start).search(/\S/));
  };
  const tell = (line: number, severity: Message['severity'], rule: string, reason: string): void =>
    void messages.push({ where: { in: 'content', offset: offsetOf(line) }, severity, rule, reason });

  const content = slideTree(slide, {
    tell,
    code({ info, text: value, line, scales }) {
      const [, lang = '', meta = ''] = /^(\S*)\s*(.*)$/s.exec(info) ?? [];
      if (isDiagram(lang)) {
        const script = path.join(look.root, DIAGRAM_SCRIPT);
        if (look.exists(script)) {
          files.add(script);
          return diagramElement(value, DIAGRAM_SCRIPT);
        }
        tell(line, NO_DIAGRAMS.severity, NO_DIAGRAMS.rule, NO_DIAGRAMS.reason);
      }
      const node: Code = { type: 'code', lang: lang || null, meta: meta || null, value };
      const { code, figure } = draftCode(node, {
        starLines: 'off',
        snippet: (written) => findSnippet(written, folder, look, sources, (reason) => tell(line, 'error', 'snippet', reason)),
        inlineDemo(draft) {
          if (typeof draft === 'string') tell(line, 'error', 'inline-demo', draft);
          else inlineDemos.push({ draft, offset: offsetOf(line) });
        },
        starKept: () => undefined,
      });
      const pre = figure.children.at(-1);
      if (scales && pre?.type === 'element') Object.assign(pre.properties, { is: 'marp-pre', dataAutoScaling: 'downscale-only' });
      codes.set(figure, code);
      return figure;
    },
    math({ tex, display, line }) {
      const set = typeset?.(tex, display) ?? null;
      if (set !== null && 'error' in set) {
        tell(line, 'error', 'formula', `this formula cannot be set: ${set.error}`);
        return brokenFormula(tex);
      }
      if (set !== null) formulas.push(set.html);
      return formulaElement(tex, display, set === null ? -1 : formulas.length - 1);
    },
    element(node, line) {
      nameFiles(node, folder, look, files, (severity, rule, reason) => tell(line, severity, rule, reason));
      const { style } = node.properties;
      if (typeof style === 'string')
        node.properties.style = localUrls(style, folder, look, files, (severity, rule, reason) => tell(line, severity, rule, reason));
    },
  });
  const { codeBlocks, extra } = countMarpSteps(content, codes);
  const hash = createHash('sha1').update(key);
  for (const { id, source, marks } of codeBlocks) hash.update(`\0${id}${source?.file ?? ''}${source?.line ?? ''}${JSON.stringify(marks)}`);
  for (const [file, there] of look.seen.there) hash.update(`\0${file}${there}`);
  return {
    hash: hash.digest('hex').slice(0, 20),
    content,
    notes: notesOf(slide),
    codeBlocks,
    formulas,
    inlineDemos,
    extra: [extra],
    background: null,
    files: [...files],
    sources: [...sources],
    messages,
    seen: look.seen,
  };
}

/** Plain text, as Marp shows it: paragraphs, and lines as they are. */
function notesOf({ notes }: RenderedSlide): Root {
  const children = notes
    .flatMap(({ text }) => text.split(/\n[ \t]*\n/))
    .filter((text) => text.trim() !== '')
    .map((text): Element => {
      const lines = text.trim().split('\n');
      const inner = lines.flatMap((line, i): ElementContent[] => [
        ...(i === 0 ? [] : [{ type: 'element', tagName: 'br', properties: {}, children: [] } as Element]),
        { type: 'text', value: line },
      ]);
      return { type: 'element', tagName: 'p', properties: {}, children: inner };
    });
  return { type: 'root', children };
}
