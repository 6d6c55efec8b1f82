// Guards the Markdown parser against text whose marks it would pair in quadratic time:
// a block with thousands of `*`, `_`, `~`, `[` and `]`, or of openers of comments, is a
// paste or an attack, not prose. So is a line that opens a hundred lists or quotations,
// which would nest deeper than the stack is. Their marks are read as letters, one for
// one, so that every place stays.
import type { Nodes } from 'mdast';

/** In one block; more of them take a noticeable part of a second to pair. */
const MOST_MARKS = 2_000;
/** Each is looked for to the end of its block. */
const MOST_OPENERS = 500;
/** Where none of this can be; in characters. */
const SHORT = 99;
/** Different lengths of runs of backticks; each is looked for to the end, too. */
const MOST_RUNS = 50;
/** Openers of lists and quotations at the beginning of one line. */
const DEEP = /^(?:[^\S\n]*(?:>|(?:[*+-]|\d{1,9}[.)])(?=\s))){100,}|^[^\S\n]{200,}(?:>|(?:[*+-]|\d{1,9}[.)])(?=\s))/gm;
const MARKS = '*_~[]<`>+-.)';
/** They stand for the marks while the text is parsed: code points that are never characters, one unit long. */
const FIRST = 0xfdd0;
const STAND_IN = /[\uFDD0-\uFDDB]/g;
/** Lines up to an empty one. */
const BLOCK = /(?:[^\S\n]*\S[^\n]*(?:\n|$))+/g;

const RULES: readonly { readonly mark: RegExp; tooMany(found: readonly string[]): boolean }[] = [
  { mark: /[*_~[\]]/g, tooMany: (found) => found.length > MOST_MARKS },
  { mark: /<(?=[!?])/g, tooMany: (found) => found.length > MOST_OPENERS },
  { mark: /`+/g, tooMany: (found) => found.length > MOST_RUNS && new Set(found.map((run) => run.length)).size > MOST_RUNS },
  { mark: DEEP, tooMany: (found) => found.length > 0 },
];

export interface Tamed {
  /** As long as the text was. */
  readonly text: string;
  /** Where the first block begins that was too much; null when there is none. */
  readonly at: number | null;
}

export function tame(text: string): Tamed {
  if (text.length <= SHORT) return { text, at: null };
  let at: number | null = null;
  const tamed = text.replace(BLOCK, (block, offset: number) => {
    if (block.length <= SHORT) return block;
    const broken = RULES.filter(({ mark, tooMany }) => tooMany(block.match(mark) ?? []));
    if (broken.length > 0) at ??= offset;
    return broken.reduce((rest, { mark }) => rest.replace(mark, standIns), block);
  });
  return { text: tamed, at };
}

/** Puts the marks back into all that was made of a tamed text. */
export function untame(tree: Nodes): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') Object.assign(tree, { [key]: value.replace(STAND_IN, markOf) });
  }
  if ('children' in tree) for (const child of tree.children) untame(child);
}

function standIns(marks: string): string {
  return marks.replace(/[*_~[\]<`>+\-.)]/g, (mark) => String.fromCharCode(FIRST + MARKS.indexOf(mark)));
}

function markOf(standIn: string): string {
  return MARKS.charAt(standIn.charCodeAt(0) - FIRST);
}
