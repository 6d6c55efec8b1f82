// Tokens kept on disk, one small file a code block, so that a talk opened again is
// in colour at once. A file is written whole beside its place and then renamed.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tokens } from '../deck.ts';

export interface TokenStore {
  get(id: string): Promise<Tokens | undefined>;
  /** Problems are kept quiet: what cannot be stored is highlighted again. */
  set(id: string, tokens: Tokens): Promise<void>;
}

/** Part of the folder's name: another version of the highlighter or its theme must not see these files. */
const VERSION = 'shiki-4.6.0-2';

export function diskStore(folder: string): TokenStore {
  const home = join(folder, 'tokens', VERSION);
  let made: Promise<unknown> | null = null;
  const fileOf = (id: string): string => join(home, `${id}.json`);
  return {
    async get(id) {
      try {
        const tokens: unknown = JSON.parse(await readFile(fileOf(id), 'utf8'));
        return isTokens(tokens) ? tokens : undefined;
      } catch {
        return undefined;
      }
    },
    async set(id, tokens) {
      const temporary = `${fileOf(id)}.${process.pid}.${randomBytes(4).toString('hex')}`;
      try {
        made ??= mkdir(home, { recursive: true });
        await made;
        await writeFile(temporary, JSON.stringify(tokens));
        await rename(temporary, fileOf(id));
      } catch {
        made = null;
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** The store when there is no folder. */
export const NO_STORE: TokenStore = { get: async () => undefined, set: async () => undefined };

function isTokens(value: unknown): value is Tokens {
  return (
    Array.isArray(value) &&
    value.every(
      (line) =>
        Array.isArray(line) && line.every((token) => Array.isArray(token) && typeof token[0] === 'string' && typeof token[1] === 'string'),
    )
  );
}
