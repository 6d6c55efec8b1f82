// The only door to chokidar. Watches files by the folders they lie in, so that a file
// replaced by another of its name is still seen. An event only wakes us: what counts is
// whether size, time or inode differ from what was last reported, since events may come
// twice, come early, or (a second change within 50 ms) not at all.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

export interface Watcher {
  /** From now on these files, and no others; absolute paths. */
  update(paths: Iterable<string>): void;
  /** Resolves when the files are really being watched. */
  readonly ready: Promise<void>;
  /** Resolves when all that it has been woken for was looked at, also for the second time. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds of calm that make several writes one change, and the most they may delay it. */
const CALM = 4;
const AT_MOST = 20;
/** Milliseconds after a change at which it is looked at once more. */
const SECOND_LOOK = 80;

/** Calls `onChange` with the absolute paths that have changed, appeared or gone. */
export function watchFiles(paths: Iterable<string>, onChange: (paths: string[]) => void): Watcher {
  const seen = new Map<string, string>();
  let wanted = new Set<string>();
  /** Only ever grows: a folder watched too many wakes us in vain, while chokidar's unwatch takes the folders below along. */
  const folders = new Set<string>();
  let soon: NodeJS.Timeout | null = null;
  let later: NodeJS.Timeout | null = null;
  let since: number | null = null;
  /** Looks that are being taken. */
  let looking = 0;
  const settling = new Set<() => void>();
  let closed = false;

  const watcher: FSWatcher = watch([], {
    ignoreInitial: true,
    depth: 0,
    // chokidar's own guards against half-written files are for slower uses.
    atomic: false,
    awaitWriteFinish: false,
    ignored: (path) => !wanted.has(path) && !folders.has(path),
  });
  watcher.on('all', wake).on('raw', wake);
  // A folder that cannot be watched costs live reload of its files, nothing else.
  watcher.on('error', () => {});

  function wake(): void {
    if (closed) return;
    const now = performance.now();
    since ??= now;
    if (soon !== null) {
      if (now - since + CALM > AT_MOST) return;
      clearTimeout(soon);
    }
    soon = setTimeout(lookSoon, CALM);
  }

  function rest(): void {
    if (!closed && (looking > 0 || soon !== null || later !== null)) return;
    for (const done of settling) done();
    settling.clear();
  }

  function lookSoon(): void {
    soon = null;
    since = null;
    void look(true);
  }

  function lookLater(): void {
    later = null;
    void look(false);
  }

  async function look(again: boolean): Promise<void> {
    looking++;
    const changed: string[] = [];
    await Promise.all(
      [...wanted].map(async (path) => {
        const now = await signature(path);
        const before = seen.get(path);
        if (before === now || !wanted.has(path)) return;
        seen.set(path, now);
        if (before !== undefined) changed.push(path);
      }),
    );
    looking--;
    if (closed) return;
    if (again) {
      if (later !== null) clearTimeout(later);
      later = setTimeout(lookLater, SECOND_LOOK);
    }
    if (changed.length > 0) onChange(changed);
    rest();
  }

  function update(next: Iterable<string>): void {
    wanted = new Set(next);
    for (const path of seen.keys()) if (!wanted.has(path)) seen.delete(path);
    const more = new Set([...wanted].map((path) => dirname(path)).filter((folder) => !folders.has(folder)));
    for (const folder of more) folders.add(folder);
    watcher.add([...more]);
    // A folder begins to be watched a moment after this look.
    void look(more.size > 0);
  }

  update(paths);
  const ready = folders.size === 0 ? Promise.resolve() : new Promise<void>((done) => watcher.once('ready', () => done()));
  return {
    update,
    ready,
    settled: () =>
      new Promise((done) => {
        settling.add(done);
        rest();
      }),
    close: async () => {
      closed = true;
      rest();
      if (soon !== null) clearTimeout(soon);
      if (later !== null) clearTimeout(later);
      await watcher.close();
    },
  };
}

async function signature(path: string): Promise<string> {
  try {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  } catch {
    return 'gone';
  }
}
