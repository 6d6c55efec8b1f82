// The last good build of each demo, used again as long as every source that went
// into it, and everything that came out, holds what it held. So a run whose demo was
// built ahead starts without the transformer; and on stage, a source that is broken
// or half saved costs no run: what was built last is run again.
import { fingerprints, unchanged } from './fingerprint.ts';
import type { Built, Entry, Transformer } from './transform.ts';

export type Build = Transformer['build'];

type Good = Extract<Built, { ok: true }>;

/**
 * The same contract as the transformer's `build`; a broken source is tried again each time.
 * @param lastGood for a broken source, the build before it where there is one: its `instead` says why
 */
export function createBuildCache(build: Build, lastGood: boolean): Build {
  const known = new Map<string, { readonly key: string; readonly built: Promise<Built> }>();
  const good = new Map<string, Good>();

  async function make(name: string, entries: readonly Entry[], columns: number): Promise<Built> {
    const built = await build(name, entries, columns);
    if (built.ok) {
      good.set(name, built);
      return built;
    }
    const before = lastGood ? good.get(name) : undefined;
    if (before === undefined || !samePrograms(before, entries) || !(await stillThere(before))) return built;
    return { ...before, instead: built.reason };
  }

  return async (name, entries, columns) => {
    const key = JSON.stringify(entries);
    const last = known.get(name);
    if (last?.key === key) {
      const built = await last.built;
      if (built.ok && built.instead === null && (await unchanged(built.contents))) return built;
    }
    // Another has noticed the change meanwhile.
    const newer = known.get(name);
    if (newer !== undefined && newer !== last && newer.key === key) return newer.built;
    const built = make(name, entries, columns);
    known.set(name, { key, built });
    built.catch(() => known.delete(name));
    return built;
  };
}

/** A pane that the demo has got since was never built. */
function samePrograms({ files }: Good, entries: readonly Entry[]): boolean {
  return entries.every(({ file }) => files.has(file));
}

/** Whether what was built is on the disk as it was. */
async function stillThere({ files, contents }: Good): Promise<boolean> {
  const now = await fingerprints(files.values());
  return [...now].every(([file, print]) => print !== '' && contents.get(file) === print);
}
