// A regular expression of the author's, bounded before it runs, so that no text makes
// it hang: nothing that repeats may itself hold a repetition or a choice, and what may
// repeat without end repeats less often the more of it there is.

const MAX_LENGTH = 200;
/** By how many of `*`, `+` and `{n,}` there are: how often each may repeat. */
const REPEATS: readonly number[] = [0, 1000, 100, 20, 9];
/** One element of an expression: an escape, a class, a repetition, the opening of a group, a character. */
const ELEMENT = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\{\d+(?:,\d*)?\}\??|[*+?]\??|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[\s\S]/g;

/** The expression with the flags `gm` and those given, or what is wrong with it, to be put behind its name. */
export function boundedPattern(source: string, flags = ''): RegExp | string {
  if (source.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  try {
    new RegExp(source, 'm');
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^.*: /, '').toLowerCase() : '';
    return `is not a regular expression (${why})`;
  }
  const elements = source.match(ELEMENT) ?? [];
  let endless = 0;
  const groups: boolean[] = []; // whether each open group repeats or chooses
  let closed = false; // the same of the group that ends just before
  const inGroup = (): void => {
    if (groups.length > 0) groups[groups.length - 1] = true;
  };
  for (const element of elements) {
    const most = mostOf(element);
    if (most > 1 && closed) return 'repeats what repeats or chooses in itself, which can take for ever';
    if (most > 1000 && most !== Number.POSITIVE_INFINITY) return 'repeats too often';
    if (most === Number.POSITIVE_INFINITY) endless++;
    if (/^\\[1-9k]/.test(element)) return 'refers back to a group, which can take for ever';
    if (most > 1 || element.startsWith('?') || element === '|') inGroup();
    if (element.startsWith('(')) groups.push(false);
    closed = element === ')' && (groups.pop() ?? false);
    if (closed) inGroup();
  }
  const limit = REPEATS[endless];
  if (limit === undefined) return `repeats without end in more than ${REPEATS.length - 1} places`;
  return new RegExp(elements.map((element) => withLimit(element, limit)).join(''), `gm${flags}`);
}

/** How often what stands before an element may come: 1 unless it is a repetition. */
function mostOf(element: string): number {
  const match = /^(?:[*+]|\{(\d+)(,?)(\d*)\})/.exec(element);
  if (match === null) return 1;
  const [, least, comma, most] = match;
  if (least === undefined || (comma !== '' && most === '')) return Number.POSITIVE_INFINITY;
  return Number(most || least);
}

function withLimit(element: string, limit: number): string {
  return element
    .replace(/^\*/, `{0,${limit}}`)
    .replace(/^\+/, `{1,${limit}}`)
    .replace(/^\{(\d+),\}/, (_, least: string) => `{${least},${Math.max(limit, Number(least))}}`);
}
