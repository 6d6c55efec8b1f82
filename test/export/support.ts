// A talk exported by the built command line, and a PDF read back.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import { knownBrowser } from '../../scripts/setup/browser.mjs';
import { type CliOptions, type CliResult, lectern } from '../support/cli.ts';
import { shared } from '../support/shared.ts';

/** The Chromium of the tests, as an environment in which `lectern` finds it. */
export async function browserEnv(): Promise<Record<string, string>> {
  // Whoever asks for the shared browser has set-up look for one.
  await shared('browser');
  const browser = knownBrowser(join(import.meta.dirname, '..', '..'), process.env);
  if (browser === null) throw new Error('set-up knows no browser');
  return { ...browser.env, LECTERN_BROWSER: browser.executable };
}

/** `lectern export` with these words. */
export async function exportTalk(args: readonly string[], options: CliOptions & { readonly cwd: string }): Promise<CliResult> {
  return lectern(['export', ...args], { ...options, env: { ...(await browserEnv()), ...options.env } });
}

export interface ReadPdf {
  readonly title: string;
  readonly author: string | null;
  readonly lang: string | null;
  readonly tagged: boolean;
  readonly pages: readonly ReadPage[];
  readonly outline: readonly OutlineItem[];
  /** How often each font is embedded, by its name without the subset's mark. */
  readonly fonts: Readonly<Record<string, number>>;
}

export interface ReadPage {
  /** Points. */
  readonly size: readonly [width: number, height: number];
  /** As they were drawn. */
  readonly lines: readonly string[];
  /** Addresses; pages, from 0, as `page 3`. */
  readonly links: readonly string[];
}

export interface OutlineItem {
  readonly title: string;
  readonly page: number;
  readonly items: readonly OutlineItem[];
}

export async function readPdf(file: string): Promise<ReadPdf> {
  const bytes = await readFile(file);
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pageOf = async (dest: unknown): Promise<number> => {
    const explicit: unknown = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
    return Array.isArray(explicit) ? pdf.getPageIndex(explicit[0] as Parameters<typeof pdf.getPageIndex>[0]) : -1;
  };
  const pages: ReadPage[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const lines: string[] = [];
    let pen = { x: 0, y: Number.NaN };
    for (const item of items) {
      if (!('str' in item) || item.str === '') continue;
      const [, , , , x = 0, y = 0] = item.transform as number[];
      // A blank has no place of its own.
      if (item.str.trim() === '') {
        lines.push((lines.pop() ?? '') + item.str);
        continue;
      }
      // A jump is the end of a line, whether downwards or across.
      const jumps = Math.abs(y - pen.y) > 3 || x - pen.x > 30 || x - pen.x < -3;
      if (lines.length === 0 || jumps) lines.push(item.str);
      else lines.push((lines.pop() ?? '') + item.str);
      pen = { x: x + item.width, y };
    }
    const links: string[] = [];
    for (const note of await page.getAnnotations()) {
      if (note.subtype === 'Link') links.push(note.url ?? `page ${await pageOf(note.dest)}`);
    }
    pages.push({ size: [width, height], lines: lines.map((text) => text.trim()).filter(Boolean), links });
  }
  const outlineOf = async (items: Awaited<ReturnType<typeof pdf.getOutline>> | null): Promise<OutlineItem[]> =>
    Promise.all(
      (items ?? []).map(async ({ title, dest, items: below }) => ({ title, page: await pageOf(dest), items: await outlineOf(below) })),
    );
  const { info } = (await pdf.getMetadata()) as { info: { Title?: string; Author?: string; Language?: string } };
  const marks = await pdf.getMarkInfo();
  return {
    title: info.Title ?? '',
    author: info.Author ?? null,
    lang: info.Language ?? null,
    tagged: marks?.Marked === true,
    pages,
    outline: await outlineOf(await pdf.getOutline()),
    fonts: fontsIn(bytes),
  };
}

/** Font descriptors, which lie in the file's packed objects. */
function fontsIn(bytes: Buffer): Record<string, number> {
  const fonts: Record<string, number> = {};
  for (const { index, 0: head } of bytes.toString('latin1').matchAll(/<<\/Type \/ObjStm [^>]*>>\nstream\n/g)) {
    const objects = inflateSync(bytes.subarray(index + head.length)).toString('latin1');
    for (const [, name = ''] of objects.matchAll(/\/FontName \/[A-Z]{6}\+(\S+)/g)) fonts[name] = (fonts[name] ?? 0) + 1;
  }
  return fonts;
}
