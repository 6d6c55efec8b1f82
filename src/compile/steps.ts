// Steps of one slide: `--` parts and lit lines share one count. Within a part its
// code blocks light their lines one after the other; then comes the next part.
import type { Element, ElementContent, Root } from 'hast';
import type { CodeBlock, Focus } from '../deck.ts';
import type { CodeDraft } from './code.ts';
import { dataOf } from './parts.ts';

export interface SteppedContent {
  readonly codeBlocks: readonly CodeBlock[];
  /** For each part: how many steps it has beyond its first. */
  readonly extra: readonly number[];
}

/** Writes `data-step` into the tree, takes the part numbers out, and gives each code block its steps. */
export function countSteps(root: Root, parts: number, codes: ReadonlyMap<Element, CodeDraft>): SteppedContent {
  const extra = new Array<number>(parts).fill(0);
  const found: { code: CodeDraft; part: number }[] = [];
  collect(root, 0, codes, found);
  for (const { code, part } of found) extra[part] = (extra[part] ?? 0) + Math.max(0, code.groups.length - 1);

  const first: number[] = []; // the step at which a part appears
  for (let part = 0, step = 0; part < parts; part++) {
    first.push(step);
    step += 1 + (extra[part] ?? 0);
  }
  const used = new Array<number>(parts).fill(0);
  const codeBlocks = found.map(({ code: { groups, ...code }, part }): CodeBlock => {
    const start = first[part] ?? 0;
    const before = used[part] ?? 0;
    const focus = groups.map((lines, i): Focus => ({ step: i === 0 ? start : start + before + i, lines }));
    used[part] = before + Math.max(0, groups.length - 1);
    return { ...code, focus };
  });
  mark(root, 0, first);
  return { codeBlocks, extra };
}

function collect(
  node: Root | ElementContent,
  outer: number,
  codes: ReadonlyMap<Element, CodeDraft>,
  found: { code: CodeDraft; part: number }[],
): void {
  if (!('children' in node)) return;
  const part = node.type === 'element' ? Math.max(outer, dataOf(node)?.part ?? 0) : outer;
  const code = node.type === 'element' ? codes.get(node) : undefined;
  if (code !== undefined) found.push({ code, part });
  else for (const child of node.children) collect(child as ElementContent, part, codes, found);
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
