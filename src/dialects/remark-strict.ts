// Where remark.js itself would split: its lexer's order of tokens on one text, first
// from the left wins. Indented code, single-backtick spans, content classes, fences
// whose info string has no space, definitions and macros hide separators; nothing else does.
import type { Mark } from './remark.ts';

const TOKENS = new RegExp(
  [
    '(?<code>(?:^|\\n\\n)(?: {4}[^\\n]+\\n*)+)',
    '(?<span>`[^`].*?`)',
    '(?<content>\\\\?(?:\\.[A-Za-z_-][\\w-]*)+\\[)',
    '(?<fence>(?:^|\\n) *(?<run>`{3,}|~{3,}) *\\S* *\\n[\\s\\S]+?\\s*\\k<run> *(?:\\n+|$))',
    '(?<def>(?:^|\\n) *\\[[^\\]]+\\]: *<?[^\\s>]+>?(?: +["(][^\\n]+[")])? *(?:\\n+|$))',
    '(?<macro>!\\[:[^\\] ]+[^\\]]*\\](?:\\([^)]*\\))?)',
    '(?<slide>(?:^|\\n)(?:---|<!--\\s*break\\s*-->)(?:\\n|$))',
    '(?<step>(?:^|\\n)--(?![^\\n]))',
    '(?<notes>(?:^|\\n)\\?{3}(?:\\n|$))',
  ].join('|'),
);

/** The separators that remark.js would see. */
export function marksOfOriginal(text: string): Mark[] {
  const marks: Mark[] = [];
  // Each token is cut off, so that the start of what remains counts as the start of a line.
  for (let base = 0, rest = text; rest !== ''; rest = text.slice(base)) {
    const match = TOKENS.exec(rest);
    if (match === null) break;
    const start = base + match.index;
    const end = start + match[0].length;
    const kind = (['slide', 'step', 'notes'] as const).find((name) => match.groups?.[name] !== undefined);
    if (kind !== undefined) marks.push({ kind, start, end });
    const open = match.groups?.content !== undefined && !match[0].startsWith('\\');
    base = Math.max((open ? bracketEnd(text, end) : null) ?? end, base + 1);
  }
  return marks;
}

/** Behind the bracket that closes one opened just before `from`; code counts for nothing here. */
function bracketEnd(text: string, from: number): number | null {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '[') depth++;
    else if (text[i] === ']' && --depth === 0) return i + 1;
  }
  return null;
}
