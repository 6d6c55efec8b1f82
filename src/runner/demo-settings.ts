// What a demo may state, for both ways of stating it: the fields of demo.yaml and
// the tags of a one-file demo.
import * as v from 'valibot';
import { DEFAULT_GRID, type DemoSpec, type Grid } from '../demo.ts';

const words = (text: string) => v.string(`is not ${text}`);
const oneOf = <const T extends readonly string[]>(...options: T) => v.picklist(options, `is none of ${options.join(', ')}`);
const expression = v.pipe(
  words('a regular expression'),
  v.check((text) => isExpression(text), 'is no regular expression'),
);
const seconds = v.pipe(v.number('is not a number of seconds'), v.minValue(0.1, 'is less than a tenth of a second'));
const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()], 'is not text'), v.transform(String));
const list = <T extends v.GenericSchema>(item: T) => v.array(item, 'is not a list');

const paneEntries = {
  name: v.pipe(words('a name'), v.regex(/^[A-Za-z0-9][\w-]*$/, 'is no name of letters, digits, - and _')),
  run: v.optional(
    v.union(
      [
        v.pipe(v.string(), v.regex(/\.[cm]?[jt]s$/, 'is neither a .ts or .js file nor a list such as [python3, -q]')),
        v.pipe(
          list(scalar),
          v.minLength(1, 'names no program'),
          v.transform((argv) => argv.map(String)),
        ),
      ],
      'is neither a .ts or .js file nor a list such as [python3, -q]',
    ),
  ),
  /** A page instead of a terminal; with `run`, that program is recorded in its place. */
  url: v.optional(words('an address such as http://localhost:8080/')),
  args: v.optional(list(scalar), []),
  ready: v.optional(v.nullable(expression), null),
  type: v.optional(
    list(
      v.strictObject(
        { wait: v.optional(v.nullable(expression), null), in: v.optional(v.nullable(scalar), null), text: scalar },
        'is not {wait, in, text}',
      ),
    ),
    [],
  ),
  expect: v.optional(list(v.strictObject({ match: expression, within: v.optional(seconds, 10) }, 'is not {match, within}')), []),
};
export const paneSchema = v.strictObject(
  { ...paneEntries, name: v.optional(paneEntries.name) },
  'is not a pane such as {name: server, run: server.ts}',
);

/** Settings that a one-file demo can state too. */
const sharedEntries = {
  title: v.optional(scalar),
  summary: v.optional(scalar),
  size: v.optional(
    v.pipe(
      words('a size such as 72x24'),
      v.regex(/^\d+x\d+$/, 'is not a size such as 72x24'),
      v.transform(gridOf),
      v.check(isGrid, 'is not between 10x3 and 500x500'),
    ),
  ),
  timeout: v.optional(v.nullable(seconds)),
  keys: v.optional(oneOf('deck', 'all')),
  onLeave: v.optional(oneOf('keep', 'stop')),
  fallback: v.optional(oneOf('offer', 'auto', 'never')),
};
/** `volatile` may come several times in a file, and is a list here. */
export const tagSchema = v.strictObject({ ...sharedEntries, volatile: v.optional(list(expression)) });

const NO_MAP = 'is not a map of names and values';

export const demoSchema = v.strictObject(
  {
    ...sharedEntries,
    panes: v.pipe(v.array(paneSchema, 'is not a list of panes'), v.minLength(1, 'lists no pane')),
    env: v.optional(v.pipe(v.unknown(), v.check(isMap, NO_MAP), v.record(v.string(), scalar, NO_MAP)), {}),
    cwd: v.optional(words('a folder')),
    volatile: v.optional(list(expression), []),
    /** `true` stands for all panes. */
    unordered: v.optional(v.union([v.boolean(), list(scalar)], 'is neither true nor a list of panes'), false),
  },
  'is not a demo: it needs panes',
);

export type SharedSettings = v.InferOutput<typeof tagSchema>;

/** The part of a demo that both ways have in common, with its defaults. */
export function sharedSettings(
  name: string,
  stated: SharedSettings,
): Omit<DemoSpec, 'panes' | 'env' | 'cwd' | 'files' | 'volatile' | 'unordered'> {
  const { title, summary, size, timeout, keys, onLeave, fallback } = stated;
  return {
    name,
    title: title ?? titleOf(name),
    summary: summary ?? '',
    size: size ?? DEFAULT_GRID,
    timeout: timeout ?? null,
    keys: keys ?? 'deck',
    onLeave: onLeave ?? 'keep',
    fallback: fallback ?? null,
  };
}

/** `yield-juggling` to `Yield juggling`. */
function titleOf(name: string): string {
  const text = name.replace(/[-_]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function gridOf(text: string): Grid {
  const [columns = 0, rows = 0] = text.split('x').map(Number);
  return { columns, rows };
}

function isGrid({ columns, rows }: Grid): boolean {
  return columns >= 10 && columns <= 500 && rows >= 3 && rows <= 500;
}

/** A list has keys too. */
function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isExpression(text: string): boolean {
  try {
    return new RegExp(text, 'm') !== null;
  } catch {
    return false;
  }
}
