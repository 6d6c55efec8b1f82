// Containers in a text: `:::name` on a line of its own, up to the `:::` that closes
// it. `columns` with a `column` for each, callouts, and `:::{.a .b}` for any classes.
// What else stands there is the author's text.
import { lineEnd, scanText, TEXT } from '../dialects/scan.ts';
import { didYouMean } from '../message.ts';

export interface Directive {
  /** Offset of the opening line, and behind the closing one (before its line break). */
  readonly start: number;
  readonly end: number;
  /** The text inside. */
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly title: string;
  readonly classes: readonly string[];
  /** CSS, such as `40%`; null when not given. */
  readonly width: string | null;
}

export interface DirectiveScan {
  /** The outermost ones, in order. */
  readonly found: readonly Directive[];
  readonly wrong: readonly { readonly offset: number; readonly rule: string; readonly reason: string }[];
}

/** The kinds of callout, by the names they go under. */
export const CALLOUTS: ReadonlyMap<string, string> = new Map([
  ['note', 'note'],
  ['info', 'note'],
  ['tip', 'tip'],
  ['important', 'important'],
  ['warning', 'warning'],
  ['caution', 'caution'],
  ['danger', 'caution'],
]);

const NAMES: readonly string[] = ['columns', 'column', ...CALLOUTS.keys()];
const OPENING = /^([ \t]*)(:{3,})[ \t]*([A-Za-z][\w-]*)?[ \t]*(?:\[([^\]\n]*)\])?[ \t]*([^{}\n]*?)[ \t]*(?:\{([^}\n]*)\})?[ \t]*:*[ \t]*$/;
const CLOSING = /^[ \t]*(:{3,})[ \t]*$/;

interface Open {
  readonly directive: Omit<Directive, 'end' | 'to'> | null;
  readonly name: string;
  readonly colons: number;
}

export function findDirectives(text: string): DirectiveScan {
  if (!text.includes(':::')) return { found: [], wrong: [] };
  const scan = scanText(text);
  const found: Directive[] = [];
  const wrong: { offset: number; rule: string; reason: string }[] = [];
  const open: Open[] = [];
  const close = (to: number, end: number): void => {
    const last = open.pop();
    if (last?.directive == null || open.some(({ directive }) => directive !== null)) return;
    found.push({ ...last.directive, to: Math.max(last.directive.from, to), end });
  };
  const unclosed = (): void => {
    const last = open.at(-1);
    if (last?.directive == null) return;
    const reason = `":::${last.name}" is never closed; end it with a line of ":::"`;
    wrong.push({ offset: last.directive.start, rule: 'directive-unclosed', reason });
  };
  for (let i = 0; i < scan.starts.length; i++) {
    if (scan.kinds[i] !== TEXT) continue;
    const start = scan.starts[i] ?? 0;
    const end = lineEnd(scan, i);
    const line = text.slice(start, end);
    if (!line.includes(':::')) continue;
    const closing = CLOSING.exec(line)?.[1]?.length;
    if (closing !== undefined) {
      // The innermost, unless only one further out has as many colons.
      const same = open.findLastIndex(({ colons }) => colons === closing);
      while (same !== -1 && open.length - 1 > same) {
        unclosed();
        close(start - 1, start - 1);
      }
      close(start - 1, end);
      continue;
    }
    const match = OPENING.exec(line);
    if (match === null) continue;
    const [, indent = '', colons = '', name = '', label, rest = '', braces = ''] = match;
    const attributes = attributesOf(braces);
    if (name === '' && (attributes === null || attributes.classes.length === 0)) continue;
    const known = name === '' || NAMES.includes(name.toLowerCase());
    if (name.toLowerCase() === 'column' && open.at(-1)?.name === 'column') close(start - 1, start - 1);
    if (!known)
      wrong.push({
        offset: start + indent.length,
        rule: 'unknown-directive',
        reason: `unknown directive ":::${name}" is kept as text${didYouMean(name, NAMES)}; any class is ":::{.name}"`,
      });
    open.push({
      name: name.toLowerCase(),
      colons: colons.length,
      directive: known
        ? {
            ...{ start: start + indent.length, from: Math.min(end + 1, text.length), name: name.toLowerCase() },
            ...{ title: (label ?? rest).trim(), classes: attributes?.classes ?? [], width: attributes?.width ?? null },
          }
        : null,
    });
  }
  while (open.length > 0) {
    unclosed();
    close(text.length, text.length);
  }
  return { found: found.sort((a, b) => a.start - b.start), wrong };
}

/** `.a .b width=40%`; null when it is something else. */
function attributesOf(braces: string): { classes: string[]; width: string | null } | null {
  const classes: string[] = [];
  let width: string | null = null;
  for (const word of braces.split(/\s+/).filter(Boolean)) {
    const dotted = /^\.([A-Za-z_-][\w-]*)$/.exec(word)?.[1];
    const size = /^width=["']?(\d+(?:\.\d+)?)(%|px|em)?["']?$/.exec(word);
    if (dotted !== undefined) classes.push(dotted);
    else if (size !== null) width = `${size[1]}${size[2] ?? 'px'}`;
    else return null;
  }
  return { classes, width };
}
