// Whether a build would write what is there already: what it was made of and what it
// wrote, by size and times of every file, as they were when it was last made. Kept in
// the state folder; a record that cannot be read, or that is not sure, is no record.
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface KeptBuild<R> {
  /** What the build had to say; null where it has to be made. */
  readonly said: R | null;
  /** Notes a build that was just made, of these inputs, with these files written; all paths absolute. */
  keep(inputs: Iterable<string>, outputs: Iterable<string>, said: R): void;
}

interface BuildRecord<R> {
  readonly key: string;
  readonly inputs: Stamps;
  readonly outputs: Stamps;
  readonly said: R;
}

/** By path; '' for what was not there. */
type Stamps = Readonly<Record<string, string>>;

/** @param wanted all that decides what is written, besides the files: command line, version, target */
export function keptBuild<R>(stateFolder: string, wanted: unknown): KeptBuild<R> {
  const begun = Date.now();
  const key = createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 24);
  const file = join(stateFolder, 'builds', `${key}.json`);
  const known = readRecord<R>(file);
  const same = known?.key === key && holds(known.inputs) && holds(known.outputs);
  return {
    said: same && known !== null ? known.said : null,
    keep(inputs, outputs, said) {
      // What was saved while it was read may have been read half.
      const read = stampsOf(inputs);
      if (Object.values(read).some((stamp) => Number(stamp.split(' ')[1] ?? 0) >= begun)) return;
      const record: BuildRecord<R> = { key, inputs: read, outputs: stampsOf(outputs), said };
      try {
        mkdirSync(join(stateFolder, 'builds'), { recursive: true });
        const temporary = `${file}.${randomBytes(4).toString('hex')}`;
        writeFileSync(temporary, JSON.stringify(record));
        renameSync(temporary, file);
      } catch {
        // Then it is made again the next time.
      }
    },
  };
}

/** A folder and all that is in it; of none, only its name. */
export async function allIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return [folder, ...entries.filter((name) => !/(^|[/\\])node_modules[/\\]/.test(name)).map((name) => join(folder, name))];
}

function readRecord<R>(file: string): BuildRecord<R> | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BuildRecord<R>;
  } catch {
    return null;
  }
}

function holds(stamps: Stamps): boolean {
  return Object.entries(stamps).every(([path, stamp]) => stampOf(path) === stamp);
}

function stampsOf(paths: Iterable<string>): Stamps {
  return Object.fromEntries([...new Set(paths)].map((path) => [path, stampOf(path)]));
}

/** Size, milliseconds of the last write, nanoseconds of the last change of any kind; of a folder its names' last change. */
function stampOf(path: string): string {
  try {
    const { size, mtimeMs, ctimeNs } = statSync(path, { bigint: true });
    return `${size} ${mtimeMs} ${ctimeNs}`;
  } catch {
    return '';
  }
}
