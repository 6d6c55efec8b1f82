// A one-file demo: the program is all there is, its leading comment may hold tags
// such as `// @title Queue`, `// @summary …`, `// @size 52x26`.
import { dirname, relative } from 'node:path';
import * as v from 'valibot';
import type { DemoSpec } from '../demo.ts';
import { didYouMean, lineOf, type Message, message } from '../message.ts';
import { sharedSettings, tagSchema } from './demo-settings.ts';

export interface DemoSource {
  readonly root: string;
  readonly path: string;
  readonly name: string;
  readonly source: string;
}

interface Tag {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly column: number;
}

/** Tags that documentation tools read; nothing is said about them. */
const FOREIGN = ['file', 'fileoverview', 'module', 'license', 'licence', 'author', 'see', 'copyright', 'mark', 'ts-check', 'ts-nocheck'];

export function readDemoFile({ root, path, name, source }: DemoSource): { demo: DemoSpec; messages: Message[] } {
  const file = relative(root, path).replaceAll('\\', '/');
  const messages: Message[] = [];
  const stated: Record<string, unknown> = {};
  for (const tag of tagsOf(source)) {
    const place = { file, line: tag.line, column: tag.column };
    const schema = Object.hasOwn(tagSchema.entries, tag.name) ? tagSchema.entries[tag.name as keyof typeof tagSchema.entries] : null;
    if (schema === null) {
      const near = didYouMean(tag.name, Object.keys(tagSchema.entries));
      if (!FOREIGN.includes(tag.name) && near !== '')
        messages.push(message(place, 'warning', 'unknown-tag', `unknown tag "@${tag.name}"${near}`, lineOf(source, tag.line)));
      continue;
    }
    const value = tagValue(tag);
    const read = v.safeParse(schema, value);
    if (read.success) stated[tag.name] = Array.isArray(value) ? [...((stated[tag.name] as string[] | undefined) ?? []), ...value] : value;
    else
      messages.push(
        message(place, 'warning', 'bad-setting', `@${tag.name} "${tag.value}" ${read.issues[0].message}`, lineOf(source, tag.line)),
      );
  }
  const pane = { name, program: { kind: 'node', file: path } as const, args: [], ready: null, type: [], expect: [] };
  const settings = v.parse(tagSchema, stated);
  const demo = {
    ...sharedSettings(name, settings),
    panes: [pane],
    env: {},
    cwd: dirname(path),
    volatile: settings.volatile ?? [],
    unordered: [],
    files: [],
  };
  return { demo, messages };
}

/** As the schema has it: `@volatile` is one of a list. */
function tagValue({ name, value }: Tag): unknown {
  if (name === 'timeout') return Number(value);
  return name === 'volatile' ? [value] : value;
}

/** The tags of the comment that the file begins with. */
function tagsOf(source: string): Tag[] {
  const tags: Tag[] = [];
  let inBlock = false;
  for (const [index, text] of source
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const trimmed = text.trim();
    if (index === 0 && trimmed.startsWith('#!')) continue;
    if (!inBlock && trimmed.startsWith('/*')) inBlock = true;
    if (!inBlock && trimmed !== '' && !trimmed.startsWith('//')) break;
    const match = /^[\s/*]*@([A-Za-z][\w-]*)(?:[ \t]+(.*?))?[ \t]*(?:\*\/[ \t]*)?$/.exec(text);
    if (match?.[1] !== undefined) tags.push({ name: match[1], value: match[2] ?? '', line: index + 1, column: text.indexOf('@') + 1 });
    if (trimmed.endsWith('*/')) inBlock = false;
  }
  return tags;
}
