// What a slide names besides its text: pictures, films, documents, snippets. Local ones get their path below the root, and whatever cannot be
// shown, or only with a network, is a message.
import type { Element } from 'hast';
import { didYouMean, type Severity } from '../message.ts';
import type { FoundSnippet } from './code.ts';
import { type FileAccess, findFile } from './files.ts';
import { localUrls } from './marp/style.ts';
import { cutSnippet, parseSnippetAddress, regionNames } from './snippet.ts';
import { MOST_USED, usedInText } from './uses.ts';

/** The snippet that a fence names, or null when it cannot be shown. */
export function findSnippet(
  written: string,
  folder: string,
  access: FileAccess,
  sources: Set<string>,
  tell: (reason: string) => void,
): FoundSnippet | null {
  const fail = (reason: string): null => {
    tell(reason);
    return null;
  };
  const address = parseSnippetAddress(written);
  const found = findFile(address.path, folder, access, true);
  if (found.kind === 'escape') return fail(`snippet "${written}" escapes the deck root`);
  if (found.kind !== 'local') return fail(`snippet "${written}" does not name a local file`);
  sources.add(found.path);
  const text = access.read(found.path);
  if (text === undefined) return fail(`snippet "${written}" is not there`);
  const cut = cutSnippet(text, address);
  if (cut === 'no-region')
    return fail(`no region "${address.region}" in ${found.file}${didYouMean(address.region ?? '', regionNames(text))}`);
  if (cut === 'no-lines') return fail(`no such lines in ${found.file}: "${written}"`);
  return { ...cut, file: found.file };
}

export type Tell = (severity: Severity, rule: string, reason: string) => void;

/**
 * Gives an element that names a local file its `data-file` (a film's picture `data-poster`), and rewrites those in its
 * style; what cannot be shown is a message.
 */
export function nameFiles(node: Element, folder: string, access: FileAccess, files: Set<string>, tell: Tell): void {
  const link = node.tagName === 'a' || node.tagName === 'area';
  for (const key of ['src', 'poster', 'href', 'xLinkHref'] as const) {
    const address = node.properties[key];
    const own = key === 'poster' ? 'dataPoster' : 'dataFile';
    if (typeof address !== 'string' || node.properties[own] !== undefined) continue;
    // A link to a document is served with the talk; any other link is the reader's to follow.
    if (link && !/\.(pdf|png|jpe?g|gif|svg|webp|avif|mp4|webm|mp3|ogg|wav|zip|csv|txt)([?#].*)?$/i.test(address)) continue;
    const found = findFile(address, folder, access);
    if (found.kind === 'inline' || (found.kind === 'remote' && link)) continue;
    if (found.kind === 'remote')
      tell(
        'warning',
        'remote-file',
        `"${shorten(address)}" is on another machine; copy it beside the talk, or it is missing without network`,
      );
    else if (found.kind === 'escape') {
      tell('error', 'file-outside', `"${shorten(address)}" escapes the deck root`);
      delete node.properties[key];
      node.properties.dataMissing = address;
    } else if (!link && isTooMuch(found.path, access)) {
      tell('error', 'heavy-picture', `"${shorten(address)}" comes to more than ${MOST_USED} shapes by its <use>, and is left out`);
      delete node.properties[key];
      node.properties.dataMissing = address;
    } else {
      if (!found.there) tell('warning', 'missing-file', `"${shorten(address)}" is not there`);
      else files.add(found.path);
      node.properties[own] = found.file;
    }
  }
  const { style } = node.properties;
  if (typeof style === 'string' && style.includes('url(')) node.properties.style = localUrls(style, folder, access, files, tell);
}

function isTooMuch(file: string, access: FileAccess): boolean {
  if (!/\.svg$/i.test(file)) return false;
  return usedInText(access.read(file) ?? '') > MOST_USED;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
