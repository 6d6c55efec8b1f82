// A slide's background as the page shows it: colour, picture and gradient are styles
// of the section; what has an opacity of its own, a video or a web page lies in an
// element behind the text. Light text goes on a dark colour, and dark on a light one.
import type { Background } from '../deck.ts';
import type { ContentOptions } from './content.ts';
import { escapeHtml } from './page.ts';

type FileUrls = Pick<ContentOptions, 'fileUrl'>;

/** Declarations for a section; a value that could leave its declaration is dropped. */
export function backgroundStyle(background: Background | null, options: FileUrls): string {
  if (background === null) return '';
  const { color } = background;
  const declarations: string[] = [];
  if (color !== undefined && isSafe(color)) {
    declarations.push(`background-color: ${color}`);
    const tone = toneOf(color);
    if (tone !== null) declarations.push(`color-scheme: ${tone}`);
  }
  if (!isBehind(background)) declarations.push(...pictureStyle(background, options));
  return declarations.join('; ');
}

/** The element behind the text, or '' when the section's own style is enough. */
export function backdropHtml(background: Background | null, options: FileUrls): string {
  if (background === null || !isBehind(background)) return '';
  const { videos = [], iframe, opacity, loop, muted, size, position } = background;
  const style = [...(opacity === undefined ? [] : [`opacity: ${opacity}`]), ...pictureStyle(background, options)].join('; ');
  const fit = `object-fit: ${size === 'contain' ? 'contain' : 'cover'}${position !== undefined && isSafe(position) ? `; object-position: ${position}` : ''}`;
  const sources = videos.map((video) => `<source src="${escapeHtml(urlOf(video, options))}">`).join('');
  const video =
    sources === ''
      ? ''
      : `<video style="${fit}" playsinline data-autoplay${loop ? ' loop' : ''}${muted ? ' muted' : ''}>${sources}</video>`;
  const page =
    iframe === undefined
      ? ''
      : `<iframe src="${escapeHtml(urlOf(iframe, options))}" sandbox="allow-scripts" loading="lazy" tabindex="-1" title="background"></iframe>`;
  return `<div class="backdrop" aria-hidden="true"${style === '' ? '' : ` style="${escapeHtml(style)}"`}>${video}${page}</div>`;
}

function isBehind({ opacity, videos, iframe }: Background): boolean {
  return opacity !== undefined || videos !== undefined || iframe !== undefined;
}

function pictureStyle({ image, gradient, size, position, repeat }: Background, options: FileUrls): string[] {
  const declarations: string[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && isSafe(value)) declarations.push(`${name}: ${value}`);
  };
  if (image !== undefined) declarations.push(`background-image: url("${cssUrl(urlOf(image, options))}")`);
  else add('background-image', gradient);
  add('background-size', size ?? (image === undefined ? undefined : 'cover'));
  add('background-position', position ?? (image === undefined ? undefined : 'center'));
  add('background-repeat', repeat);
  return declarations;
}

function isSafe(value: string): boolean {
  return !/[;{}<>"\\]/.test(value) && !/url\(/i.test(value);
}

/** `url(x)` or x; what has no scheme is a file of the root. */
function urlOf(address: string, options: FileUrls): string {
  const bare = address.trim().replace(/^url\(\s*(["']?)(.*)\1\s*\)$/s, '$2');
  return /^([a-z][a-z0-9+.-]*:|\/\/|\/)/i.test(bare) ? bare : options.fileUrl(bare);
}

function cssUrl(url: string): string {
  return url.replace(/["\\\n\r\f]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `);
}

const NAMED: Readonly<Record<string, 'light' | 'dark'>> = {
  ...Object.fromEntries(
    'black navy darkblue mediumblue blue darkgreen green teal darkcyan midnightblue darkslategray darkslategrey indigo maroon purple dimgray dimgrey brown darkred darkmagenta saddlebrown darkolivegreen rebeccapurple crimson'
      .split(' ')
      .map((name) => [name, 'dark' as const]),
  ),
  ...Object.fromEntries(
    'white ivory snow azure beige linen lavender aliceblue ghostwhite whitesmoke gainsboro lightgray lightgrey silver yellow gold khaki pink lightblue lightgreen lightyellow aquamarine cyan aqua wheat cornsilk seashell honeydew mintcream floralwhite'
      .split(' ')
      .map((name) => [name, 'light' as const]),
  ),
};

/** Whether dark text or light text can be read on a colour; null when the colour is not known. */
export function toneOf(color: string): 'light' | 'dark' | null {
  const name = color.trim().toLowerCase();
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (named !== undefined) return named;
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(name)?.[1];
  const digits = hex === undefined ? null : hex.length < 6 ? [...hex].map((d) => d + d) : (hex.match(/../g) ?? []);
  const numbers = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(name)?.slice(1);
  const [r, g, b] = (digits?.map((d) => Number.parseInt(d, 16)) ?? numbers?.map(Number) ?? []).map(linear);
  if (r === undefined || g === undefined || b === undefined) return null;
  // Where black and white on it have equal contrast.
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? 'light' : 'dark';
}

function linear(value: number): number {
  const c = value / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}
