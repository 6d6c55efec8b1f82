// Style sheets of Marp talks: which of the author's own a talk uses, where the files
// that they name are, and what of the packed sheet may stand in a shadow root. Nothing
// is loaded from another machine: such imports go, with a message.
import * as path from 'node:path';
import type { Sheet } from '../../deck.ts';
import { didYouMean, type Severity } from '../../message.ts';
import { type FileAccess, findFile } from '../files.ts';
import type { MarpInput } from './rendered.ts';

/** Stands before the path of a local file (relative to the root, with `/`) in `url()`; render makes a URL of it. */
export const TALK_FILE = 'talk-file:';

export const BUILT_IN: readonly string[] = ['default', 'gaia', 'uncover'];

export type TellStyle = (severity: Severity, rule: string, reason: string) => void;

export interface OwnThemes {
  readonly themes: MarpInput['themes'];
  /** Absolute paths of the sheets, found or not. */
  readonly sources: readonly string[];
}

/** Own style sheets that a talk names, and those which they import: a path, or themes/<name>/theme.css. */
export function ownThemes(names: Iterable<string>, folder: string, access: FileAccess, files: Set<string>, tell: TellStyle): OwnThemes {
  const themes = new Map<string, string>();
  const sources: string[] = [];
  const add = (name: string, from: string): void => {
    if (BUILT_IN.includes(name) || themes.has(name) || !/^[^"'\s*;{}][^"'*;{}\n]*$/.test(name)) return;
    const isPath = /\.css$/i.test(name) || /^\.{0,2}\//.test(name);
    const candidates = isPath ? [findFile(name, from, access)] : [findFile(`/themes/${name}/theme.css`, from, access)];
    for (const found of candidates) {
      if (found.kind === 'escape') tell('error', 'file-outside', `theme "${name}" escapes the deck root`);
      if (found.kind !== 'local') continue;
      sources.push(found.path);
      const css = access.read(found.path);
      // A theme of Lectern's has no such line: it dresses other slides than Marp's.
      if (css === undefined || (!isPath && !/@theme\s/.test(css))) continue;
      const here = path.dirname(found.path);
      themes.set(name, localUrls(withoutRemoteImports(css, tell), here, access, files, tell));
      for (const match of css.matchAll(/@import(?:-theme)?\s+["']([^"']+)["']/g)) add(match[1] ?? '', here);
    }
    if (!themes.has(name))
      tell(
        'warning',
        'unknown-theme',
        `unknown theme "${name}"${didYouMean(name, BUILT_IN)}: Marp has ${BUILT_IN.join(', ')}, and there is no ${isPath ? name : `themes/${name}/theme.css with "@theme"`}`,
      );
  };
  for (const name of names) add(name, folder);
  return { themes: [...themes].reverse().map(([name, css]) => ({ name, css })), sources };
}

/** The packed sheet as a shadow root takes it; fonts apart, since they hold in the document alone. */
export function sheetOf(css: string, folder: string, access: FileAccess, files: Set<string>, tell: TellStyle): Sheet {
  const local = localUrls(withoutRemoteImports(css, tell), folder, access, files, tell);
  const fonts: string[] = [];
  const rest = local.replace(/@font-face\s*\{[^{}]*\}/g, (rule) => {
    // The letters of maths come with the page.
    if (!/font-family:\s*["']?KaTeX_/.test(rule)) fonts.push(rule);
    return '';
  });
  return { css: rest, fonts: fonts.join('\n') };
}

/** `@import` of an address: what a theme of Marp's own asks for goes silently, its fallbacks are good. */
function withoutRemoteImports(css: string, tell: TellStyle): string {
  return css.replace(/@import\s+(?:url\(\s*)?(["']?)((?:https?:)?\/\/[^"')]*)\1\s*\)?[^;]*;/g, (_, _quote: string, address: string) => {
    if (!address.startsWith('https://fonts.bunny.net/css?family=Lato:400,900|Roboto+Mono'))
      tell('warning', 'remote-file', `style sheet "${shorten(address)}" is on another machine, and is not loaded; copy it beside the talk`);
    return '';
  });
}

const URL_VALUE = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)/g;

/** Local files in `url()`, from a folder, as `talk-file:` with their path below the root. */
export function localUrls(css: string, folder: string, access: FileAccess, files: Set<string>, tell: TellStyle): string {
  if (!css.includes('url(')) return css;
  return css.replace(URL_VALUE, (whole: string, double?: string, single?: string, bare?: string) => {
    const address = (double ?? single ?? bare ?? '').replace(/\\(["'\\])/g, '$1');
    if (address.startsWith(TALK_FILE) || /^fonts\/KaTeX_/.test(address)) return whole;
    const found = findFile(address, folder, access);
    if (found.kind === 'inline') return whole;
    if (found.kind === 'escape') {
      tell('error', 'file-outside', `"${shorten(address)}" escapes the deck root`);
      return 'url("")';
    }
    if (found.kind === 'remote') {
      tell(
        'warning',
        'remote-file',
        `"${shorten(address)}" is on another machine; copy it beside the talk, or it is missing without network`,
      );
      return whole;
    }
    if (found.there) files.add(found.path);
    else tell('warning', 'missing-file', `"${shorten(address)}" is not there`);
    return `url("${TALK_FILE}${encodeURI(found.file).replace(/[()'"]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}")`;
  });
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
