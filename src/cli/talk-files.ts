// The talk's own files as they are published: only those that the deck names, none from
// outside its root, each under a name that any host takes, or as a part of the page.
import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { published } from '../build/active-files.ts';
import { siteNames } from '../build/file-names.ts';
import { DIAGRAM_SCRIPT } from '../compile/diagrams.ts';
import { isDenied } from '../server/paths.ts';
import { contentType } from '../server/send-file.ts';
import type { Talk } from './talk.ts';

/** Bytes of a file of the talk; a larger one is left out, since no host takes it. */
const LARGEST = 512 * 1024 * 1024;
/** What draws diagrams, among the talk's own files. */
const DIAGRAMS = 'lectern-diagrams.js';

export interface FilePlaces {
  /** Whether pages may name files beside them; else all of them are in the page. */
  readonly beside: boolean;
  /** Where a file of this name below `files/` is, for a page. */
  fileUrl(name: string): string;
}

export interface TalkFiles {
  /** By absolute path. */
  readonly urls: ReadonlyMap<string, string>;
  /** By their name below `files/`. */
  readonly named: ReadonlyMap<string, Uint8Array>;
  /** Addresses of what stands in the page, in the order of `lectern-file:<index>/`. */
  readonly inlined: readonly string[];
  /** Words on what was left out. */
  readonly notes: readonly string[];
}

/** Reads the files that a deck names, absolute paths, and gives each its place. Never rejects. */
export async function talkFiles(paths: readonly string[], talk: Talk, { beside, fileUrl }: FilePlaces): Promise<TalkFiles> {
  const urls = new Map<string, string>();
  const named = new Map<string, Uint8Array>();
  const inlined: string[] = [];
  const notes: string[] = [];
  const place = (name: string, path: string, bytes: Uint8Array): void => {
    named.set(name, bytes);
    urls.set(path, fileUrl(name));
  };
  const names = siteNames(new Set(paths), talk.root, dirname(talk.file));
  for (const [path, name] of names) {
    const shown = relative(dirname(talk.file), path);
    const bytes = await readInside(talk.root, path);
    if (bytes === null) continue;
    if (path === join(talk.root, DIAGRAM_SCRIPT)) {
      // Not under its own name: some hosts leave out what lies in node_modules.
      if (beside) place(DIAGRAMS, path, bytes);
      else notes.push('diagrams are shown as their source: what draws them is too large for a page of one file');
      continue;
    }
    const file = published(path, bytes);
    if (file.kind === 'left out') notes.push(`${shown} is left out of the site: ${file.reason}`);
    else if (file.kind === 'copied' && beside) place(name, path, file.bytes);
    else {
      urls.set(path, beside ? dataUrl(path, bytes) : `lectern-file:${inlined.length}/`);
      if (!beside) inlined.push(dataUrl(path, file.kind === 'copied' ? file.bytes : bytes));
    }
  }
  return { urls, named, inlined, notes };
}

/** A regular file below the root, links followed; null for anything else, and for what is a secret by its name. */
async function readInside(root: string, path: string): Promise<Uint8Array | null> {
  try {
    const real = await realpath(path);
    const below = relative(root, real);
    if (!real.startsWith(root + sep) || isDenied(below)) return null;
    const bytes = await readFile(real);
    return bytes.length > LARGEST ? null : bytes;
  } catch {
    return null;
  }
}

/** The address that holds a file itself. */
export function dataUrl(path: string, bytes: Uint8Array): string {
  return `data:${contentType(path).replace('; ', ';')};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Ten characters that are others when the content is. */
export function contentHash(content: string | Uint8Array): string {
  return createHash('sha256')
    .update(content)
    .digest('base64url')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 10)
    .toLowerCase();
}
