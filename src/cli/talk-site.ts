// The files of one published talk: its pages, their data, the recordings, its own
// files. Addresses in them are relative, so the folder works wherever it is put.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainName } from '../build/file-names.ts';
import type { Content } from '../build/write-site.ts';
import type { Still } from '../protocol.ts';
import { type Card, singlePage, staticPage } from '../render/static.ts';
import type { Assets, PageAssets } from './assets.ts';
import { assetFiles, chunkFilter, talkStyles, wholeStyle } from './site-assets.ts';
import type { StaticTalk } from './static-talk.ts';
import { contentHash } from './talk-files.ts';

export interface TalkSiteOptions {
  readonly assets: Assets;
  /** Where our own files are, seen from the talk's folder: `assets/`, `../assets/`. */
  readonly assetsAt: string;
  /** The presenter view is published too, and the notes with it. */
  readonly presenter: boolean;
  /** Where the talk's folder will be, ending in `/`; null where that is not known. */
  readonly base: string | null;
}

export interface TalkSite {
  /** By path below the talk's folder. */
  readonly files: ReadonlyMap<string, Content>;
  /** By path below the folder of our files. */
  readonly shared: ReadonlyMap<string, Content>;
  /** The deck's page, with a picture of its first slide on its card or without. */
  index(cover: Cover | null): string;
}

export interface Cover {
  /** Below the talk's folder. */
  readonly path: string;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
}

export function talkSite(talk: StaticTalk, { assets, assetsAt, presenter, base }: TalkSiteOptions): TalkSite {
  const { data, look } = talk;
  const files = new Map<string, Content>();
  const put = (folder: string, name: string, text: string): string => {
    const path = `${folder}/${name}-${contentHash(text)}.json`;
    files.set(path, text);
    return path;
  };
  const open = JSON.stringify(withoutNotes(talk));
  const whole = presenter ? JSON.stringify(data) : '';
  const casts = Object.fromEntries([...talk.casts].map(([demo, cast]) => [demo, put('casts', plainName(demo), JSON.stringify(cast))]));
  const still: Still = { channel: channelOf(open), casts };
  for (const [name, bytes] of talk.files) files.set(`files/${name}`, bytes);

  const styles = talkStyles(assets, talk, presenter ? whole : open);
  const page = (given: PageAssets) => ({
    script: assetsAt + given.script,
    modules: given.preload.map((path) => assetsAt + path),
    styles: [...given.styles, ...styles.map(({ path }) => path)].map((path) => assetsAt + path),
  });
  const deckUrl = put('data', 'deck', open);
  const presenterUrl = presenter && assets.presenter !== null ? 'presenter.html' : '';
  if (presenterUrl !== '' && assets.presenter !== null) {
    const urls = { deck: put('data', 'presenter', whole), presenter: '' };
    files.set(
      'presenter.html',
      staticPage({
        data,
        look: { ...look, theme: talk.theme },
        still,
        card: cardOf(talk, base, null),
        view: 'presenter',
        assets: page(assets.presenter),
        urls,
      }),
    );
  }
  const pages = [assets.deck, ...(presenterUrl === '' || assets.presenter === null ? [] : [assets.presenter])];
  return {
    files,
    shared: assetFiles(assets, pages, styles, chunkFilter(talk)),
    index: (cover) =>
      staticPage({
        ...{ data, look: { ...look, theme: talk.theme }, still, view: 'deck', assets: page(assets.deck) },
        card: cardOf(talk, base, cover),
        urls: { deck: deckUrl, presenter: presenterUrl },
      }),
  };
}

/** The talk in one page. */
export function talkPage(talk: StaticTalk, { assets, presenter }: Pick<TalkSiteOptions, 'assets' | 'presenter'>): string {
  const data = presenter ? talk.data : withoutNotes(talk);
  const text = JSON.stringify(data);
  const styles = talkStyles(assets, talk, text);
  const blocks = [...talk.casts].map(([demo, cast], i) => ({ demo, cast, id: `cast-${i}` }));
  return singlePage({
    data,
    look: { ...talk.look, theme: talk.theme },
    card: cardOf(talk, null, null),
    still: { channel: channelOf(text), casts: Object.fromEntries(blocks.map(({ demo, id }) => [demo, `#${id}`])) },
    script: readFileSync(join(assets.folder, assets.single.script), 'utf8'),
    styles: {
      deck: wholeStyle(assets, assets.deck, styles),
      presenter: presenter && assets.presenter !== null ? wholeStyle(assets, assets.presenter, styles) : null,
    },
    casts: Object.fromEntries(blocks.map(({ id, cast }) => [id, cast])),
    files: talk.inlined,
  });
}

function withoutNotes({ data }: StaticTalk): StaticTalk['data'] {
  return { ...data, slides: data.slides.map((slide) => ({ ...slide, notes: '' })) };
}

/** The same for the same talk, so that a site built twice is the same; another for every other. */
function channelOf(text: string): string {
  return `lectern-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

function cardOf({ title, author, description }: StaticTalk, base: string | null, cover: Cover | null): Card {
  const picture = cover === null ? null : { url: `${base ?? ''}${cover.path}`, width: cover.width, height: cover.height };
  return { title, author, description, url: base, picture };
}
