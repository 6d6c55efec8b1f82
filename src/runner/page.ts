// The page of a web pane: which addresses may stand in the panel, and when one of
// them can be shown, which is when its server takes calls.
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type PageAddress = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly reason: string };

const HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
/** Milliseconds between two calls at a door that is still closed. */
const PAUSE = 100;

/** @param ownPort where Lectern itself is served, which is nothing to show inside itself; null where it is not */
export function pageAddress(text: string, ownPort: number | null): PageAddress {
  const no = (reason: string) => ({ ok: false, reason }) as const;
  if (!URL.canParse(text)) return no(`is no address: ${text}`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return no(`is not http or https: ${text}`);
  if (url.username !== '' || url.password !== '') return no(`has a name or password in it: ${text}`);
  if (!HOSTS.includes(url.hostname)) return no(`is not on this machine (localhost, 127.0.0.1, [::1]): ${text}`);
  if (portOf(url) === ownPort) return no(`is the address of the talk itself: ${text}`);
  return { ok: true, url: url.href };
}

/** The same before the groups in it are known; null if all is well as far as it can be told. */
export function pageFault(template: string): string | null {
  // One that is nothing but a group may become any address.
  if (/^\$(?:\d|\{)/.test(template)) return null;
  const address = pageAddress(template.replace(/\$(?:\d+|\{[^{}]*\})/g, '1'), null);
  return address.ok ? null : address.reason.replace(/: .*$/, `: ${template}`);
}

/** Resolves to true when its server takes calls, to false when the signal comes first. */
export async function whenServed(address: string, signal: AbortSignal): Promise<boolean> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  while (!signal.aborted) {
    if (await answers(host, portOf(url))) return !signal.aborted;
    await delay(PAUSE, null, { signal }).catch(() => {});
  }
  return false;
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const done = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}
