// remark.js macros, `![:name args](object)`, are scripts of the original's page. Those
// that many talks define in much the same words are understood here: each becomes
// the Markdown that it stands for. Any other would kill a deck there; here it stays
// the author's text, and a message says so.
import { proseOf } from '../dialects/prose.ts';
import { type Fragment, literal, partAt, replace, spotAt } from '../dialects/source.ts';
import { didYouMean } from '../message.ts';
import type { SlideBuild } from './content-context.ts';

type Macro = (args: string, object: string) => string | null;

const MACROS: ReadonlyMap<string, Macro> = new Map<string, Macro>([
  ['scale', (args, object) => sized('', object, args)],
  ['img', (args, object) => sized(withoutLast(args), object, lastOf(args))],
  ['image', (args, object) => sized(withoutLast(args), object, lastOf(args))],
  ['figure', (args, object) => (object === '' ? null : `![](${object} "${args.replaceAll('"', '\\"')}")`)],
  ['caption', (args, object) => (object === '' ? null : `![](${object} "${args.replaceAll('"', '\\"')}")`)],
  ['upper', (_, object) => object.toUpperCase()],
  ['lower', (_, object) => object.toLowerCase()],
  ['youtube', (args, object) => film(args, object, 'https://www.youtube.com/watch?v=')],
  ['vimeo', (args, object) => film(args, object, 'https://vimeo.com/')],
]);

/** Puts what the macros of a text stand for in their place. */
export function expandMacros(source: Fragment, context: SlideBuild): Fragment {
  if (!source.text.includes('![:')) return source;
  const prose = proseOf(source.text);
  const ranges: { start: number; end: number; by: Fragment }[] = [];
  for (const match of prose.matchAll(/(?<!\\)!\[:([^\]\s]+)([^\]\n]*)\](?:\(([^)\n]*)\))?/g)) {
    const start = match.index;
    const end = start + match[0].length;
    const [, name = '', args = ''] = match;
    // The address was blanked out, as every link's.
    const object = match[3] === undefined ? '' : source.text.slice(end - match[3].length - 1, end - 1).trim();
    const part = partAt(source, start);
    const text = MACROS.get(name)?.(args.trim(), object) ?? null;
    if (text !== null) ranges.push({ start, end, by: literal(text, part) });
    else {
      const hint = MACROS.has(name) ? '' : didYouMean(name, MACROS.keys());
      const why = MACROS.has(name) ? `macro "${name}" with these words` : `unknown macro "${name}"`;
      context.tell(
        spotAt(source, start),
        'warning',
        'unknown-macro',
        `${why} is kept as text; macros are scripts, which a talk does not run${hint}`,
      );
      ranges.push({ start: start + 1, end: start + 1, by: literal('\\', part) });
    }
  }
  return replace(source, ranges);
}

/** A width is in percent where it has no unit; up to 1 it is a share. */
function sized(alt: string, object: string, size: string): string | null {
  const match = /^(\d+(?:\.\d+)?)(%|px|em|rem)?$/.exec(size.trim());
  if (object === '' || match === null) return null;
  const width = match[2] === undefined ? `${Number(match[1]) <= 1 ? Number(match[1]) * 100 : match[1]}%` : match[0];
  return `![${alt}](${object}){width=${width}}`;
}

/** A film on another machine is a link to it. */
function film(args: string, object: string, base: string): string | null {
  return /^[\w-]+$/.test(object) ? `[${args === '' ? 'film' : args}](${base}${object})` : null;
}

function lastOf(args: string): string {
  return args.slice(args.lastIndexOf(',') + 1).trim();
}

function withoutLast(args: string): string {
  return args.slice(0, Math.max(0, args.lastIndexOf(','))).trim();
}
