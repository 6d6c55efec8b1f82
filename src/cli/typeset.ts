// The one door to KaTeX: sets a formula of a talk as HTML. Loaded when the first
// formula is met, since most talks have none: from the build a file of its own,
// from the sources the package.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Typeset } from '../compile/formula.ts';

interface Katex {
  renderToString(tex: string, options: Readonly<Record<string, unknown>>): string;
}

/** A typesetter that remembers nothing but the package. */
export function createTypeset(): Typeset {
  let katex: Katex | null = null;
  return (tex, display) => {
    katex ??= load();
    try {
      // `trust` stays off: no links, no classes, no pictures from inside a formula.
      const html = katex.renderToString(tex, { displayMode: display, throwOnError: true, strict: 'ignore', maxSize: 40, maxExpand: 1000 });
      return { html };
    } catch (error) {
      return { error: reasonOf(error), offset: offsetOf(error) };
    }
  };
}

function load(): Katex {
  const require = createRequire(import.meta.url);
  const built = fileURLToPath(new URL('./katex.cjs', import.meta.url));
  return require(existsSync(built) ? built : 'katex') as Katex;
}

/** `undefined control sequence: \foo`. */
function reasonOf(error: unknown): string {
  const raw: unknown = typeof error === 'object' && error !== null && 'rawMessage' in error ? error.rawMessage : undefined;
  const text = String(raw ?? (error instanceof Error ? error.message : error));
  return text.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase()).replace(/\.$/, '');
}

function offsetOf(error: unknown): number {
  const position: unknown = typeof error === 'object' && error !== null && 'position' in error ? error.position : undefined;
  return typeof position === 'number' ? position : 0;
}
