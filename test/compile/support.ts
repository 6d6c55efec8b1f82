// Compiles a talk that lives in memory: `files` by path below the root.
import * as path from 'node:path';
import { createTypeset } from '../../src/cli/typeset.ts';
import { type Compiled, compile, createSlideCache, type SlideCache } from '../../src/compile/compile.ts';
import type { MarpCore } from '../../src/compile/marp/rendered.ts';
import type { TalkOptions } from '../../src/settings.ts';

export interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly demos?: readonly string[];
  readonly options?: TalkOptions;
  readonly cache?: SlideCache;
  readonly marp?: MarpCore;
  /** Path of the talk below the root. */
  readonly at?: string;
  /** The slides to read now. */
  readonly now?: (index: number) => boolean;
}

const ROOT = '/talks/root';

export function compiled(
  text: string,
  { files = {}, demos = [], options = {}, cache = createSlideCache(), marp, at = 'slides/talk.md', now }: Given = {},
): Compiled {
  const content = new Map(Object.entries(files).map(([name, body]) => [path.join(ROOT, name), body]));
  return compile({
    file: path.join(ROOT, at),
    root: ROOT,
    text,
    options,
    read: (file) => content.get(file),
    exists: (file) => content.has(file),
    demoNames: demos,
    cache,
    ...(now === undefined ? {} : { now }),
    typeset: createTypeset(),
    marp: marp ?? null,
    display: (file) => path.relative(ROOT, file),
  });
}

/** `line:column rule` of each message. */
export function briefly({ messages }: Compiled): string[] {
  return messages.map((m) => `${m.line}:${m.column} ${m.rule}`);
}
