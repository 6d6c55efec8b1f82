// Watches what a page does that it should not: dialogs, windows, requests to others,
// ways out, errors; and looks for markup in it that could run.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer';

export interface Listener extends AsyncDisposable {
  readonly url: string;
  /** What has asked, in order. */
  readonly hits: readonly string[];
}

/** A server of somebody else on this machine. */
export async function listen(): Promise<Listener> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    [Symbol.asyncDispose]: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}

/** All that goes wrong in a page from now on; `own` is the origin that it may ask. */
export function watchPage(page: Page, own: string): readonly string[] {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => seen.push(`window ${popup?.url()}`));
  page.on('pageerror', (error) => seen.push(`error ${String(error)}`));
  // One that gets an answer; what the page's policy stops does not go out, and the listener knows of all others.
  page.on('requestfinished', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${own}/`)) seen.push(`request ${request.url()}`);
  });
  page.on('framenavigated', (frame) => {
    const url = frame.url();
    if (frame.parentFrame() === null ? !url.startsWith(own) : url !== 'about:blank') seen.push(`navigation ${url}`);
  });
  return seen;
}

/** What stands in the page that might run, as ` element attribute=value`; in shadow roots and templates as well. */
export function liveMarkup(page: Page): Promise<string[]> {
  return page.evaluate(readLiveMarkup);
}

/** The same at each slide, walked by keys with all steps to the last one, and where it was found first. */
export function walkedMarkup(page: Page): Promise<string[]> {
  return page.evaluate(`(${walk})(${readLiveMarkup})`) as Promise<string[]>;
}

async function walk(read: () => string[]): Promise<string[]> {
  const seen = new Map<string, number>();
  const { lectern } = window;
  for (;;) {
    const at = lectern.slide;
    for (const found of read()) if (!seen.has(found)) seen.set(found, at);
    if (at === lectern.total - 1) break;
    const begun = performance.now();
    while (lectern.slide === at) {
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
      if (performance.now() - begun > 30_000) throw new Error(`no way on from slide ${at}, step ${lectern.step}`);
      // A turn for what the slide does by itself.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return [...seen].map(([found, slide]) => `from slide ${slide}: ${found}`);
}

function readLiveMarkup(): string[] {
  const found: string[] = [];
  const visit = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      const name = element.localName.replace(/^.*:/, '');
      const ours = element.parentElement === document.body && element instanceof HTMLScriptElement && element.type === 'application/json';
      if (/^(script|object|embed|applet|base|meta|link|form|portal|frame|frameset|noscript)$/.test(name) && !ours)
        if (element.closest('body > noscript') === null) found.push(`<${name}>`);
      for (const { name: attribute, value } of element.attributes) {
        // As a browser reads a scheme.
        const bare = value.replace(/[\u0000-\u0020]/g, '').toLowerCase();
        const address = attribute !== 'style' && !/^(alt|title|content|class|id|aria-label)$/.test(attribute);
        if (
          /^on/i.test(attribute) ||
          attribute === 'srcdoc' ||
          (address && /^(javascript|vbscript|data:text|data:application):?/.test(bare))
        )
          found.push(`<${name} ${attribute}=${value}>`);
      }
      if (element.shadowRoot !== null) visit(element.shadowRoot);
      if (element instanceof HTMLTemplateElement) visit(element.content);
    }
  };
  visit(document.body);
  return found;
}
