// The browser's profile: a folder of its own in the system's temporary folder, with a
// note on whose it is. What a killed tool left behind is found by that note at the
// next start, and taken away: the browser, if it still runs, and the folder.
import { lstat, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupLives, killGroup, startOf } from './processes.ts';

const PREFIX = 'lectern-browser-';
const NOTE = 'owner.json';
/** Milliseconds: a folder without a note may be one that is just being made. */
const YOUNG = 60_000;

interface Known {
  readonly pid: number;
  readonly started: string | null;
}

export interface Profile {
  readonly folder: string;
  /** Notes the browser that uses it: leader of its process group. */
  usedBy(pid: number): Promise<void>;
  /** Removes the folder; the browser has to be gone. */
  remove(): Promise<void>;
}

/** Makes a profile. @param parent where; the system's temporary folder unless told */
export async function createProfile(parent = tmpdir()): Promise<Profile> {
  const folder = await mkdtemp(join(parent, PREFIX));
  const owner = known(process.pid);
  // Replaced, never rewritten: another tool's sweep may be reading it.
  const write = async (browser: Known | null): Promise<void> => {
    await writeFile(join(folder, `${NOTE}.new`), JSON.stringify({ owner, browser }));
    await rename(join(folder, `${NOTE}.new`), join(folder, NOTE));
  };
  await write(null);
  return {
    folder,
    usedBy: (pid) => write(known(pid)),
    remove: () => removeFolder(folder),
  };
}

/** Takes away what killed tools of this user left behind. Never rejects. */
export async function sweepProfiles(parent = tmpdir()): Promise<void> {
  const names = (await readdir(parent).catch(() => [])).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map((name) => sweep(join(parent, name)).catch(() => undefined)));
}

async function sweep(folder: string): Promise<void> {
  const stat = await lstat(folder);
  if (!stat.isDirectory() || (process.getuid !== undefined && stat.uid !== process.getuid())) return;
  const note = await readNote(folder);
  if (note === null) {
    if (Date.now() - stat.mtimeMs > YOUNG) await removeFolder(folder);
    return;
  }
  if (same(note.owner)) return;
  const { browser } = note;
  if (browser !== null && same(browser)) {
    killGroup(browser.pid);
    for (let tries = 0; tries < 100 && groupLives(browser.pid); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await removeFolder(folder);
}

async function readNote(folder: string): Promise<{ owner: Known; browser: Known | null } | null> {
  try {
    const { owner, browser } = JSON.parse(await readFile(join(folder, NOTE), 'utf8')) as { owner?: Known; browser?: Known | null };
    return typeof owner?.pid === 'number' ? { owner, browser: typeof browser?.pid === 'number' ? browser : null } : null;
  } catch {
    return null;
  }
}

function known(pid: number): Known {
  return { pid, started: startOf(pid) };
}

function same({ pid, started }: Known): boolean {
  const now = startOf(pid);
  return now !== null && now === started;
}

/** A browser that was just killed may still write for a moment. */
function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 8, retryDelay: 50 });
}
