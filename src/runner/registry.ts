// What this process has running, noted on disk: one small file in the state folder,
// `runs/<random>.json`, there only while a run is. A tool that was killed takes no
// note away, so the next one to start finds there what may have been left behind.
// The id of a run is noted before its first program starts.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { bootId, startOf } from './processes.ts';

export interface Registry {
  /** Once more for the same run changes nothing; nor does `started` for the same pid. */
  begin(run: string): void;
  /** A pane's program was started. */
  started(run: string, pid: number): void;
  end(run: string): void;
}

const known = v.object({ pid: v.pipe(v.number(), v.safeInteger(), v.minValue(2)), started: v.pipe(v.string(), v.nonEmpty()) });
const run = v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/)), leaders: v.array(known) });
const schema = v.object({ version: v.literal(1), boot: v.string(), owner: known, runs: v.array(run) });

/** What one process noted. */
export type RunNote = v.InferOutput<typeof schema>;
export type NotedRun = RunNote['runs'][number];

/** @param folder the state folder, absolute; one that cannot be written costs the notes, not the run */
export function createRegistry(folder: string): Registry {
  const runs = new Map<string, NotedRun>();
  const file = join(notesFolder(folder), `${randomBytes(8).toString('hex')}.json`);

  function write(): void {
    try {
      if (runs.size === 0) return void rmSync(file, { force: true });
      const owner = { pid: process.pid, started: startOf(process.pid) ?? '' };
      const note: RunNote = { version: 1, boot: bootId(), owner, runs: [...runs.values()] };
      mkdirSync(notesFolder(folder), { recursive: true, mode: 0o700 });
      writeFileSync(`${file}.tmp`, JSON.stringify(note), { mode: 0o600 });
      renameSync(`${file}.tmp`, file);
    } catch {
      // A full or read-only disk.
    }
  }

  return {
    begin(id) {
      if (runs.has(id)) return;
      runs.set(id, { id, leaders: [] });
      write();
    },
    started(id, pid) {
      const noted = runs.get(id);
      const started = startOf(pid);
      if (noted === undefined || started === null || noted.leaders.some((one) => one.pid === pid)) return;
      noted.leaders.push({ pid, started });
      write();
    },
    end(id) {
      if (runs.delete(id)) write();
    },
  };
}

export interface FoundNote {
  /** Null when it cannot be understood. */
  readonly note: RunNote | null;
  remove(): void;
}

/** All notes in a state folder, our own included. */
export function readNotes(folder: string): FoundNote[] {
  const notes = notesFolder(folder);
  return namesIn(notes).map((name) => ({
    note: understand(join(notes, name)),
    remove: () => rmSync(join(notes, name), { force: true }),
  }));
}

function notesFolder(folder: string): string {
  return join(folder, 'runs');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function understand(file: string): RunNote | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
