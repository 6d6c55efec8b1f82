// A plain Markdown document: a slide for each heading that makes one (sections.ts), a
// title slide, and long sections on several slides (pack.ts), cut between blocks. All
// text stays; what is added is the heading that a continued slide carries.
import type { Message } from '../message.ts';
import { type Block, type BlockKind, blocksOf } from './article/blocks.ts';
import { headingHeight, ROOM } from './article/heights.ts';
import { outlineOf } from './article/outline.ts';
import { isInclude, packed } from './article/pack.ts';
import { type Section, sectionsOf } from './article/sections.ts';
import { readSpoken } from './article/spoken.ts';
import { byLine, titleText } from './article/title.ts';
import type { DialectReader, Draft, DraftSlide, Property, ReadOptions } from './draft.ts';
import { readComments } from './remark-properties.ts';
import { lineEnd, type Scan } from './scan.ts';
import { EMPTY, type Fragment, fragment, join, literal, replace, report, type SourceFile, type Spot } from './source.ts';

export const article: DialectReader = {
  name: 'article',
  // What nothing else claims is an article.
  detect: () => null,
  read,
};

/** Lectern's own, in every dialect. */
const DIRECTIVES: readonly string[] = ['demo', 'include'];
/** What may stand on the title slide besides the title, in px; half as much when more of the text comes behind. */
const UNDER_TITLE = ROOM * 0.55;
const CALM: readonly BlockKind[] = ['text', 'quote', 'html', 'comment', 'heading'];

/** What goes on one slide. */
interface Group {
  /** Of blocks. */
  readonly from: number;
  readonly to: number;
}

function read(file: SourceFile, start: number, scan: Scan, { frontMatter, part }: ReadOptions): Draft {
  const messages: Message[] = [];
  const outline = outlineOf(scan);
  const settings: ReadonlyMap<string, unknown> = part === true ? new Map() : frontMatter;
  const slides: DraftSlide[] = [];
  for (const section of sectionsOf(scan, outline, titleText(settings))) {
    const blocks = blocksOf(scan, outline, section.from, section.to);
    const groups = section.title ? underTitle(blocks, file.text) : grouped(section, blocks, 0, file.text);
    const spot: Spot = { file, offset: spotOf(section, blocks, scan, start) };
    // On the title slide stands the title, what is counted as continued comes behind it.
    const counted = section.title ? groups.length - 1 : groups.length;
    if (counted > 1 && !blocks.some((block) => isInclude(block, file.text)))
      messages.push(
        report(
          spot,
          'info',
          'section-split',
          `this section is too long for one slide and goes on ${counted}; put a heading or "---" where it is to be cut`,
        ),
      );
    for (const [i, group] of groups.entries()) {
      const first = i === 0;
      const opening = first && section.title;
      const body = contentOf(blocks, group, first ? null : i, file);
      const head = first
        ? headOf(section, settings, file, scan)
        : continuedHead(section, settings, blocks, group, i + (section.title ? 0 : 1), counted);
      const line = opening ? byLine(settings, body.text) : '';
      const at = first ? spot : { file, offset: blocks[group.from]?.start ?? spot.offset };
      slides.push(slideOf(at, head, body, line));
    }
  }
  return {
    slides,
    notation: { classes: 'none', classNames: new Set(), templates: false, looseBlocks: false, starLines: false },
    messages,
  };
}

function grouped({ heading }: Section, blocks: readonly Block[], from: number, text: string): Group[] {
  const rest = blocks.slice(from);
  const head = heading === null ? 0 : headingHeight(heading.level, heading.text);
  const starts = packed(rest, head, text);
  return starts.map((at, i) => ({ from: from + at, to: from + (starts[i + 1] ?? rest.length) }));
}

/** Under the title stands all of its text when that is little, else a first line or quotation. */
function underTitle(blocks: readonly Block[], text: string): Group[] {
  const all = blocks.reduce((sum, block) => sum + block.height, 0);
  if (all <= UNDER_TITLE && !blocks.some((block) => isInclude(block, text))) return [{ from: 0, to: blocks.length }];
  let to = 0;
  let height = 0;
  for (const { kind, height: more } of blocks) {
    height += more;
    if (!CALM.includes(kind) || height > UNDER_TITLE / 2) break;
    to++;
  }
  // What leads to something stays with it, and a sentence with its paragraph.
  while (to > 0 && to < blocks.length && (blocks[to]?.inner === true || blocks[to - 1]?.kind === 'heading' || leads(blocks[to - 1], text)))
    to--;
  const first = { from: 0, to };
  if (to === blocks.length) return [first];
  const starts = packed(blocks.slice(to), headingHeight(2, ''), text);
  return [
    first,
    ...starts.map((at, i) => ({ from: to + at, to: starts[i + 1] === undefined ? blocks.length : to + (starts[i + 1] ?? 0) })),
  ];
}

function leads(block: Block | undefined, text: string): boolean {
  return block !== undefined && /[:\-–—]$/.test(text.slice(Math.max(block.start, block.end - 20), block.end));
}

/** The text of a group as written; a list that goes on goes on counting. */
function contentOf(blocks: readonly Block[], { from, to }: Group, continued: number | null, file: SourceFile): Fragment {
  const first = blocks[from];
  const last = blocks[to - 1];
  if (first === undefined || last === undefined || to <= from) return EMPTY;
  const content = fragment(file, first.start, last.end);
  const written = /^(\s*)(\d+)(?=[.)])/.exec(content.text);
  if (continued === null || first.number === null || written === null || Number(written[2]) === first.number) return content;
  const at = written[1]?.length ?? 0;
  return replace(content, [{ start: at, end: written[0].length, by: literal(String(first.number)) }]);
}

function headOf({ heading, title }: Section, settings: ReadonlyMap<string, unknown>, file: SourceFile, scan: Scan): Fragment {
  if (heading !== null) return fragment(file, scan.starts[heading.line] ?? 0, lineEnd(scan, heading.end - 1));
  return title ? literal(`# ${titleText(settings) ?? ''}`) : EMPTY;
}

/** The section's heading again with its count, and the smaller one that the text stands under. */
function continuedHead(
  { heading, title }: Section,
  settings: ReadonlyMap<string, unknown>,
  blocks: readonly Block[],
  { from }: Group,
  n: number,
  of: number,
): Fragment {
  const words = (heading?.text ?? (title ? titleText(settings) : null))?.replace(/\[\^[^\]\s]+\]/g, '').trim();
  if (words === undefined) return EMPTY;
  const count = of > 1 ? ` (${n}/${of})` : '';
  const main = `${'#'.repeat(title ? 2 : (heading?.level ?? 2))} ${words}${count}`;
  const under =
    blocks[from]?.kind === 'heading' ? null : (blocks.slice(0, from).findLast(({ kind }) => kind === 'heading')?.heading ?? null);
  return literal(under === null || under.level > 3 ? main : `${main}\n\n${'#'.repeat(under.level)} ${under.text}`);
}

function slideOf(spot: Spot, head: Fragment, body: Fragment, line: string): DraftSlide {
  const properties = new Map<string, Property>();
  const { content, notes } = readSpoken(readComments(body, (key) => DIRECTIVES.includes(key), properties));
  const gap = literal('\n\n');
  const pieces = [head, content, literal(line)].filter(({ text }) => text.trim() !== '');
  const text = join(pieces.flatMap((piece, i) => (i === 0 ? [piece] : [gap, piece])));
  return { spot, parts: [{ spot, properties, content: text, notes }], below: false };
}

function spotOf({ heading, from }: Section, blocks: readonly Block[], scan: Scan, start: number): number {
  const at = heading === null ? (blocks[0]?.start ?? scan.starts[from] ?? start) : (scan.starts[heading.line] ?? start);
  return Math.max(0, Math.min(at, scan.text.length - 1));
}
