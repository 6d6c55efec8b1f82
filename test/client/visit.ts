// What a test does with a deck in the browser, and how it reads it.
import type { Page, Viewport } from 'puppeteer';
import type {} from '../../src/client/api.ts';
import { type OpenPage, openPage } from '../support/browser.ts';
import { until } from '../support/wait.ts';
import type { Talk } from './support.ts';

export interface Visit extends OpenPage {
  /** `3.1`: slide and step, from 0. */
  at(): Promise<string>;
  /** Presses keys one after the other and says where that led. */
  press(...keys: string[]): Promise<string>;
  /** Waits until the window is there. */
  reaches(position: string): Promise<void>;
  /** Problems that the page had. */
  readonly errors: readonly string[];
}

/** Opens a deck and waits until it is ready. */
export async function visit(talk: Talk, options: { viewport?: Viewport; hash?: string } = {}): Promise<Visit> {
  const opened = await openPage(options.viewport ?? { width: 1920, height: 1080 });
  const { page } = opened;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(talk.url + (options.hash ?? ''));
  await ready(page);
  const at = (): Promise<string> => page.evaluate(() => `${window.lectern.slide}.${window.lectern.step}`);
  return Object.assign(opened, {
    errors,
    at,
    async press(...keys: string[]) {
      for (const key of keys) await page.keyboard.press(key as 'Enter');
      return at();
    },
    async reaches(position: string) {
      await until(async () => (await at()) === position, `slide ${position}`, at);
    },
  });
}

export async function ready(page: Page): Promise<void> {
  await page.waitForSelector('html[data-lectern="ready"]');
}

/** The visible text of the slide that is shown. */
export function textOf(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector<HTMLElement>('section.present')?.innerText.trim() ?? '(none)');
}
