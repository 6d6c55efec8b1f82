// What a built style sheet names, and the same sheet with that in itself.
import { posix } from 'node:path';

const URL_IN_CSS = /url\(\s*(["']?)([^"')]+)\1\s*\)/g;

/** Paths of the files that a style sheet names, in the folder that its own path is relative to; each once. */
export function filesOfStyle(css: string, path: string): string[] {
  return [...new Set([...css.matchAll(URL_IN_CSS)].flatMap(([, , url = '']) => (isOwn(url) ? [resolved(path, url)] : [])))];
}

/** The style sheet with other addresses for these files. */
export function withStyleUrls(css: string, path: string, address: (file: string) => string): string {
  return css.replace(URL_IN_CSS, (whole, _, url: string) => (isOwn(url) ? `url("${address(resolved(path, url))}")` : whole));
}

function isOwn(url: string): boolean {
  return !/^(data:|#|[a-z]+:|\/)/i.test(url);
}

function resolved(path: string, url: string): string {
  return posix.join(posix.dirname(path), url);
}
