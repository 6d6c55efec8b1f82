// What outlives the server: the secret of a talk's session, and where the talk is.
// One small file in the state folder, mode 0600, always whole: written beside it and
// renamed over it, one write at a time, while nobody waits. A file that cannot be
// understood costs a notice and the position, never the talk.
import { createHash } from 'node:crypto';
import { chmod, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Position, Role } from '../protocol.ts';
import { readTextBelow } from './paths.ts';
import { newSecret, tokenOf } from './tokens.ts';

export interface SavedState {
  readonly position: Position;
  readonly revision: number;
  /** When the talk began, in milliseconds since 1970; null before its first move. */
  readonly begun: number | null;
}

export interface TalkSession {
  token(role: Role): string;
  /** As it was when the session was opened. */
  readonly saved: SavedState;
  /** Returns at once; of several in a row the last is written. */
  save(state: SavedState): void;
  /** Resolves when all that was saved is on disk, or has failed with a notice. */
  flush(): Promise<void>;
}

export interface TalkSessionOptions {
  /** Absolute; made where it is missing. */
  readonly stateFolder: string;
  /** What tells this talk from the others of the folder: its path. */
  readonly talk: string;
  /** Start afresh: new secret, first slide. */
  readonly fresh: boolean;
  /** One line for the person who started the server. */
  notice(text: string): void;
}

const VERSION = 1;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const schema = v.object({
  version: v.literal(VERSION),
  secret: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
  slide: count,
  step: count,
  revision: count,
  begun: v.nullable(count),
});

const START: SavedState = { position: { slide: 0, step: 0 }, revision: 0, begun: null };

/** Opens the session of a talk, or begins one. Never rejects: without a disk the talk runs, unsaved. */
export async function openTalkSession(options: TalkSessionOptions): Promise<TalkSession> {
  const { stateFolder, talk, notice } = options;
  const name = `session-${createHash('sha256').update(talk).digest('hex').slice(0, 12)}.json`;
  await makeFolder(stateFolder, notice);
  const read = options.fresh ? null : understand(await readTextBelow(stateFolder, name, 4096), join(stateFolder, name), notice);
  const secret = read?.secret ?? newSecret();
  const saved = read?.saved ?? START;
  const writer = createWriter(join(stateFolder, name), notice);
  const save = ({ position, revision, begun }: SavedState) =>
    writer.write(`${JSON.stringify({ version: VERSION, secret, ...position, revision, begun })}\n`);
  save(saved);
  await writer.flush();
  return { token: (role) => tokenOf(secret, role), saved, save, flush: writer.flush };
}

/** The folder of all state ignores itself in git. */
async function makeFolder(folder: string, notice: (text: string) => void): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') notice(`the talk's place will not be kept: ${folder} cannot be written (${codeOf(error)})`);
  }
}

function understand(text: string | null, file: string, notice: (text: string) => void): { secret: string; saved: SavedState } | null {
  if (text === null) return null;
  const parsed = v.safeParse(schema, parseJson(text));
  if (!parsed.success) {
    notice(`${file} is not a session of this version: starting afresh, at the first slide`);
    return null;
  }
  const { secret, slide, step, revision, begun } = parsed.output;
  return { secret, saved: { position: { slide, step }, revision, begun } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function createWriter(file: string, notice: (text: string) => void): { write(text: string): void; flush(): Promise<void> } {
  let wanted: string | null = null;
  let writing: Promise<void> | null = null;
  let told = false;

  async function drain(): Promise<void> {
    for (let text = wanted; text !== null; text = wanted) {
      wanted = null;
      try {
        await replace(file, text);
      } catch (error) {
        if (!told) notice(`the talk's place is not being kept: ${file} cannot be written (${codeOf(error)})`);
        told = true;
      }
    }
    writing = null;
  }

  return {
    write: (text) => {
      wanted = text;
      writing ??= drain();
    },
    flush: async () => {
      await writing;
    },
  };
}

/** Whoever reads meanwhile sees the old text or the new one, and so does whoever comes after a power cut. */
async function replace(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(beside, 0o600);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
