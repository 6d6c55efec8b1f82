// The text of one slide as Markdown: bullets to lists with their levels, programs to
// fences, the rest to paragraphs with their words as they are.
import { escapedText } from './escape-text.ts';
import { type Bullet, bulletOf, fencesOf, looksLikeCode } from './text-lines.ts';

export function bodyOf(lines: readonly string[]): string {
  const fences = fencesOf(lines);
  const margin = marginOf(lines.filter((_, i) => fences[i] === 0));
  const out: string[] = [];
  let i = 0;
  while (i < lines.length) {
    const start = i;
    if ((fences[i] ?? 0) > 0) {
      while (i < lines.length && fences[i] === fences[start]) i++;
      out.push(lines.slice(start, i).join('\n').trimEnd());
    } else if ((lines[i] ?? '').trim() === '') i++;
    else {
      // A run of lines up to a fence; empty lines inside belong to it.
      while (i < lines.length && fences[i] === 0) i++;
      out.push(...blocksOf(lines.slice(start, i).map((line) => line.slice(Math.min(margin, line.search(/\S|$/))).trimEnd())));
    }
  }
  // The numbers of one list stand close to each other.
  return out
    .filter((part) => part !== '')
    .reduce(
      (all, part) => (all === '' ? part : `${all}${/^\d+\. .*$/.test(part) && /(?:^|\n)\d+\. [^\n]*$/.test(all) ? '\n' : '\n\n'}${part}`),
      '',
    );
}

/** Lines without fences, cut at empty ones; neighbouring blocks of code are one. */
function blocksOf(lines: readonly string[]): string[] {
  const blocks: { lines: string[]; code: boolean }[] = [];
  let blank = true;
  for (const line of lines) {
    if (line.trim() === '') blank = true;
    else {
      if (blank) blocks.push({ lines: [], code: false });
      blocks.at(-1)?.lines.push(line);
      blank = false;
    }
  }
  for (const block of blocks) block.code = isCode(block.lines);
  const out: string[] = [];
  const list: List = { items: [], levels: [] };
  // Emptied, not replaced: whoever reads a block holds this very list.
  const endList = (): void => {
    if (list.items.length > 0) out.push(list.items.join('\n'));
    list.items.length = 0;
    list.levels.length = 0;
  };
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (block === undefined) continue;
    if (block.code) {
      endList();
      const from = i;
      while (blocks[i + 1]?.code === true) i++;
      out.push(
        fenced(
          blocks
            .slice(from, i + 1)
            .map((part) => part.lines.join('\n'))
            .join('\n\n'),
        ),
      );
    } else
      readBlock(block.lines, list, (paragraph) => {
        endList();
        out.push(paragraph);
      });
  }
  endList();
  return out;
}

function fenced(code: string): string {
  const lines = code.split('\n');
  const margin = marginOf(lines);
  const fence = '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}\n${lines.map((line) => line.slice(margin)).join('\n')}\n${fence}`;
}

function isCode(lines: readonly string[]): boolean {
  if (lines.some((line) => bulletOf(line) !== null && !looksLikeCode(line))) return false;
  if (lines.every((line) => /^(?: {4}|\t)/.test(line))) return true;
  return lines.length > 1 && lines.filter(looksLikeCode).length * 2 > lines.length;
}

/** The list that is being built: its lines, and the levels that are open. */
interface List {
  readonly items: string[];
  readonly levels: { readonly indent: number; readonly glyph: string }[];
}

/** Adds a block's bullets to the list, and gives its paragraphs. */
function readBlock(lines: readonly string[], list: List, paragraph: (text: string) => void): void {
  let words: string[] = [];
  let inItem = false;
  const flush = (): void => {
    if (words.length > 0) paragraph(words.map(escapedText).join('\n'));
    words = [];
  };
  for (const line of lines) {
    const bullet = bulletOf(line);
    const numbered = /^(\s*)(\d{1,3})[.)]\s+(\S.*)$/.exec(line);
    if (bullet !== null) {
      flush();
      const level = levelOf(bullet, list.levels);
      list.items.push(`${'  '.repeat(level)}- ${escapedText(bullet.text)}`.trimEnd());
      inItem = true;
    } else if (numbered !== null && words.length === 0) {
      flush();
      paragraph(`${numbered[2]}. ${escapedText(numbered[3] ?? '')}`);
      inItem = false;
    } else if (inItem) {
      // A bullet that was wrapped goes on, and a glyph on a line of its own gets its words.
      const last = list.items.length - 1;
      list.items[last] = `${list.items[last]} ${escapedText(line.trim())}`;
    } else words.push(line.trim());
  }
  flush();
}

/** 0 for the outermost; deeper where the glyph is another one or the indentation is. */
function levelOf({ indent, glyph }: Bullet, levels: { readonly indent: number; readonly glyph: string }[]): number {
  const same = levels.findIndex((level) => level.glyph === glyph && Math.abs(level.indent - indent) <= 1);
  if (same !== -1) levels.length = same + 1;
  else {
    while (levels.length > 0 && (levels.at(-1)?.indent ?? 0) > indent) levels.pop();
    levels.push({ indent, glyph });
  }
  return levels.length - 1;
}

/** How far all lines are indented. */
function marginOf(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  return indents.length === 0 ? 0 : Math.min(...indents);
}
