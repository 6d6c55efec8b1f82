// Steps of a Marp slide: its fragments and the lit lines of its code, one after the
// other in the order of the text.
import type { Element, ElementContent, Root } from 'hast';
import type { CodeBlock, Focus } from '../../deck.ts';
import type { CodeDraft } from '../code.ts';

export interface MarpSteps {
  readonly codeBlocks: readonly CodeBlock[];
  /** Steps beyond the first. */
  readonly extra: number;
}

/** Writes `data-step` into the tree. */
export function countMarpSteps(root: Root, codes: ReadonlyMap<Element, CodeDraft>): MarpSteps {
  const codeBlocks: CodeBlock[] = [];
  let count = 0;
  const visit = (node: Root | ElementContent, shown: number): void => {
    if (!('children' in node)) return;
    let from = shown;
    if (node.type === 'element') {
      if (node.properties.dataMarpitFragment !== undefined) {
        from = ++count;
        node.properties.dataStep = String(from);
      }
      const code = codes.get(node);
      if (code !== undefined) {
        const { groups, ...rest } = code;
        const focus = groups.map((lines, i): Focus => ({ step: i === 0 ? from : ++count, lines }));
        codeBlocks.push({ ...rest, focus });
        return;
      }
    }
    for (const child of node.children) visit(child as ElementContent, from);
  };
  visit(root, 0);
  return { codeBlocks, extra: count };
}
