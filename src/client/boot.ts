// What the page says to its script, and what is made of it at once.
import type { Boot } from '../protocol.ts';

export function readBoot(): Boot {
  return JSON.parse(document.getElementById('boot')?.textContent ?? '') as Boot;
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
