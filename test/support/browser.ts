// Pages in the shared Chromium, each in a context of its own: no cookies, storage
// or permissions of another test.
//
//   await using opened = await openPage();
//   await opened.page.goto(url);
import puppeteer, { type BrowserContext, type Page, type Viewport } from 'puppeteer';
import { shared } from './shared.ts';

export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Another page of the same visitor, sharing cookies and storage. */
  another(): Promise<Page>;
}

export async function openPage(viewport: Viewport = { width: 1280, height: 720 }): Promise<OpenPage> {
  const browser = await puppeteer.connect({ browserWSEndpoint: await shared('browser'), defaultViewport: viewport });
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  return {
    page,
    context,
    another: () => context.newPage(),
    [Symbol.asyncDispose]: async () => {
      await context.close();
      await browser.disconnect();
    },
  };
}
