// Files that a slide names: pictures, films, snippets. Everything is looked up from
// the folder of the file that names it, nothing outside the root is ever read, and
// what was looked at is remembered, so that a kept slide notices a change.
import * as path from 'node:path';
import { isInside } from './include.ts';

export interface FileAccess {
  readonly root: string;
  read(path: string): string | undefined;
  exists(path: string): boolean;
}

/** What a slide saw of the disk when it was built. */
export interface Seen {
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly there: ReadonlyMap<string, boolean>;
}

export interface Looking extends FileAccess {
  readonly seen: Seen;
}

/** Access that remembers. */
export function looking(access: FileAccess): Looking {
  const texts = new Map<string, string | undefined>();
  const there = new Map<string, boolean>();
  return {
    root: access.root,
    seen: { texts, there },
    read(file) {
      const text = access.read(file);
      texts.set(file, text);
      return text;
    },
    exists(file) {
      const is = access.exists(file);
      there.set(file, is);
      return is;
    },
  };
}

/** Whether all is still as it was. */
export function unchanged(seen: Seen, access: FileAccess): boolean {
  for (const [file, text] of seen.texts) if (access.read(file) !== text) return false;
  for (const [file, is] of seen.there) if (access.exists(file) !== is) return false;
  return true;
}

export type FoundFile =
  | {
      readonly kind: 'local' /** Absolute. */;
      readonly path: string /** Relative to the root, with `/`. */;
      readonly file: string;
      readonly there: boolean;
    }
  | { readonly kind: 'remote' }
  | { readonly kind: 'inline' }
  | { readonly kind: 'escape' };

/**
 * What an address in a slide means; `folder` is that of the file that names it. A picture's `/x` means
 * the root, as on a web site; elsewhere (`absolute`) it is the path it looks like.
 */
export function findFile(address: string, folder: string, access: FileAccess, absolute = false): FoundFile {
  const bare = address.trim();
  if (bare === '' || bare.startsWith('#') || /^(data|blob|mailto|tel):/i.test(bare)) return { kind: 'inline' };
  if (/^[a-z][a-z0-9+.-]+:|^\/\//i.test(bare)) return { kind: 'remote' };
  const name = decode(bare.replace(/[?#].*$/s, ''));
  if (name.includes('\0')) return { kind: 'escape' };
  const target = name.startsWith('/') && !absolute ? path.join(access.root, name) : path.resolve(folder, name);
  if (!isInside(access.root, target)) return { kind: 'escape' };
  return { kind: 'local', path: target, file: path.relative(access.root, target).split(path.sep).join('/'), there: access.exists(target) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
