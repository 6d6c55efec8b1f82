// A picture of a published talk's first slide, for those who link to it: the page is
// opened in a browser as a reader would see it, from what is given and nothing else.
import { randomBytes } from 'node:crypto';
import type { LaunchedBrowser } from './browser.ts';
import type { ServedFile } from './print.ts';

export interface CoverJob {
  readonly html: string;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  /** A file by its path below the page, such as `assets/a.css`; null when there is none. */
  read(path: string): Promise<ServedFile | null>;
}

/** Milliseconds until a page that does not become ready is given up. */
const READY_WITHIN = 15_000;

/** The picture as a PNG file; null when the page does not come to show its slide. Never rejects. */
export async function takeCover(browser: LaunchedBrowser, { html, width, height, read }: CoverJob): Promise<Uint8Array | null> {
  // A name that no resolver knows, and that no page could have guessed.
  const origin = `http://${randomBytes(8).toString('hex')}.lectern.invalid`;
  try {
    const page = await browser.newPage();
    try {
      await page.setViewport({ width, height });
      await page.setRequestInterception(true);
      page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
      page.on('request', async (request) => {
        const url = new URL(request.url());
        try {
          if (url.protocol === 'data:' || url.protocol === 'blob:') return await request.continue();
          if (url.origin !== origin) return await request.abort('blockedbyclient');
          if (url.pathname === '/') return await request.respond({ contentType: 'text/html; charset=utf-8', body: html });
          const file = await read(decodeURIComponent(url.pathname.slice(1)));
          if (file === null) return await request.respond({ status: 404, body: '' });
          await request.respond({ contentType: file.type, body: file.bytes });
        } catch {
          // The page is gone, and with it whoever asked.
        }
      });
      await page.goto(`${origin}/`, { waitUntil: 'load', timeout: READY_WITHIN });
      await page.waitForSelector('html[data-lectern="ready"]', { timeout: READY_WITHIN });
      // The slide alone, without what stands around it for those who read on.
      await page.evaluate("document.querySelectorAll('.reader, .chrome, .progress').forEach((element) => element.remove())");
      return await page.screenshot({ type: 'png' });
    } finally {
      await page.close().catch(() => undefined);
    }
  } catch {
    return null;
  }
}
