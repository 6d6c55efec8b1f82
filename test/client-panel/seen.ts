// What a person reads in the panel and presses there, as the tests of its words ask it.
import type { Bench } from './bench.ts';

/** What stands in the panel's head, and which controls are offered. */
export const head = (bench: Bench): Promise<{ title: string; pill: string; controls: string[] }> =>
  bench.page.evaluate(() => {
    const text = (selector: string): string => document.querySelector(selector)?.textContent ?? '';
    const buttons = [...document.querySelectorAll<HTMLElement>('.panel-button')].filter((button) => !button.hidden);
    return {
      title: text('.panel-title'),
      pill: text('.pill').replace(/\d\d:\d\d/, 'mm:ss'),
      controls: buttons.map((button) => button.textContent ?? ''),
    };
  });

/** What the foot shows, part by part. */
export const foot = (bench: Bench): Promise<string> =>
  bench.page.$eval('.panel-foot', (element) =>
    [...element.children].flatMap((c) => ((c as HTMLElement).hidden ? [] : [c.textContent])).join(' | '),
  );

/** By its accessible name. */
export const pressed = (bench: Bench, name: string): Promise<void> => bench.page.locator(`aria/${name}[role="button"]`).click();
