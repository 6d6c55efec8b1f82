// YAML as talks hold it: the top level of a mapping with the place of each key, as
// plain objects; and, for Marp, read loosely, line by line.
import { LineCounter, parseDocument } from 'yaml';

export interface YamlEntry {
  readonly key: string;
  readonly value: unknown;
  readonly offset: number;
}

/** The top level of a YAML mapping; `entries` is null when the text is no mapping. */
export function parseYaml(yaml: string): { entries: readonly YamlEntry[] | null; error: { offset: number; reason: string } | null } {
  try {
    const doc = parseDocument(yaml, { lineCounter: new LineCounter(), prettyErrors: false, maxAliasCount: 20 } as Parameters<
      typeof parseDocument
    >[1]);
    const [error] = doc.errors;
    if (error !== undefined)
      return { entries: null, error: { offset: Math.min(error.pos[0], yaml.length), reason: firstLine(error.message) } };
    const contents: unknown = doc.contents;
    if (contents === null || typeof contents !== 'object' || !('items' in contents) || !Array.isArray(contents.items))
      return { entries: null, error: null };
    const value: unknown = doc.toJS({ maxAliasCount: 20, mapAsMap: true });
    if (!(value instanceof Map)) return { entries: null, error: null };
    const offsets = new Map<string, number>();
    for (const pair of contents.items as { key?: { value?: unknown; range?: readonly number[] } }[])
      offsets.set(String(pair.key?.value), pair.key?.range?.[0] ?? 0);
    const entries = [...value].map(([key, inner]) => ({ key: String(key), value: plain(inner), offset: offsets.get(String(key)) ?? 0 }));
    return { entries, error: null };
  } catch (error) {
    return { entries: null, error: { offset: 0, reason: firstLine(error instanceof Error ? error.message : String(error)) } };
  }
}

/** Each line of a mapping by itself, so that one that is no YAML loses nothing but its notation. */
export function parseLines(yaml: string): ReturnType<typeof parseYaml> {
  const parsed = parseYaml(loosened(yaml));
  const offsetOf = (key: string): number => Math.max(0, yaml.search(new RegExp(`^["']?${key.replace(/\W/g, '\\$&')}["']?[ \\t]*:`, 'm')));
  return { ...parsed, entries: parsed.entries?.map((entry) => ({ ...entry, offset: offsetOf(entry.key) })) ?? null };
}

/** The same mapping with those values in quotes that are no YAML by themselves. */
export function loosened(yaml: string): string {
  return yaml.replace(/^([A-Za-z_$][\w-]*[ \t]*:[ \t]+)(\S.*)$/gm, (line, key: string, value: string) =>
    parseYaml(line).error === null || /^[|>]/.test(value) ? line : `${key}${JSON.stringify(value.trimEnd())}`,
  );
}

/** Maps as objects that have no prototype, so that no key is special. */
function plain(value: unknown): unknown {
  if (value instanceof Map) {
    const out: Record<string, unknown> = Object.create(null);
    for (const [key, inner] of value) out[String(key)] = plain(inner);
    return out;
  }
  return Array.isArray(value) ? value.map(plain) : value;
}

/** How deep a YAML text may nest at most, by its indentation and brackets: a cheap upper bound. */
export function depthOf(yaml: string): number {
  let flow = 0;
  let deepest = 0;
  const indents: number[] = [];
  for (const line of yaml.split('\n')) {
    const indent = line.search(/\S/);
    if (indent === -1) continue;
    while ((indents.at(-1) ?? -1) >= indent) indents.pop();
    indents.push(indent);
    let dashes = 0;
    for (const c of line) {
      if (c === '[' || c === '{') flow++;
      else if (c === ']' || c === '}') flow = Math.max(0, flow - 1);
      deepest = Math.max(deepest, flow);
    }
    for (const _ of /^(?:\s*-\s)+/.exec(line)?.[0].matchAll(/-/g) ?? []) dashes++;
    deepest = Math.max(deepest, indents.length + dashes);
  }
  return deepest;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/[.:]$/, '').replace(/^[A-Z]/, (c) => c.toLowerCase());
}
