// Two lists of lines compared: a unified diff for people, or, where the order says
// nothing, what is too much on either side. Shortest edit script after Myers.

/** A unified diff without its file names, a line each: `@@ -3,4 +3,4 @@`, ` same`, `-then`, `+now`. [] when equal. */
export function unifiedDiff(then: readonly string[], now: readonly string[], context = 2): string[] {
  const edits = editsOf(then, now);
  const hunks: string[] = [];
  for (let i = 0; i < edits.length; ) {
    if (edits[i]?.sign === ' ') {
      i++;
      continue;
    }
    const start = Math.max(0, i - context);
    let end = i;
    // Changes with few equal lines between them go together.
    for (let equal = 0; end < edits.length && equal <= 2 * context; end++) equal = edits[end]?.sign === ' ' ? equal + 1 : 0;
    while (end > i && edits[end - 1]?.sign === ' ') end--;
    const hunk = edits.slice(start, Math.min(edits.length, end + context));
    hunks.push(headOf(hunk), ...hunk.map(({ sign, text }) => `${sign}${text}`));
    i = end + context;
  }
  return hunks;
}

/** The lines of each side that the other one has not, or not as often: `@@ -12 @@`, `-text`. [] when all are there. */
export function unorderedDiff(then: readonly string[], now: readonly string[]): string[] {
  const missing = without(then, now).flatMap(({ text, line }) => [`@@ -${line} @@`, `-${text}`]);
  const extra = without(now, then).flatMap(({ text, line }) => [`@@ +${line} @@`, `+${text}`]);
  return [...missing, ...extra];
}

/** The line of the recorded side, from 1, at which a diff's first change stands; null where it tells of none. */
export function firstChange(diff: readonly string[]): number | null {
  const [, sign = '', from = ''] = /^@@ ([-+])(\d+)/.exec(diff[0] ?? '') ?? [];
  if (sign === '') return null;
  const same = diff.slice(1).findIndex((line) => !line.startsWith(' '));
  // A hunk without a recorded line names the one before it.
  const none = /^@@ -\d+,0 /.test(diff[0] ?? '') ? 1 : 0;
  return Number(from) + Math.max(0, same) + none;
}

function without(lines: readonly string[], others: readonly string[]): { text: string; line: number }[] {
  const left = new Map<string, number>();
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1);
  return lines.flatMap((text, index) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count > 0 ? [] : [{ text, line: index + 1 }];
  });
}

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
  /** How many lines of either side come before it. */
  readonly before: number;
  readonly after: number;
}

/** `@@ -first,count +first,count @@`; the first of no lines is the one before. */
function headOf(hunk: readonly Edit[]): string {
  const range = (before: number, count: number): string => `${count === 0 ? before : before + 1}${count === 1 ? '' : `,${count}`}`;
  const [first] = hunk;
  const count = (sign: '-' | '+'): number => hunk.filter((edit) => edit.sign === ' ' || edit.sign === sign).length;
  return `@@ -${range(first?.before ?? 0, count('-'))} +${range(first?.after ?? 0, count('+'))} @@`;
}

/** Edits that are tried; two texts with more differences are told as one whole change. */
const MOST_EDITS = 2000;

function editsOf(then: readonly string[], now: readonly string[]): Edit[] {
  let head = 0;
  while (head < then.length && head < now.length && then[head] === now[head]) head++;
  let tail = 0;
  while (tail < then.length - head && tail < now.length - head && then[then.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const middle = shortest(then.slice(head, then.length - tail), now.slice(head, now.length - tail));
  const texts = [
    ...then.slice(0, head).map((text) => ({ sign: ' ' as const, text })),
    ...middle,
    ...then.slice(then.length - tail).map((text) => ({ sign: ' ' as const, text })),
  ];
  let a = 0;
  let b = 0;
  return texts.map(({ sign, text }) => {
    const edit = { sign, text, before: a, after: b };
    if (sign !== '+') a++;
    if (sign !== '-') b++;
    return edit;
  });
}

function shortest(then: readonly string[], now: readonly string[]): Pick<Edit, 'sign' | 'text'>[] {
  const most = Math.min(MOST_EDITS, then.length + now.length);
  /** For each number of edits, how far each diagonal got. */
  const history: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= most; edits++) {
    const next = new Map(reach);
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < then.length && x - k < now.length && then[x] === now[x - k]) x++;
      next.set(k, x);
      if (x < then.length || x - k < now.length) continue;
      return trace(then, now, [...history, reach], edits);
    }
    history.push(reach);
    reach = next;
  }
  return [...then.map((text) => ({ sign: '-' as const, text })), ...now.map((text) => ({ sign: '+' as const, text }))];
}

/** Back from the end along the diagonals that got furthest. */
function trace(then: readonly string[], now: readonly string[], history: readonly Map<number, number>[], edits: number) {
  const found: Pick<Edit, 'sign' | 'text'>[] = [];
  let x = then.length;
  let y = now.length;
  for (let d = edits; d >= 0; d--) {
    const reach = history[d] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const fromX = d === 0 ? 0 : (reach.get(down ? k + 1 : k - 1) ?? 0);
    const fromY = d === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      found.push({ sign: ' ', text: then[--x] ?? '' });
      y--;
    }
    if (d === 0) break;
    if (down) found.push({ sign: '+', text: now[--y] ?? '' });
    else found.push({ sign: '-', text: then[--x] ?? '' });
  }
  return found.reverse();
}
