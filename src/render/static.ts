// The pages of a published talk: the same deck and presenter pages, without a server.
// Everything they name lies beside them or in them, by relative addresses; what they
// may do stands in the page itself, since a host's headers are not ours.
import { createHash } from 'node:crypto';
import type { Boot, DeckData, Look, Still, View } from '../protocol.ts';
import { direction, escapeHtml, json, sectionsNear } from './page.ts';

/** What others show of the talk where it is linked to. */
export interface Card {
  readonly title: string;
  readonly author: string | null;
  /** One or two sentences; '' for none. */
  readonly description: string;
  /** Where the page is published; absolute where that is known. */
  readonly url: string | null;
  /** A picture of the first slide. */
  readonly picture: { readonly url: string; readonly width: number; readonly height: number } | null;
}

interface Common {
  readonly data: DeckData;
  readonly look: Look;
  readonly card: Card;
  readonly still: Still;
}

export interface StaticPageOptions extends Common {
  readonly view: View;
  readonly assets: { readonly script: string; readonly modules: readonly string[]; readonly styles: readonly string[] };
  /** Of the data with all slides, and of the presenter page; '' where there is none. */
  readonly urls: { readonly deck: string; readonly presenter: string };
}

export interface SinglePageOptions extends Common {
  /** Code and styles themselves. */
  readonly script: string;
  readonly styles: { readonly deck: string /** null: there is no presenter view. */; readonly presenter: string | null };
  /** By the element that they stand in. */
  readonly casts: Readonly<Record<string, unknown>>;
  /** Addresses of what the data name as `lectern-file:<index>/`, so that what stands on many slides is here once. */
  readonly files: readonly string[];
}

/** The element with the files of a page that has them in it; the client reads it. */
const FILES = 'files';

/** A page that lies in a folder with what it needs. */
export function staticPage({ data, look, card, still, view, assets, urls }: StaticPageOptions): string {
  const title = view === 'presenter' ? `Presenter: ${card.title}` : card.title;
  const boot = bootOf(data, look, still, view, urls);
  const links = [
    ...assets.modules.map((url) => `<link rel="modulepreload" href="${escapeHtml(url)}">`),
    ...[...assets.styles, ...(data.styles ?? [])].map((url) => `<link rel="stylesheet" href="${escapeHtml(url)}">`),
    `<script type="module" src="${escapeHtml(assets.script)}"></script>`,
  ];
  // Nobody is to find the presenter view by a search.
  const about = view === 'presenter' ? ['<meta name="robots" content="noindex">'] : cardTags(card);
  const policy = policyOf([
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    ...PICTURES,
    "font-src 'self' data:",
    "connect-src 'self'",
  ]);
  return page({ look, view, title, policy, head: [...about, ...links], body: [slidesOf(data, view, 0), block('boot', boot)] });
}

/** A page that brings all it needs, and asks for nothing: to be opened from a disk. */
export function singlePage({ data, look, card, still, script, styles, casts, files }: SinglePageOptions): string {
  const urls = { deck: '', socket: '', casts: '', presenter: styles.presenter === null ? '' : '?presenter' };
  const boot: Boot = { view: 'deck', position: { slide: 0, step: 0 }, data, look, urls, still };
  // As the HTML parser is to take it: one script, with no end before its end.
  const code = script.trim().replace(/<(?=!--|\/?script)/gi, '\\x3c');
  const hash = createHash('sha256').update(code).digest('base64');
  const policy = policyOf([
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'media-src data: blob:',
    'font-src data:',
  ]);
  const head = [
    ...cardTags(card),
    style('deck', styles.deck, 'all'),
    ...(styles.presenter === null ? [] : [style('presenter', styles.presenter, 'not all')]),
  ];
  const blocks = [block('boot', boot), block(FILES, files), ...Object.entries(casts).map(([id, value]) => block(id, value))];
  return page({
    look,
    view: 'deck',
    title: card.title,
    policy,
    head,
    body: [slidesOf(data, 'deck'), ...blocks, `<script>${code}</script>`],
  });
}

/** Pictures, films and frames of other hosts are what their author wrote; nothing of ours asks for any. */
const PICTURES = ["img-src 'self' data: blob: http: https:", "media-src 'self' data: blob: http: https:", "frame-src 'self' http: https:"];

function policyOf(parts: readonly string[]): string {
  return ["default-src 'none'", ...parts, "base-uri 'none'", "form-action 'none'"].join('; ');
}

interface Parts {
  readonly look: Look;
  readonly view: View;
  readonly title: string;
  readonly policy: string;
  readonly head: readonly string[];
  readonly body: readonly string[];
}

function page({ look, view, title, policy, head, body }: Parts): string {
  return `<!doctype html>
<html lang="${escapeHtml(look.lang)}" dir="${direction(look.lang)}" data-view="${view}" data-theme="${escapeHtml(look.theme)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Lectern">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
${head.join('\n')}
</head>
<body>
<noscript><p>The slides of “${escapeHtml(title)}” are shown by a script: allow scripts for this page and load it again.</p></noscript>
${body.join('\n')}
</body>
</html>
`;
}

/** @param near the slide that comes with its content; none where the data are in the page anyway */
function slidesOf(data: DeckData, view: View, near = Number.NaN): string {
  return `<div class="slides" id="slides">\n${view === 'presenter' ? '' : sectionsNear(data, near).join('\n')}\n</div>`;
}

/** Without the slides' contents, which are in the data. */
function bootOf(data: DeckData, look: Look, still: Still, view: View, urls: { readonly deck: string; readonly presenter: string }): Boot {
  const slides = data.slides.map((slide) => ({ ...slide, attributes: {}, html: '', notes: '' }));
  return { view, position: { slide: 0, step: 0 }, data: { ...data, slides }, look, urls: { ...urls, socket: '', casts: '' }, still };
}

function cardTags({ title, author, description, url, picture }: Card): string[] {
  const property = (name: string, content: string | number): string =>
    `<meta property="og:${name}" content="${escapeHtml(String(content))}">`;
  const named = (name: string, content: string): string => `<meta name="${name}" content="${escapeHtml(content)}">`;
  return [
    ...(author === null ? [] : [named('author', author)]),
    ...(description === '' ? [] : [named('description', description), property('description', description)]),
    property('type', 'article'),
    property('title', title),
    ...(url === null ? [] : [property('url', url), `<link rel="canonical" href="${escapeHtml(url)}">`]),
    named('twitter:card', picture === null ? 'summary' : 'summary_large_image'),
    ...(picture === null
      ? []
      : [
          property('image', picture.url),
          property('image:width', picture.width),
          property('image:height', picture.height),
          property('image:alt', title),
        ]),
  ];
}

function block(id: string, value: unknown): string {
  return `<script type="application/json" id="${escapeHtml(id)}">${json(value)}</script>`;
}

function style(of: View, css: string, media: string): string {
  // The only end of the element; in a style sheet the backslash changes nothing.
  return `<style data-of="${of}" media="${media}">${css.replace(/<\/(?=style)/gi, '<\\/')}</style>`;
}
