// A talk on a server and in a page of its own, and what is asked of the page. Times
// come from the page itself, on the clock that all processes of the machine share.
import { join } from 'node:path';
import type { BrowserContext, Page } from 'puppeteer';
import { type Presented, present } from '../scripts/support/present.mjs';
import type {} from '../src/client/api.ts';
import type { Bench } from './row.ts';

declare global {
  interface Window {
    /** Resolves to the time at which the frame was done that first showed this text on the current slide. */
    benchShown(text: string): Promise<number>;
    /** When the first slide was on the screen. */
    readonly benchFirst: Promise<number>;
    /** Resolves to the milliseconds from the next key to the end of the frame that follows it. */
    benchKey(): Promise<number>;
    /** Milliseconds from here to a screen of the demo's panel that has this text and is not the one it shows now. */
    benchPanel(demo: string, text: string): Promise<number>;
    /** Counts the milliseconds between frames until the returned function is called, which gives the longest. */
    benchFrames(): () => number;
  }
}

export interface OpenDeck extends AsyncDisposable {
  readonly served: Presented;
  readonly page: Page;
  readonly context: BrowserContext;
  /** The folder that holds talk.md. */
  readonly folder: string;
}

/** A page of a visitor without cookies and cache, with our questions in it. */
export async function emptyPage(bench: Bench): Promise<{ page: Page; context: BrowserContext }> {
  const context = await (await bench.browser()).createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1920, height: 1080 });
  await page.evaluateOnNewDocument(questions);
  return { page, context };
}

/** Presents `files['talk.md']` and opens its deck, ready. */
export async function openDeck(bench: Bench, files: Readonly<Record<string, string>>): Promise<OpenDeck> {
  const folder = await bench.folder(files);
  const [served, { page, context }] = await Promise.all([present(bench.program, folder, [join(folder, 'talk.md')]), emptyPage(bench)]);
  await page.goto(served.url);
  await page.waitForSelector('html[data-lectern="ready"]', { timeout: 120_000 });
  return {
    ...{ served, page, context, folder },
    [Symbol.asyncDispose]: async () => {
      await context.close();
      await served.close();
    },
  };
}

/** Runs in the page, before anything else does. */
function questions(): void {
  const now = (): number => performance.timeOrigin + performance.now();
  /** Within a frame: when it has been painted. */
  const painted = (then: () => void): void => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  };
  const shows = (text: string): boolean => {
    const section = document.querySelector('section.present:not(.stack)') ?? document.querySelector('section.present');
    // A slide with a look of its own stands in a shadow root.
    const slide = section?.querySelector('[data-shadow]')?.shadowRoot ?? section;
    if (section === null || slide?.textContent?.includes(text) !== true) return false;
    const heading = slide.querySelector('h1, h2') ?? section;
    return heading.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  };
  window.benchShown = (text) =>
    new Promise((resolve) => {
      const look = (): void => {
        if (shows(text)) painted(() => resolve(now()));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  Object.assign(window, { benchFirst: window.benchShown('') });
  window.benchKey = () =>
    new Promise((resolve) => {
      const pressed = ({ timeStamp }: KeyboardEvent): void =>
        void requestAnimationFrame(() => painted(() => resolve(performance.now() - timeStamp)));
      addEventListener('keydown', pressed, { once: true, capture: true });
    });
  window.benchPanel = (demo, text) => {
    const start = performance.now();
    const before = window.lectern.demo.text(demo);
    const channel = new MessageChannel();
    return new Promise((resolve) => {
      channel.port1.onmessage = () => {
        const shown = window.lectern.demo.text(demo);
        if (shown !== before && shown.includes(text)) resolve(performance.now() - start);
        else channel.port2.postMessage(0);
      };
      channel.port2.postMessage(0);
    });
  };
  window.benchFrames = () => {
    let longest = 0;
    let last = performance.now();
    let on = true;
    const frame = (): void => {
      const time = performance.now();
      longest = Math.max(longest, time - last);
      last = time;
      if (on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return () => {
      on = false;
      return longest;
    };
  };
}
