// What was wrong in a cast, for people: one entry a kind, however often it occurs.

export interface CastProblem {
  /** Where it occurred first, from 1. */
  readonly line: number;
  readonly reason: string;
}

export interface Problems {
  add(line: number, reason: string): void;
  /** In order of first occurrence, each with how many lines it concerns. */
  all(): CastProblem[];
}

export function createProblems(): Problems {
  const kinds = new Map<string, { readonly line: number; count: number }>();
  return {
    add(line, reason) {
      const known = kinds.get(reason);
      if (known === undefined) kinds.set(reason, { line, count: 1 });
      else known.count += 1;
    },
    all: () => [...kinds].map(([reason, { line, count }]) => ({ line, reason: count === 1 ? reason : `${reason} (${count} lines)` })),
  };
}
