// What the page says to its script, and what is made of it at once.
import type { Boot } from '../protocol.ts';
import { pageText } from './read-json.ts';

export function readBoot(): Boot {
  const text = pageText('boot') ?? '';
  const files = pageText('files');
  if (files === null) return JSON.parse(text) as Boot;
  // A page that has its pictures in itself has each of them once.
  const addresses = JSON.parse(files) as string[];
  return JSON.parse(text.replace(/lectern-file:(\d+)\//g, (_, index: string) => addresses[Number(index)] ?? '')) as Boot;
}

/** `16:9` as a number; that of 16:9 for what is none. */
export function ratioOf(text: string): number {
  const [width = 16, height = 9] = text.split(':').map(Number);
  const ratio = width / height;
  return Number.isFinite(ratio) && ratio > 0 ? ratio : 16 / 9;
}

/** The absolute address of the socket at a path of this server. */
export function socketUrl(path: string): string {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
