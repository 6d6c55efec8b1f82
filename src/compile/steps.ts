// Steps of one slide: `--` parts, fragments and lit lines share one count. Within a
// part its fragments and the lines of its code come one after the other, in the order
// of the text, those with an index of their own first; then comes the next part.
import type { Element, ElementContent, Root } from 'hast';
import type { CodeBlock, Focus } from '../deck.ts';
import type { CodeDraft } from './code.ts';
import { fragmentOf, markFragment } from './fragments.ts';
import { dataOf } from './parts.ts';

export interface SteppedContent {
  readonly codeBlocks: readonly CodeBlock[];
  /** For each part: how many steps it has beyond its first. */
  readonly extra: readonly number[];
}

/** Something that happens at a step of its part. */
interface Move {
  readonly part: number;
  /** Those of one index happen together, before all that have none. */
  readonly index: number | null;
  /** Told the step that it happens at. */
  at(step: number): void;
}

/** Writes `data-step` into the tree, takes the part numbers out, and gives each code block its steps. */
export function countSteps(root: Root, parts: number, codes: ReadonlyMap<Element, CodeDraft>, fragments = false): SteppedContent {
  const moves: Move[] = [];
  const blocks: { code: CodeDraft; part: number; steps: number[] }[] = [];
  const collect = (node: Root | ElementContent, outer: number): void => {
    if (!('children' in node)) return;
    let part = outer;
    if (node.type === 'element') {
      part = Math.max(outer, dataOf(node)?.part ?? 0);
      const fragment = fragments ? fragmentOf(node) : null;
      if (fragment !== null) moves.push({ part, index: fragment.index, at: (step) => markFragment(node, fragment, step) });
      const code = codes.get(node);
      if (code !== undefined) {
        const steps: number[] = [];
        const first = fragments && fragment === null ? Number(node.properties.dataFragmentIndex ?? Number.NaN) : Number.NaN;
        blocks.push({ code, part, steps });
        for (let i = 1; i < code.groups.length; i++)
          moves.push({ part, index: Number.isInteger(first) ? first + i - 1 : null, at: (step) => void steps.splice(i - 1, 1, step) });
        return;
      }
    }
    for (const child of node.children) collect(child as ElementContent, part);
  };
  collect(root, 0);

  const ordered = Array.from({ length: parts }, (_, part) => together(moves.filter((move) => move.part === part)));
  const extra = ordered.map((groups) => groups.length);
  const first: number[] = []; // the step at which a part appears
  for (let part = 0, step = 0; part < parts; part++) {
    first.push(step);
    step += 1 + (extra[part] ?? 0);
  }
  mark(root, 0, first);
  for (const [part, groups] of ordered.entries())
    for (const [i, group] of groups.entries()) for (const move of group) move.at((first[part] ?? 0) + 1 + i);
  const codeBlocks = blocks.map(({ code: { groups, ...code }, part, steps }): CodeBlock => {
    const focus = groups.map((lines, i): Focus => ({ step: i === 0 ? (first[part] ?? 0) : (steps[i - 1] ?? 0), lines }));
    return { ...code, focus };
  });
  return { codeBlocks, extra };
}

/** What happens at the same step stands in one list. */
function together(moves: readonly Move[]): Move[][] {
  const numbered = new Map<number, Move[]>();
  for (const move of moves) {
    if (move.index === null) continue;
    const group = numbered.get(move.index);
    if (group === undefined) numbered.set(move.index, [move]);
    else group.push(move);
  }
  const first = [...numbered].sort(([a], [b]) => a - b).map(([, group]) => group);
  return [...first, ...moves.filter(({ index }) => index === null).map((move) => [move])];
}

function mark(node: Root | ElementContent, outer: number, first: readonly number[]): void {
  if (!('children' in node)) return;
  let part = outer;
  if (node.type === 'element') {
    part = Math.max(outer, dataOf(node)?.part ?? 0);
    if (part > outer) node.properties.dataStep = String(first[part] ?? 0);
    delete node.data;
  }
  for (const child of node.children) mark(child as ElementContent, part, first);
}
