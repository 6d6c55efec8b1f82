// The last good build of each demo, used again as long as every source that went
// into it, and everything that came out, holds what it held. So a run whose demo was
// built ahead starts without the transformer.
import { unchanged } from './fingerprint.ts';
import type { Built, Transformer } from './transform.ts';

export type Build = Transformer['build'];

/** The same contract as the transformer's `build`; a broken source is tried again each time. */
export function createBuildCache(build: Build): Build {
  const known = new Map<string, { readonly key: string; readonly built: Promise<Built> }>();

  return async (name, entries, columns) => {
    const key = entries.join('\0');
    const last = known.get(name);
    if (last?.key === key) {
      const built = await last.built;
      if (built.ok && (await unchanged(built.contents))) return built;
    }
    // Another has noticed the change meanwhile.
    const newer = known.get(name);
    if (newer !== undefined && newer !== last && newer.key === key) return newer.built;
    const built = build(name, entries, columns);
    known.set(name, { key, built });
    built.catch(() => known.delete(name));
    return built;
  };
}
