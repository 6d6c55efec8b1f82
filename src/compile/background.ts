// A slide's background: colour, picture, gradient, video or web page, from its
// `background-…` properties. Local files get their path below the root, and whatever
// cannot be shown, or only with a network, is a message.
import * as path from 'node:path';
import type { Background } from '../deck.ts';
import type { Property } from '../dialects/draft.ts';
import { isDangerous } from './dangers.ts';
import { type FileAccess, findFile } from './files.ts';
import type { Composed } from './layouts.ts';
import type { Tell } from './named-files.ts';

/** The parts of a background that a slide may set. */
export const BACKGROUND = [
  'image',
  'color',
  'size',
  'position',
  'repeat',
  'gradient',
  'opacity',
  'video',
  'video-loop',
  'video-muted',
  'iframe',
  'interactive',
] as const;

export function backgroundOf(slide: Composed, access: FileAccess, folder: string, files: Set<string>, tell: Tell): Background | null {
  const part = (name: (typeof BACKGROUND)[number]): Property | undefined => slide.properties.get(`background-${name}`);
  const said = (name: (typeof BACKGROUND)[number]): string | undefined => part(name)?.value || undefined;
  /** The address as the deck names it; undefined when it cannot be shown. */
  const file = (address: string, property: Property): string | undefined => {
    const found = findFile(address, path.dirname(property.spot.file.path) || folder, access);
    const shown = address.length > 80 ? `${address.slice(0, 79)}…` : address;
    if (isDangerous(address)) {
      tell('warning', 'link-removed', `the background "${shown}" is left out`);
      return undefined;
    }
    if (found.kind === 'remote')
      tell('warning', 'remote-file', `"${shown}" is on another machine; copy it beside the talk, or it is missing without network`);
    if (found.kind === 'escape') {
      tell('error', 'file-outside', `"${shown}" escapes the deck root`);
      return undefined;
    }
    if (found.kind !== 'local') return address;
    if (found.there) files.add(found.path);
    else tell('warning', 'missing-file', `"${shown}" is not there`);
    return found.file;
  };

  const background: { -readonly [K in keyof Background]: Background[K] } = {};
  const image = part('image');
  if (image !== undefined && image.value !== '') {
    const address = /^url\(\s*(["']?)(.*?)\1\s*\)$/s.exec(image.value)?.[2] ?? image.value;
    const found = /^[\w-]*gradient\(/i.test(address) ? undefined : file(address, image);
    if (found !== undefined) background.image = found;
    else if (/^[\w-]*gradient\(/i.test(address)) background.gradient = address;
  }
  for (const name of ['color', 'size', 'position', 'repeat', 'gradient'] as const) {
    const value = said(name);
    if (value !== undefined) background[name] = value;
  }
  const opacity = said('opacity');
  if (opacity !== undefined) {
    if (/^(0|1|0?\.\d+|[01]\.\d*|\d{1,3}%)$/.test(opacity.trim())) background.opacity = opacity.trim();
    else tell('warning', 'background-opacity', `background opacity "${opacity}" is no number from 0 to 1`);
  }
  const video = part('video');
  if (video !== undefined && video.value !== '') {
    const videos = video.value.split(',').flatMap((address) => file(address.trim(), video) ?? []);
    if (videos.length > 0) background.videos = videos;
    if (part('video-loop') !== undefined && said('video-loop') !== 'false') background.loop = true;
    if (part('video-muted') !== undefined && said('video-muted') !== 'false') background.muted = true;
  }
  const iframe = part('iframe');
  if (iframe !== undefined && iframe.value !== '') {
    const isData = /^\s*data:/i.test(iframe.value);
    const address = isData ? undefined : file(iframe.value.trim(), iframe);
    if (address !== undefined) background.iframe = address;
    else if (isData) tell('warning', 'link-removed', `the background page "${iframe.value.slice(0, 40)}" is left out`);
  }
  return Object.keys(background).length === 0 ? null : background;
}
