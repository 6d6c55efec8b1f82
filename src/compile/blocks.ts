// Which elements make a block of their own, and which stand in a line of text.
import type { ElementContent } from 'hast';

const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo br button cite code data del dfn em i iframe img input ins kbd label mark math meter output picture progress q s samp select small span strike strong sub sup svg tt u var video audio wbr font textarea time ruby rp rt canvas map area object big'.split(
    ' ',
  ),
);

/** Whether an element makes a block of its own. */
export function isBlock(node: ElementContent): boolean {
  return node.type === 'element' && !INLINE.has(node.tagName);
}
