// Markdown to hast, by remark: one slide's text at a time. Code blocks and content
// classes are taken out first and come back as marked places in the tree
// (placeholders), so that HTML parsing and sanitising never touch them.
import type { ElementContent, Root } from 'hast';
import type { Code, Html, Root as MdastRoot } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkRehype, { type Options as RehypeOptions } from 'remark-rehype';
import type { Severity } from '../message.ts';
import { SCHEMA } from './allowed.ts';
import { type Removed, removeDangers } from './dangers.ts';
import { applyElementComments, mayNameElements } from './elements.ts';
import { mendSlideLinks, takeHtmlCode } from './reveal-html.ts';
import { tame, untame } from './tame.ts';

/** Placeholders are `OPEN n CLOSE`: noncharacter-like code points that no font or keyboard has. */
export const OPEN = '\u{10FFFC}';
export const CLOSE = '\u{10FFFD}';
/** Put before inline text, so that it is not read as a list or a heading; white space, so that emphasis works behind it. */
const INLINE_GUARD = '\u2003';

const TOO_MANY = 'a paragraph with so many marks (* _ ~ [ ] and the like) is shown as it stands: put empty lines into it, or make it code';
const TOO_LONG = 'a slide of more than a million characters is shown as it stands';
/** Characters of one slide; the parser needs a second for so many. */
const LONGEST = 1_000_000;

/** Something to say of a text; `offset` is into what was parsed, or null where nobody knows. */
export interface Told {
  readonly offset: number | null;
  readonly severity: Severity;
  readonly rule: string;
  readonly reason: string;
}

export interface ParsedMarkdown {
  readonly tree: Root;
  readonly removed: readonly Removed[];
  readonly told: readonly Told[];
  /** The code blocks, by the number in their placeholder (`OPEN c n CLOSE`). */
  readonly codes: readonly Code[];
  /** Where a table row has more cells than the head: GFM would drop them, here they are kept. */
  readonly wideRows: readonly number[];
  /** Positions in the tree are too large by this many characters. */
  readonly shift: number;
}

export interface MarkdownOptions {
  /** HTML is shown as text when false. */
  readonly html: boolean;
  /** Link definitions to put before the text. */
  readonly definitions: string;
  /** Only the inside of a paragraph is meant. */
  readonly inline: boolean;
  /** `<!-- .element: … -->` gives attributes; `original` as reveal.js reads it. */
  readonly elements?: 'mended' | 'original' | undefined;
}

const placeholder: NonNullable<RehypeOptions['handlers']> = {
  code(state, node: Code & { placeholder?: number }) {
    const result = { type: 'text' as const, value: `${OPEN}c${node.placeholder ?? 0}${CLOSE}` };
    state.patch(node, result);
    return result;
  },
};

const htmlAsText: NonNullable<RehypeOptions['handlers']> = {
  ...placeholder,
  html(state, node: Html) {
    const result = { type: 'text' as const, value: node.value };
    state.patch(node, result);
    return result;
  },
};

const parser = remark().use(remarkGfm).freeze();
const plain = remark().use(remarkRehype, { handlers: htmlAsText }).freeze();
const withHtml = remark().use(remarkRehype, { handlers: placeholder, allowDangerousHtml: true }).use(rehypeRaw).freeze();
const wall = remark().use(rehypeSanitize, SCHEMA).freeze();

/** Parses a text. Never throws on any text: what the HTML parser cannot take is shown as text. */
export function parseMarkdown(text: string, { html, definitions, inline, elements }: MarkdownOptions): ParsedMarkdown {
  const prefix = (definitions === '' ? '' : `${definitions}\n\n`) + (inline ? INLINE_GUARD : '');
  const source = prefix + text;
  const tamed = tame(source);
  const mdast = source.length > LONGEST ? asCode(source) : parser.parse(tamed.text);
  if (tamed.at !== null) untame(mdast);
  const codes: Code[] = [];
  const wideRows: number[] = [];
  const holdsHtml = collect(mdast, codes, wideRows);
  const comments = elements !== undefined && holdsHtml && mayNameElements(text);
  // Comments of this kind are read even where other HTML is shown as text.
  if (!html && comments) htmlToText(mdast);
  let tree: Root;
  let removed: readonly Removed[];
  const told: Told[] = [];
  if (source.length > LONGEST) told.push({ offset: 0, severity: 'warning', rule: 'slide-too-long', reason: TOO_LONG });
  else if (tamed.at !== null)
    told.push({ offset: Math.max(0, tamed.at - prefix.length), severity: 'warning', rule: 'too-many-marks', reason: TOO_MANY });
  if ((html || comments) && holdsHtml) {
    try {
      tree = withHtml.runSync(mdast, source) as unknown as Root;
      if (elements !== undefined) takeHtmlCode(tree, codes, (n) => `${OPEN}c${n}${CLOSE}`);
      if (comments) told.push(...applyElementComments(tree, elements === 'original', source));
      removed = removeDangers(tree);
      tree = asRoot(wall.runSync(tree as never) as unknown as Root | ElementContent);
    } catch {
      tree = plain.runSync(mdast, source) as unknown as Root;
      removed = removeDangers(tree);
    }
  } else {
    tree = plain.runSync(mdast, source) as unknown as Root;
    removed = removeDangers(tree);
  }
  if (elements !== undefined) mendSlideLinks(tree);
  if (inline) dropGuard(tree);
  return { tree, removed, told, codes, wideRows, shift: prefix.length };
}

function asCode(value: string): MdastRoot {
  return { type: 'root', children: [{ type: 'code', value }] };
}

/** Numbers the code blocks, widens tables to their widest row; says whether there is HTML. */
function collect(node: MdastRoot | MdastRoot['children'][number], codes: Code[], wideRows: number[]): boolean {
  if (node.type === 'html') return true;
  if (node.type === 'code') {
    (node as Code & { placeholder?: number }).placeholder = codes.length;
    codes.push(node);
  }
  if (node.type === 'table') {
    const width = node.align?.length ?? 0;
    for (const row of node.children) {
      if (row.children.length <= width) continue;
      wideRows.push(row.position?.start.offset ?? 0);
      while ((node.align?.length ?? 0) < row.children.length) node.align?.push(null);
    }
  }
  let holds = false;
  if ('children' in node)
    for (const child of node.children) holds = collect(child as MdastRoot['children'][number], codes, wideRows) || holds;
  return holds;
}

/** Makes text of all HTML but the comments that name attributes. */
function htmlToText(node: MdastRoot | MdastRoot['children'][number]): void {
  if (!('children' in node)) return;
  for (const child of node.children) {
    if (child.type === 'html' && !/^\s*<!--\s*\.element[:\s]/.test(child.value)) Object.assign(child, { type: 'text' });
    else htmlToText(child as MdastRoot['children'][number]);
  }
}

function asRoot(node: Root | ElementContent): Root {
  return node.type === 'root' ? node : { type: 'root', children: [node] };
}

function dropGuard(tree: Root): void {
  let node: Root | ElementContent | undefined = tree;
  while (node !== undefined && 'children' in node) node = node.children[0] as ElementContent | undefined;
  if (node?.type === 'text' && node.value.startsWith(INLINE_GUARD)) node.value = node.value.slice(INLINE_GUARD.length);
}
