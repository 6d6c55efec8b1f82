// The page that lists the talks of a site: for each its first slide, title, author,
// when it was given, how long it is. It has no script; its looks are its theme's.
import { direction, escapeHtml } from './page.ts';

export interface ListedTalk {
  /** Of its folder, from the page. */
  readonly url: string;
  readonly title: string;
  readonly lang: string;
  readonly author: string | null;
  /** When and where, as the author wrote it; '' for nothing. */
  readonly when: string;
  readonly slides: number;
  readonly demos: number;
  readonly cover: { readonly url: string; readonly width: number; readonly height: number } | null;
}

export interface SiteIndexOptions {
  readonly title: string;
  readonly theme: string;
  readonly styles: readonly string[];
  /** Where the site will be; null where that is not known. */
  readonly base: string | null;
  readonly talks: readonly ListedTalk[];
}

const POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'";

const LOOK = `body { margin: 0; background: var(--paper, #fff); color: var(--text, #333); font: 400 18px/1.5 var(--sans, sans-serif); }
main { box-sizing: border-box; max-width: 1240px; margin: 0 auto; padding: clamp(28px, 6vw, 88px) clamp(20px, 5vw, 64px); }
h1 { margin: 0 0 1em; color: var(--ink, #111); font: 600 clamp(34px, 5vw, 56px)/1.1 var(--serif, serif); }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr)); gap: clamp(28px, 4vw, 52px) clamp(22px, 3vw, 40px); margin: 0; padding: 0; list-style: none; }
a { display: block; color: inherit; text-decoration: none; }
.cover { display: block; box-sizing: border-box; width: 100%; height: auto; aspect-ratio: 16 / 9; object-fit: cover; border: 1px solid var(--rule, #ddd); border-radius: 8px; background: var(--code-paper, #f4f4f4); transition: border-color 0.15s; }
a:is(:hover, :focus-visible) .cover { border-color: var(--accent, #c40); }
a:focus-visible { outline: 2px solid var(--accent, #c40); outline-offset: 6px; border-radius: 4px; }
h2 { margin: 0.7em 0 0.2em; color: var(--ink, #111); font: 600 24px/1.25 var(--serif, serif); text-wrap: balance; }
a:hover h2 { color: var(--accent, #c40); }
p { margin: 0; color: var(--quiet, #777); font-size: 16px; }`;

/** The whole page. */
export function siteIndex({ title, theme, styles, base, talks }: SiteIndexOptions): string {
  return `<!doctype html>
<html lang="en" data-theme="${escapeHtml(theme)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Lectern">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<meta property="og:title" content="${escapeHtml(title)}">
<meta property="og:type" content="website">
${base === null ? '' : `<meta property="og:url" content="${escapeHtml(base)}">\n<link rel="canonical" href="${escapeHtml(base)}">\n`}${styles.map((url) => `<link rel="stylesheet" href="${escapeHtml(url)}">\n`).join('')}<style>${LOOK}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<ul>
${talks.map(entry).join('\n')}
</ul>
</main>
</body>
</html>
`;
}

function entry({ url, title, lang, author, when, slides, demos, cover }: ListedTalk): string {
  const picture =
    cover === null
      ? '<span class="cover"></span>'
      : `<img class="cover" src="${escapeHtml(cover.url)}" width="${cover.width}" height="${cover.height}" alt="" loading="lazy">`;
  const facts = [author ?? '', when, many(slides, 'slide'), demos === 0 ? '' : many(demos, 'demo')].filter((fact) => fact !== '');
  return `<li><a href="${escapeHtml(url)}">${picture}<h2 lang="${escapeHtml(lang)}" dir="${direction(lang)}">${escapeHtml(title)}</h2><p>${escapeHtml(facts.join(' · '))}</p></a></li>`;
}

function many(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
