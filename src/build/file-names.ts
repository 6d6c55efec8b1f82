// What the talk's own files are called in its site: as beside the talk, in names that
// every host and every system takes, and no two that differ in nothing but case.
import { createHash } from 'node:crypto';
import { posix, relative, sep } from 'node:path';

/** Characters of a name; what is longer is cut before its ending. */
const LONGEST = 80;

/**
 * A path for each file, relative and with `/`.
 * @param folder that of the talk: what lies in it keeps its way from there; all else has its way from the root
 */
export function siteNames(files: Iterable<string>, root: string, folder: string): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const file of [...files].sort()) {
    const inside = relative(folder, file);
    const way = inside.startsWith('..') ? relative(root, file) : inside;
    const plain = way.split(sep).map(plainPart).join('/');
    const name = taken.has(plain.toLowerCase()) || plain !== way.split(sep).join('/') ? marked(plain, way) : plain;
    taken.add(name.toLowerCase());
    names.set(file, name);
  }
  return names;
}

/** A name in which the strange characters of another are gone, and which tells two such names apart. */
export function plainName(name: string): string {
  const plain = plainPart(name);
  return plain === name ? plain : marked(plain, name);
}

function plainPart(part: string): string {
  const plain = part
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '');
  const ending = posix.extname(plain).slice(0, 12);
  const stem = plain.slice(0, plain.length - posix.extname(plain).length).slice(0, LONGEST);
  return `${stem === '' ? 'file' : stem}${ending}`;
}

function marked(plain: string, of: string): string {
  const ending = posix.extname(plain);
  const hash = createHash('sha256').update(of).digest('hex').slice(0, 6);
  return `${plain.slice(0, plain.length - ending.length).replace(/-+$/, '')}-${hash}${ending}`;
}
