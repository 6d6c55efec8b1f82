// Our own files as a site has them: scripts as they are, style sheets without the
// fonts that the talk does not need, and no font that no style sheet names.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { filesOfStyle, withStyleUrls } from '../build/style-urls.ts';
import { codePoints, withFormulaFaces, withUsedFaces } from '../build/used-fonts.ts';
import type { Content } from '../build/write-site.ts';
import type { Assets, PageAssets } from './assets.ts';
import type { StaticTalk } from './static-talk.ts';
import { contentHash, dataUrl } from './talk-files.ts';

/** A style sheet as a talk needs it. */
export interface TalkStyle {
  /** Relative to the folder of our files, where the fonts that it names are. */
  readonly path: string;
  readonly css: string;
}

/** The theme's and, where it has formulas, that of the formulas. @param text all that the slides say */
export function talkStyles(assets: Assets, talk: StaticTalk, text: string): TalkStyle[] {
  const { css } = assets.theme(talk.theme);
  const texts = [text, ...[...talk.casts.values()].flatMap(({ panes }) => panes.map(({ cast }) => cast))];
  const theme = lessened(assets, css, (text) => withUsedFaces(text, codePoints(texts)));
  return talk.formulas === '' ? [theme] : [theme, lessened(assets, assets.math, (text) => withFormulaFaces(text, talk.formulas))];
}

/** A theme's, for a page of this text. */
export function plainStyle(assets: Assets, theme: string, text: string): TalkStyle {
  return lessened(assets, assets.theme(theme).css, (css) => withUsedFaces(css, codePoints([text])));
}

function lessened(assets: Assets, path: string, lessen: (css: string) => string): TalkStyle {
  const whole = readFileSync(join(assets.folder, path), 'utf8');
  const css = lessen(whole);
  if (css === whole) return { path, css };
  // Another content goes by another name.
  const stem = posix.basename(path, '.css').replace(/-[A-Z0-9]{8}$/, '');
  return { path: posix.join(posix.dirname(path), `${stem}-${contentHash(css)}.css`), css };
}

/** Whether a talk may come to import a chunk. Of those that most talks do not need the names are known. */
export function chunkFilter({ data, look }: StaticTalk): (chunk: string) => boolean {
  return (chunk) =>
    (look.engine === 'remark' || !chunk.startsWith('remark-js-')) && (data.sheet != null || !chunk.startsWith('marp-script-'));
}

/** The files that these pages and styles need, by path below the folder of our files. */
export function assetFiles(
  assets: Assets,
  pages: readonly PageAssets[],
  styles: readonly TalkStyle[],
  isNeeded: (chunk: string) => boolean = () => true,
): Map<string, Content> {
  const files = new Map<string, Content>();
  const copy = (path: string): void => void files.set(path, { copy: join(assets.folder, path) });
  for (const page of pages) for (const path of [page.script, ...page.preload, ...page.later.filter(isNeeded), ...page.styles]) copy(path);
  for (const { path, css } of styles) {
    files.set(path, css);
    for (const font of filesOfStyle(css, path)) copy(font);
  }
  for (const page of pages) {
    for (const path of page.styles) for (const file of filesOfStyle(readFileSync(join(assets.folder, path), 'utf8'), path)) copy(file);
  }
  return files;
}

/** One style sheet with all that these name in itself. */
export function wholeStyle(assets: Assets, page: PageAssets, styles: readonly TalkStyle[]): string {
  const own = page.styles.map((path) => ({ path, css: readFileSync(join(assets.folder, path), 'utf8') }));
  const address = (path: string): string => dataUrl(path, readFileSync(join(assets.folder, path)));
  return [...own, ...styles].map(({ path, css }) => withStyleUrls(css, path, address).trim()).join('\n');
}
