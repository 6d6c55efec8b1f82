// A built program runs from another folder than its source. So what a source names
// relative to itself is put right while it is read: modules for workers and child
// processes are built beside it, every other file is named by its true place.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULE = /\.[cm]?[jt]sx?$/;

export interface SourceUrls {
  readonly text: string;
  /** Absolute paths of modules to build as entries of their own. */
  readonly entries: readonly string[];
  /** Those that are named but are not there, absolute. */
  readonly missing: readonly string[];
}

/** Rewrites `new URL('./x', import.meta.url)`, `import.meta.dirname` and `import.meta.filename`; lines stay. */
export function rewriteSourceUrls(source: string, file: string): SourceUrls {
  const entries: string[] = [];
  const missing: string[] = [];
  const text = source
    .replace(/new URL\(\s*(['"])(\.\.?\/[^'"\n]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g, (whole, _quote, path: string) => {
      const target = resolve(dirname(file), path);
      const found = MODULE.test(path) && existsSync(target);
      if (MODULE.test(path) && !found) missing.push(target);
      if (!found) return whole.replace('import.meta.url', JSON.stringify(pathToFileURL(file).href));
      entries.push(target);
      return `new URL(${JSON.stringify(path.replace(MODULE, '.mjs'))}, import.meta.url)`;
    })
    .replace(/\bimport\.meta\.dirname\b/g, () => JSON.stringify(dirname(file)))
    .replace(/\bimport\.meta\.filename\b/g, () => JSON.stringify(file));
  return { text, entries, missing };
}
