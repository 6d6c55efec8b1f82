// Pages in the shared Chromium. A test has a context to itself, without cookies,
// storage or permissions of another test. It is handed on afterwards with one blank
// page of this machine in it: a browser that has both, context and process, at hand
// opens a page in half the time.
//
//   await using opened = await openPage();
//   await opened.page.goto(url);
import { setTimeout as delay } from 'node:timers/promises';
import puppeteer, { type Browser, type BrowserContext, type CDPSession, type Page, type Viewport } from 'puppeteer';
import { inject } from 'vitest';
import { shared } from './shared.ts';

export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Another page of the same visitor, sharing cookies and storage. */
  another(): Promise<Page>;
}

interface Visitor {
  readonly context: BrowserContext;
  /** Of the blank page, which keeps the process. */
  readonly session: CDPSession;
}

/** Visitors that wait for a test. Those of one size only: what `window.open` makes is of that size, too. */
interface Pool {
  readonly browser: Promise<Browser>;
  readonly free: Visitor[];
}
const pools = new Map<string, Pool>();

/** A process that does not answer after so long has been hung by the test. */
const PATIENCE_MS = 2_000;

export async function openPage(viewport: Viewport = { width: 1280, height: 720 }): Promise<OpenPage> {
  const pool = poolOf(viewport);
  const visitor = pool.free.pop() ?? (await newVisitor(await pool.browser));
  const { context } = visitor;
  const origins = new Set<string>();
  const open = async (): Promise<Page> => {
    const page = await context.newPage();
    page.on('framenavigated', (frame) => {
      const { protocol, origin } = URL.canParse(frame.url()) ? new URL(frame.url()) : new URL('about:blank');
      if (!/^(?:about|data|blob):$/.test(protocol)) origins.add(protocol === 'file:' ? protocol : origin);
    });
    return page;
  };
  return {
    page: await open(),
    context,
    another: open,
    [Symbol.asyncDispose]: async () => {
      const clean = await Promise.race([forgets(visitor, origins), delay(PATIENCE_MS, false, { ref: false })]);
      if (clean) pool.free.push(visitor);
      else await context.close();
    },
  };
}

function poolOf(viewport: Viewport): Pool {
  const key = JSON.stringify(viewport);
  const pool = pools.get(key) ?? {
    browser: shared('browser').then((browserWSEndpoint) => puppeteer.connect({ browserWSEndpoint, defaultViewport: viewport })),
    free: [],
  };
  pools.set(key, pool);
  return pool;
}

async function newVisitor(browser: Browser): Promise<Visitor> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.goto(`${inject('shared')}/blank`);
  return { context, session: await page.createCDPSession() };
}

/** Takes away all that the test has left; false where that cannot be done for certain. */
async function forgets({ context, session }: Visitor, origins: ReadonlySet<string>): Promise<boolean> {
  try {
    const [, ...others] = await context.pages();
    await Promise.all(others.map((page) => page.close()));
    // Pages of files all share what they keep.
    if ([...origins].some((origin) => !origin.startsWith('http'))) return false;
    await session.send('Network.clearBrowserCookies');
    for (const origin of origins) await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage' });
    await context.clearPermissionOverrides();
    return true;
  } catch {
    return false;
  }
}
