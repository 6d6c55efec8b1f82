// All files of a site: of one talk, or of several, each in a folder of its own, with a
// page that lists them; our own files stand there once.
import { plainName } from '../build/file-names.ts';
import type { Content } from '../build/write-site.ts';
import { type ListedTalk, siteIndex } from '../render/site-index.ts';
import { DEFAULT_THEME } from '../settings.ts';
import type { Assets } from './assets.ts';
import type { Covers } from './covers.ts';
import { assetFiles, plainStyle } from './site-assets.ts';
import type { StaticTalk } from './static-talk.ts';
import { contentHash } from './talk-files.ts';
import { type Cover, type TalkSite, talkSite } from './talk-site.ts';

export interface WholeSiteOptions {
  readonly assets: Assets;
  readonly presenter: boolean;
  /** Where the site will be, ending in `/`. */
  readonly base: string | null;
  /** Null: no pictures are wanted. */
  readonly covers: Covers | null;
  readonly cacheFolder: string;
}

const ASSETS = 'assets/';
const COVER_WIDTH = 1200;

/** The files of a site that is one talk, by path. */
export async function oneTalkSite(talk: StaticTalk, options: WholeSiteOptions): Promise<Map<string, Content>> {
  const site = talkSite(talk, { ...options, assetsAt: ASSETS });
  const files = new Map(site.files);
  for (const [path, content] of site.shared) files.set(ASSETS + path, content);
  const cover = await coverOf(talk, site, files, options);
  if (cover !== null) files.set(cover.path, cover.picture);
  files.set('index.html', site.index(cover));
  return files;
}

/** Those of a site with several, one after the other, so that only one is in memory whole. @param title of the page that lists them */
export async function manyTalksSite(
  talks: AsyncIterable<StaticTalk>,
  title: string,
  options: WholeSiteOptions,
): Promise<Map<string, Content>> {
  const files = new Map<string, Content>();
  const listed: ListedTalk[] = [];
  for await (const talk of talks) {
    const folder = freeName(plainName(talk.name), listed);
    const base = options.base === null ? null : `${options.base}${folder}/`;
    const site = talkSite(talk, { ...options, base, assetsAt: `../${ASSETS}` });
    const page = new Map(site.files);
    // Seen from the origin that has the talk at its top, the address of our files is the same.
    for (const [path, content] of site.shared) page.set(ASSETS + path, content);
    const cover = await coverOf(talk, site, page, options);
    for (const [path, content] of site.files) files.set(`${folder}/${path}`, content);
    for (const [path, content] of site.shared) files.set(ASSETS + path, content);
    if (cover !== null) files.set(`${folder}/${cover.path}`, cover.picture);
    files.set(`${folder}/index.html`, site.index(cover));
    const { author, when, data, look } = talk;
    listed.push({
      ...{ url: `${folder}/`, title: talk.title, lang: look.lang, author, when, slides: data.slides.length, demos: data.demos.length },
      cover: cover === null ? null : { ...cover, url: `${folder}/${cover.path}` },
    });
  }
  const style = plainStyle(
    options.assets,
    DEFAULT_THEME,
    listed.map((talk) => `${title} ${talk.title} ${talk.author} ${talk.when}`).join(' '),
  );
  for (const [path, content] of assetFiles(options.assets, [], [style])) files.set(ASSETS + path, content);
  files.set('index.html', siteIndex({ title, theme: DEFAULT_THEME, styles: [ASSETS + style.path], base: options.base, talks: listed }));
  return files;
}

async function coverOf(
  talk: StaticTalk,
  site: TalkSite,
  files: ReadonlyMap<string, Content>,
  { covers, cacheFolder }: WholeSiteOptions,
): Promise<(Cover & { readonly picture: Uint8Array }) | null> {
  const [across = 16, down = 9] = talk.look.ratio.split(':').map(Number);
  const size = { width: COVER_WIDTH, height: Math.round((COVER_WIDTH * down) / across) };
  const picture = (await covers?.of(site.index(null), files, size, cacheFolder)) ?? null;
  return picture === null ? null : { path: `cover-${contentHash(picture)}.png`, picture, ...size };
}

/** Two talks of one name stand beside each other. */
function freeName(name: string, listed: readonly ListedTalk[]): string {
  const taken = new Set(['assets/', ...listed.map(({ url }) => url)]);
  let free = name;
  for (let i = 2; taken.has(`${free}/`); i++) free = `${name}-${i}`;
  return free;
}
