// Whether a pane did the same in two runs: what it printed, the marks it reached and
// how it ended. When it printed it does not matter, nor in how many writes.
import type { SessionEvent } from '../session.ts';
import { unifiedDiff, unorderedDiff } from './diff.ts';
import { exitStatus } from './exit-status.ts';

export interface PaneRun {
  /** Normalised. */
  readonly lines: readonly string[];
  readonly marks: readonly string[];
  /** As a shell tells it; null where it is not known. */
  readonly exit: number | null;
}

/** The marks and the end of a pane; its lines need a terminal. */
export function marksAndExit(events: readonly SessionEvent[]): Omit<PaneRun, 'lines'> {
  const exit = events.find((event) => event.type === 'exit');
  const marks = events.flatMap((event) => (event.type === 'marker' ? [event.label] : []));
  return { marks, exit: exit?.type === 'exit' ? exitStatus(exit) : null };
}

/**
 * The differences as lines of a unified diff; [] where there are none. What is no line of output has its own
 * heading: `@@ marks @@`, `@@ exit @@`. With `unordered` lines and marks may come in any order.
 */
export function comparePanes(then: PaneRun, now: PaneRun, unordered: boolean): string[] {
  const lines = unordered ? unorderedDiff(then.lines, now.lines) : unifiedDiff(then.lines, now.lines);
  const marks = unordered ? unorderedDiff(then.marks, now.marks) : unifiedDiff(then.marks, now.marks, Number.POSITIVE_INFINITY);
  const exit = then.exit === null || then.exit === now.exit ? [] : ['@@ exit @@', `-${then.exit}`, `+${now.exit ?? 'none'}`];
  return [...lines, ...(marks.length === 0 ? [] : ['@@ marks @@', ...marks.filter((line) => !line.startsWith('@@'))]), ...exit];
}
