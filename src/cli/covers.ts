// Pictures of talks' first slides, taken by a browser when one is first needed and
// kept on disk by all that they depend on. Owns that browser. Where there is none, a
// word says so once, and sites go without.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from '../build/write-site.ts';
import { type LaunchedBrowser, launchBrowser } from '../export/browser.ts';
import { takeCover } from '../export/cover.ts';
import { installHint } from '../export/find-browser.ts';
import { contentType } from '../server/send-file.ts';

export interface Covers {
  /**
   * A picture of what the page shows first; null where it cannot be had.
   * @param files what it may ask for, by path from the page
   */
  of(html: string, files: ReadonlyMap<string, Content>, size: CoverSize, cacheFolder: string): Promise<Uint8Array | null>;
  /** Words on what was not done. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

export interface CoverSize {
  /** CSS px. */
  readonly width: number;
  readonly height: number;
}

/** Pictures kept for a root. */
const KEPT = 60;

/** @param executable null where there is no browser */
export function createCovers(executable: string | null, env: Readonly<NodeJS.ProcessEnv>): Covers {
  const notes = new Set<string>();
  let launching: Promise<LaunchedBrowser | null> | null = null;

  const browser = (): Promise<LaunchedBrowser | null> => {
    if (executable === null) {
      notes.add(`without a picture of the first slide, for no browser was found here: ${installHint()}`);
      return Promise.resolve(null);
    }
    launching ??= launchBrowser({ executable, env }).catch((error: Error) => {
      notes.add(`without a picture of the first slide: ${error.message}`);
      return null;
    });
    return launching;
  };

  return {
    get notes() {
      return [...notes];
    },
    async of(html, files, { width, height }, cacheFolder) {
      const folder = join(cacheFolder, 'covers');
      const kept = join(folder, `${keyOf(html, files, width, height)}.png`);
      const known = await readFile(kept).catch(() => null);
      if (known !== null) return known;
      const opened = await browser();
      if (opened === null) return null;
      const read = async (path: string) => {
        const content = files.get(path);
        if (content === undefined) return null;
        const bytes =
          typeof content === 'string' ? Buffer.from(content) : content instanceof Uint8Array ? content : await readFile(content.copy);
        return { bytes, type: contentType(path) };
      };
      const picture = await takeCover(opened, { html, width, height, read });
      if (picture === null) notes.add('without a picture of the first slide: the browser did not come to show it');
      else await keep(folder, kept, picture).catch(() => undefined);
      return picture;
    },
    async close() {
      await (await launching)?.close();
    },
  };
}

/** Of the page with its contents; what it names by a hash of the content needs no look. */
function keyOf(html: string, files: ReadonlyMap<string, Content>, width: number, height: number): string {
  const hash = createHash('sha256').update(`${width}x${height}\n${html}`);
  for (const [path, content] of files)
    if (path.startsWith('files/') && content instanceof Uint8Array) hash.update(`\n${path}\n`).update(content);
  return hash.digest('hex').slice(0, 24);
}

async function keep(folder: string, file: string, picture: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(temporary, picture);
  await rename(temporary, file);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.png'));
  if (names.length <= KEPT) return;
  const aged = await Promise.all(names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })));
  const old = aged.sort((a, b) => b.time - a.time).slice(KEPT);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
}
