// Which blocks of a long section go on which slide: the cheapest way to cut, found
// over all ways. What costs: a slide too full, one nearly empty, one more of them,
// and a cut that tears apart what belongs together.
import type { Block } from './blocks.ts';
import { ROOM } from './heights.ts';

/** A slide may be this much fuller than its room before it is cut: its type is then 0.9 of its size. */
const FULL = 1.2;
const NEVER = 1000;
/** Blocks on one slide. */
const MOST = 100;

/**
 * The groups in order, as index of the first block of each; the first is 0. `head` is the height of the
 * heading that each slide carries. A section that is short enough is one group.
 */
export function packed(blocks: readonly Block[], head: number, text: string): readonly number[] {
  const room = Math.max(ROOM / 2, ROOM - head);
  const forced = blocks.some((block, i) => i < blocks.length - 1 && isInclude(block, text));
  if (!forced && blocks.reduce((sum, { height }) => sum + height, 0) <= room * FULL) return [0];
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= blocks.length; end++) {
    let height = 0;
    let least = { cost: Number.POSITIVE_INFINITY, from: end - 1 };
    for (let from = end - 1; from >= 0; from--) {
      height += blocks[from]?.height ?? 0;
      if (from < end - 1 && (height > room * 6 || end - from > MOST)) break;
      const before = best[from]?.cost ?? 0;
      const cost = before + slideCost(height / room) + (from === 0 ? 0 : cutCost(blocks[from - 1], blocks[from], text));
      if (cost < least.cost) least = { cost, from };
      if (from > 0 && isInclude(blocks[from - 1], text)) break;
    }
    best.push(least);
  }
  const starts: number[] = [];
  for (let end = blocks.length; end > 0; end = best[end]?.from ?? 0) starts.unshift(best[end]?.from ?? 0);
  return starts;
}

function slideCost(fill: number): number {
  return 0.5 + (fill <= 1 ? 0.6 * (1 - fill) ** 2 : 6 * (fill - 1) ** 2);
}

function cutCost(before: Block | undefined, behind: Block | undefined, text: string): number {
  if (before === undefined || behind === undefined) return 0;
  if (before.kind === 'heading' || behind.kind === 'definition') return NEVER;
  if (isInclude(before, text)) return -NEVER;
  if (behind.kind === 'heading') return (behind.heading?.level ?? 6) <= 3 ? -0.4 : -0.2;
  if (behind.kind === 'comment' || before.kind === 'comment') return 1;
  if (behind.inner) return 0.5;
  if (behind.kind === 'item' && before.kind === 'item') return 0.25;
  // Nothing between them but a line break.
  if (!/\n[ \t]*\n/.test(text.slice(before.end, behind.start)) && before.kind !== 'code') return 2;
  if (before.kind !== 'text') return 0;
  // Code, a list, a table behind the words that lead to it.
  const leads = /[:\-–—：]["'”*_)]*$/.test(text.slice(Math.max(before.start, before.end - 20), before.end));
  if (behind.kind === 'text') return leads ? 0.8 : 0;
  return leads ? 3 : behind.kind === 'code' ? 1.5 : 0.8;
}

/** What stands behind it comes behind the slides that it brings in. */
export function isInclude(block: Block | undefined, text: string): boolean {
  return block?.kind === 'comment' && /^<!--\s*include:/.test(text.slice(block.start, block.end).trim());
}
