// The demos that stand in talks, as demos like any other: those of one compiled
// talk, and for the commands that take names those of the talks below slides/.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { compile, createSlideCache } from '../compile/compile.ts';
import type { Deck } from '../deck.ts';
import type { DemoSpec } from '../demo.ts';
import type { Message } from '../message.ts';
import { readInlineDemo } from '../runner/inline-demo.ts';
import { withMarp } from './marp.ts';
import { isFolder } from './root.ts';
import { compileInput, type Talk } from './talk.ts';

export interface FoundDemos {
  readonly demos: readonly DemoSpec[];
  readonly messages: readonly Message[];
}

/** Those of a talk that has been compiled, and what is wrong with their tags. */
export function inlineDemos(deck: Deck, { file, root }: Talk): FoundDemos {
  const read = deck.inlineDemos.map((inline) => readInlineDemo(inline, root, dirname(file)));
  return { demos: read.map(({ demo }) => demo), messages: read.flatMap(({ messages }) => messages) };
}

/** A fence that may be a demo, or a part that may hold one: without either a talk need not be compiled. */
const MAY_HOLD = /^[^\n]*(?:`{3}|~{3})[^\n]*\bdemo\b|^[^\n]*\binclude:/m;

/**
 * Those of several talks of one root; of a name that two of them have, the first talk's.
 * @param names the demos of demos/
 */
export async function inlineDemosOf(talks: readonly Talk[], names: readonly string[], cwd: string): Promise<FoundDemos> {
  const found = new Map<string, { readonly demo: DemoSpec; readonly talk: Talk }>();
  const messages: Message[] = [];
  for (const talk of talks) {
    const input = compileInput(talk, {}, names, cwd, createSlideCache());
    if (!MAY_HOLD.test(input.text)) continue;
    const compiled = compile(await withMarp(input));
    const own = inlineDemos(compiled.deck, talk);
    messages.push(...compiled.messages.filter(({ rule }) => rule === 'inline-demo'), ...own.messages);
    for (const [index, demo] of own.demos.entries()) {
      const other = found.get(demo.name);
      if (other === undefined) {
        found.set(demo.name, { demo, talk });
        continue;
      }
      const shown = relative(cwd, talk.file);
      const reason = `${relative(cwd, other.talk.file)} has a demo "${demo.name}", too: this one is left out here, unless --talk ${shown} asks for it`;
      const place = { file: shown, line: Math.max(1, (compiled.deck.inlineDemos[index]?.line ?? 1) - 1), column: 1 };
      messages.push({ ...place, severity: 'warning', rule: 'inline-demo', reason });
    }
  }
  return { demos: [...found.values()].map(({ demo }) => demo), messages };
}

/** The talks below slides/: `slides/x.md` and `slides/x/talk.md`, by name. */
export function talksBelow(root: string): Talk[] {
  const folder = join(root, 'slides');
  if (!isFolder(folder)) return [];
  const entries = readdirSync(folder).sort();
  const files = entries.map((name) => (name.endsWith('.md') ? join(folder, name) : join(folder, name, 'talk.md')));
  return files.filter((file) => existsSync(file) && !isFolder(file)).map((file) => ({ file, root }));
}
