// Prints a page that is given as text and files: opens it in the browser under an
// address that exists nowhere, answers every request from what is given and refuses
// all others, lets its script lay it out, and takes the PDF. Each stage has its time.
import { randomBytes } from 'node:crypto';
import type { HTTPRequest } from 'puppeteer';
import type { LaunchedBrowser, Page } from './browser.ts';

export interface PrintJob {
  readonly html: string;
  /** Its Content-Security-Policy. */
  readonly policy: string;
  /** CSS px of a page. */
  readonly width: number;
  readonly height: number;
  /** A file by its path below the origin, such as `/files/a.png`; null when there is none. */
  read(path: string): Promise<ServedFile | null>;
  /** Says which stage begins. */
  stage?(stage: Stage): void;
  readonly timeouts?: Partial<Readonly<Record<Stage, number>>>;
}

export interface ServedFile {
  readonly bytes: Uint8Array;
  readonly type: string;
}

export type Stage = 'load' | 'lay out' | 'print';

/** As src/client/print.ts reports it; slides by index, -1 where it is not known. */
export interface Report {
  readonly refused: readonly { readonly slide: number; readonly url: string }[];
  readonly broken: readonly { readonly slide: number; readonly url: string }[];
  readonly crowded: readonly number[];
  /** Slides whose own look cuts them off. */
  readonly cut: readonly number[];
}

export interface Printed {
  readonly bytes: Uint8Array;
  readonly report: Report;
}

/** A stage took too long, or the browser died; the message is for people. */
export class PrintError extends Error {
  /** Paths that were asked for and not answered yet. */
  readonly waiting: readonly string[];

  constructor(message: string, waiting: readonly string[] = []) {
    super(message);
    this.waiting = waiting;
  }
}

/** Milliseconds. */
const TIMEOUTS: Readonly<Record<Stage, number>> = { load: 30_000, 'lay out': 30_000, print: 120_000 };

/** Rejects with a PrintError. The page is closed again; the browser stays. */
export async function printPdf(browser: LaunchedBrowser, job: PrintJob): Promise<Printed> {
  // A name that no resolver knows, and that no page could have guessed.
  const origin = `http://${randomBytes(8).toString('hex')}.lectern.invalid`;
  const waiting = new Set<string>();
  const page = await browser.newPage();
  try {
    page.setDefaultTimeout(0);
    await page.setViewport({ width: job.width, height: job.height });
    await page.emulateMediaType('print');
    await page.setRequestInterception(true);
    page.on('request', (request) => void answer(request, origin, job, waiting));
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));

    const timed = <T>(stage: Stage, work: () => Promise<T>): Promise<T> => {
      job.stage?.(stage);
      return inTime(page, stage, job.timeouts?.[stage] ?? TIMEOUTS[stage], waiting, work);
    };
    await timed('load', () => page.goto(`${origin}/`, { waitUntil: 'load' }));
    const report = await timed('lay out', () =>
      page.evaluate(() => (globalThis as unknown as { lecternPrint(): Promise<Report> }).lecternPrint()),
    );
    const bytes = await timed('print', () =>
      page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: false, waitForFonts: false, timeout: 0 }),
    );
    return { bytes, report };
  } finally {
    await page.close().catch(() => undefined);
  }
}

/** Answers a request from the job, and refuses what is not the page's own. */
async function answer(request: HTTPRequest, origin: string, job: PrintJob, waiting: Set<string>): Promise<void> {
  const url = new URL(request.url());
  try {
    if (url.protocol === 'data:') return await request.continue();
    if (url.origin !== origin) return await request.abort('blockedbyclient');
    if (url.pathname === '/') {
      const headers = { 'Content-Security-Policy': job.policy };
      return await request.respond({ status: 200, contentType: 'text/html; charset=utf-8', headers, body: job.html });
    }
    waiting.add(url.pathname);
    const file = await job.read(url.pathname).catch(() => null);
    waiting.delete(url.pathname);
    if (file === null) return await request.respond({ status: 404, contentType: 'text/plain', body: '' });
    await request.respond({ status: 200, contentType: file.type, body: file.bytes });
  } catch {
    // The page is gone, and with it whoever asked.
  }
}

async function inTime<T>(page: Page, stage: Stage, milliseconds: number, waiting: ReadonlySet<string>, work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new PrintError(`the browser could not ${stage} the slides in ${milliseconds / 1000} s`, [...waiting])),
      milliseconds,
    );
  });
  const dead = new Promise<never>((_, reject) => {
    page.once('error', () => reject(new PrintError(`the browser's page crashed while it was to ${stage} the slides`, [...waiting])));
  });
  dead.catch(() => undefined);
  const going = work();
  going.catch(() => undefined);
  try {
    return await Promise.race([going, late, dead]);
  } catch (error) {
    if (error instanceof PrintError) throw error;
    throw new PrintError(`the browser failed to ${stage} the slides: ${error instanceof Error ? error.message : error}`, [...waiting]);
  } finally {
    clearTimeout(timer);
  }
}
