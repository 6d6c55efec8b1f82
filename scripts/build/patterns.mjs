// Most of the time to the first coloured line goes into turning a grammar's patterns
// into regular expressions of JavaScript. For the languages that talks show most this
// is done here, once: samples are coloured, and what was turned is written down as
// [source, flags, options] by the pattern. What is not in the list the highlighter turns itself.
import { EmulatedRegExp } from 'oniguruma-to-es';
import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine, defaultJavaScriptRegexConstructor } from 'shiki/engine/javascript';

/** What every Node.js that runs Lectern understands. */
const TARGET = 'ES2024';

const JAVASCRIPT = `import fs, { readFile as read } from 'node:fs';
export default class Queue extends Base {
  #items = []; static size = 0;
  constructor(limit = 10) { super(limit); this.limit = limit ?? 0; }
  get first() { return this.#items[0]; }
  async *drain() { while (this.#items.length > 0) yield await this.#items.shift(); }
}
// a line
/* a block */
const { a, b: [c, ...rest], 'd e': f = 2 } = object, re = /^[a-z]+\\d$/gi;
let total = 0x1f + 1_000n - .5e-3;
for (const x of list) { if (!x || x === null) continue; else if (typeof x !== 'string') break; total += x.size; }
for (let i = 0; i < 10; i++) total **= i % 2 ? 1 : -1;
for await (const part of stream) process.stdout.write(part);
switch (kind) { case 'a': run(); break; default: throw new Error(\`no \${kind.name} in \${f(1)}\`); }
try { await Promise.all([one(), two({ signal })]); } catch (error) { console.error(error?.message); } finally { close(); }
label: do { delete a.b; void 0; } while (false);
const later = async (x) => { await x; return undefined; }, twice = x => x * 2, make = function* (n) { yield* n; };
export const sum = (...n) => n.reduce((p, q) => p + q, 0);
setTimeout(() => { queueMicrotask(done); }, 100);
new Map([['k', true]]).get('k')?.[0];
export { sum as add }; export * from './other.js'; import('./lazy.js').then(({ run }) => run());
`;

const TYPESCRIPT = `#!/usr/bin/env node
import type { A } from './a.ts'; import { type B, c as d } from './b.ts'; import * as net from 'node:net';
/** Says what @param x is, with \`code\`. */
export interface Box<T extends object = {}> extends A { readonly value: T; optional?: number | null; [key: string]: unknown; method(x: T): Promise<void>; }
type Fn = (x: number, ...rest: readonly string[]) => x is string; type Keys = keyof typeof table; type M = { [K in keyof A]?: A[K] };
type C<T> = T extends Array<infer U> ? U : never; type L = 'a' | "b" | \`c\${string}\`; type Tuple = [first: string, second?: number];
declare global { interface Window { lectern?: () => void } }
export enum Kind { A = 1, B = 'b' } namespace N { export const x = 1; }
@decorated() abstract class Parcel<T> extends Base<T> implements A, B {
  private static readonly count: number = 0; protected name!: string; #secret?: Map<string, number>;
  constructor(public readonly to: string, private weight = 1) { super(); }
  get size(): number { return this.weight; } set size(v: number) { this.weight = v; }
  abstract run(): void; async *items(): AsyncGenerator<T, void, unknown> { yield* this.all as T[]; }
  static { init(); }
}
export async function deliver(parcels: readonly Parcel<string>[], { to, by: how = 2 }: Options = {}): Promise<number> {
  let total: number = 0; const seen = new Set<string>(); var old: any;
  for (const { to, weight } of parcels) { if (to === 'x y') continue; // why
    total += await weigh(\`\${to}: drift\`, weight); }
  return total satisfies number;
}
function assert(value: unknown, message?: string): asserts value { if (!value) throw new Error(message); }
function over(x: string): void; function over(this: Window, x: any) { return x!.y as const; }
const generic = async <T,>(x: T): Promise<T> => { await using y = open(x); return y; };
function* gen(n: number): Generator<number, string, boolean> { const got = yield n; return got ? 'a' : "b\\n"; }
`;

const SHELL = `#!/bin/sh
# note
export NAME="x $HOME" N=1
npm install && node hello.js --port 80 | grep -i 'a b' > out.txt 2>&1
if [ -f "$1" ]; then echo "\${NAME}"; else exit 1; fi
for f in *.ts; do cat "$f"; done
run() { local a=$(date); echo $((1 + 2)); }
$ npx lectern talk.md
`;

/** By the name of the grammar: enough of the language to come by its usual rules. */
const SAMPLES = /** @type {const} */ ({
  typescript: { load: () => import('shiki/langs/typescript.mjs'), text: TYPESCRIPT },
  javascript: { load: () => import('shiki/langs/javascript.mjs'), text: JAVASCRIPT },
  json: { load: () => import('shiki/langs/json.mjs'), text: '{ "a": [1, -2.5e3, true, null], "b": { "c": "x\\n" } }' },
  shellscript: { load: () => import('shiki/langs/shellscript.mjs'), text: SHELL },
  yaml: { load: () => import('shiki/langs/yaml.mjs'), text: 'a: 1\nb:\n  - "x"\n  - {c: true} # note\nd: |\n  text\n' },
});

/** @returns {Promise<Record<string, readonly [source: string, flags: string, options?: object]>>} */
export async function turnedPatterns() {
  /** @type {Record<string, readonly [string, string, object?]>} */
  const turned = {};
  const engine = createJavaScriptRegexEngine({
    forgiving: true,
    regexConstructor: (pattern) => {
      const regex = defaultJavaScriptRegexConstructor(pattern, { target: TARGET });
      const { source, flags } = regex;
      turned[pattern] = regex instanceof EmulatedRegExp ? [source, flags, regex.rawOptions] : [source, flags];
      return regex;
    },
  });
  const theme = createCssVariablesTheme({ name: 'lectern', variablePrefix: '--', fontStyle: false });
  const core = await createHighlighterCore({ themes: [theme], langs: [], engine });
  for (const [lang, { load, text }] of Object.entries(SAMPLES)) {
    const { default: grammar } = await load();
    await core.loadLanguage(grammar);
    core.codeToTokensBase(text, { lang, theme: 'lectern' });
  }
  return turned;
}
