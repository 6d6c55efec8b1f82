// What holds of a published talk however it was published: in a folder on a host, or
// as one file on a disk. A contract, run by site.test.ts and single.test.ts.
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import { openPage } from '../support/browser.ts';
import { open } from '../support/present.ts';
import { until } from '../support/wait.ts';
import { at, demo, watch } from './support.ts';

export interface Published {
  readonly url: string;
  readonly presenter: string;
  /** Nothing may be asked for but what begins so. */
  readonly own: string;
  /** Whether the net is to be cut off. */
  readonly offline: boolean;
}

async function comesTo(page: Page, wanted: string): Promise<void> {
  await until(
    async () => (await at(page)) === wanted,
    wanted,
    () => page.url(),
  );
}

async function shows(page: Page, wanted: Awaited<ReturnType<typeof demo>>): Promise<void> {
  let last: unknown;
  const same = async () => {
    last = await demo(page);
    return JSON.stringify(last) === JSON.stringify(wanted);
  };
  await until(same, JSON.stringify(wanted), () => JSON.stringify(last));
}

export function holds(published: () => Published): void {
  const opened = async (url = published().url) => {
    const visit = await openPage({ width: 1920, height: 1080 });
    const seen = watch(visit.page);
    if (published().offline) await visit.page.setOfflineMode(true);
    await open(visit.page, url);
    return { visit, page: visit.page, seen };
  };

  it('shows every slide and step by keys, and asks for nothing that is not its own', async () => {
    const { visit, page, seen } = await opened();
    await using _ = visit;
    const way: string[] = [];
    for (let i = 0; i < 8; i++) {
      // Slides far from the first come after the page.
      const title = await until(() => page.evaluate(() => document.querySelector('section.present h1')?.textContent), 'a title');
      way.push(`${await at(page)} ${title}`);
      await page.keyboard.press('PageDown');
    }
    expect(way).toEqual([
      '0.0 Tides & times',
      '1.0 Steps',
      '1.1 Steps',
      '1.2 Steps',
      '2.0 Marks',
      '2.1 Marks',
      '3.0 Hostile',
      '4.0 The last',
    ]);
    expect(seen.errors).toEqual([]);
    const strange = seen.asked.filter((url) => !url.startsWith(published().own));
    expect(strange).toEqual(published().offline ? [] : ['http://spy.invalid/remote.png']);
  });

  it('opens where its address says, and its address says where it is', async () => {
    const { visit, page } = await opened(`${published().url}#steps.2`);
    await using _ = visit;
    expect(await at(page)).toBe('1.2');
    await page.keyboard.press('End');
    await until(
      () => page.url().endsWith('#%C3%A4u%C3%9Ferst'),
      'the last address',
      () => page.url(),
    );
    await page.reload();
    await page.waitForSelector('html[data-lectern="ready"]');
    expect(await at(page)).toBe('4.0');
  });

  it('plays a demo from its recording, under the clicker and by the scrubber', async () => {
    const { visit, page } = await opened(`${published().url}#marks`);
    await using _ = visit;
    const controls = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.panel-controls button')]
          .filter((button) => !button.hidden)
          .map((button) => button.dataset.control),
      );
    expect(await controls()).toEqual(['play']);
    await page.keyboard.press('r');
    await shows(page, { at: '2.0', state: 'replaying', text: 'zero', foot: '' });
    expect(await controls()).toEqual(['stop']);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await shows(page, { at: '2.0', state: 'replaying', text: 'zero', foot: 'paused at one · → next' });
    expect(await page.evaluate(() => document.querySelector('figure.code .lit')?.textContent?.trim())).toBe("console.log('first');");
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await shows(page, { at: '2.0', state: 'replaying', text: 'zero\nfirst', foot: 'paused at two · → next' });
    await page.keyboard.press('PageDown');
    await shows(page, { at: '2.1', state: 'exited', text: 'zero\nfirst\nsecond', foot: 'two' });
    // By hand to its beginning: a recording that is over begins again.
    await page.focus('[role="slider"]');
    await page.keyboard.press('Home');
    await until(async () => (await demo(page)).text === 'zero', 'the beginning again');
  });

  it('has buttons and takes a finger for readers without keys', async () => {
    const { visit, page } = await opened();
    await using _ = visit;
    const disabled = () =>
      page.evaluate(() => [...document.querySelectorAll<HTMLButtonElement>('.reader button')].map((button) => button.disabled));
    expect(await disabled()).toEqual([true, false]);
    await page.click('.reader [aria-label="Next"]');
    expect([await at(page), await disabled()]).toEqual(['1.0', [false, false]]);
    const swipe = async (from: readonly [number, number], to: readonly [number, number]) => {
      const touch = await page.touchscreen.touchStart(...from);
      await touch.move(...to);
      await touch.end();
    };
    await swipe([900, 400], [600, 420]);
    expect(await at(page)).toBe('1.1');
    await swipe([600, 400], [900, 420]);
    expect(await at(page)).toBe('1.0');
    await swipe([900, 400], [850, 800]);
    expect(await at(page)).toBe('1.0');
  });

  it('says that nothing runs here when a live run is asked for', async () => {
    const { visit, page } = await opened(`${published().url}#marks`);
    await using _ = visit;
    await page.keyboard.press('r');
    await shows(page, { at: '2.0', state: 'replaying', text: 'zero', foot: '' });
    await page.keyboard.press('e');
    const foot = () => page.evaluate(() => document.querySelector('.foot-left')?.textContent);
    await until(async () => (await foot()) === 'there are no live runs in a published talk', 'the refusal', foot);
  });

  it('keeps the presenter view in step, whoever moves, also one that comes late', async () => {
    const { visit, page } = await opened(`${published().url}#marks`);
    await using _ = visit;
    await page.keyboard.press('r');
    await shows(page, { at: '2.0', state: 'replaying', text: 'zero', foot: '' });
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await shows(page, { at: '2.0', state: 'replaying', text: 'zero', foot: 'paused at one · → next' });
    const popup = new Promise<Page | null>((resolve) => page.once('popup', resolve));
    await page.keyboard.press('p');
    const presenter = await popup;
    if (presenter === null) throw new Error('no presenter view');
    const seen = watch(presenter);
    await presenter.waitForSelector('html[data-lectern="ready"]');
    await shows(presenter, { at: '2.0', state: 'replaying', text: 'zero', foot: 'paused at one · → next' });
    await presenter.bringToFront();
    await presenter.keyboard.press('Home');
    await comesTo(page, '0.0');
    const notes = () => presenter.evaluate(() => document.querySelector<HTMLElement>('.desk-notes .notes')?.innerText);
    await until(async () => (await notes()) === 'A secret of the speaker.', 'the notes of the first slide');
    await presenter.keyboard.press('b');
    await page.waitForSelector('.blackout');
    await page.bringToFront();
    await page.keyboard.press('b');
    await page.keyboard.press('PageDown');
    await comesTo(presenter, '1.0');
    expect(seen.errors).toEqual([]);
  });

  it('has a presenter view that finds the deck also when it is opened by itself', async () => {
    const { visit, page } = await opened(`${published().url}#steps`);
    await using _ = visit;
    const presenter = await visit.another();
    await open(presenter, published().presenter);
    await comesTo(presenter, '1.0');
    await presenter.keyboard.press('PageDown');
    await comesTo(page, '1.1');
  });

  it('keeps two readers apart who have it open in one browser', async () => {
    const { visit, page } = await opened();
    await using _ = visit;
    const other = await visit.another();
    await open(other, `${published().url}#steps`);
    await other.keyboard.press('PageDown');
    await comesTo(other, '1.1');
    expect(await at(page)).toBe('0.0');
  });

  it('test 44: scripts, drawings and pages in the talk do nothing', async () => {
    const { visit, page, seen } = await opened(`${published().url}#hostile`);
    await using _ = visit;
    await page.waitForNetworkIdle();
    await page.evaluate(() => {
      for (const link of document.querySelectorAll<HTMLAnchorElement>('section.present a')) link.click();
    });
    await page.waitForNetworkIdle();
    expect(await page.evaluate(() => Reflect.get(window, '__evil'))).toBeUndefined();
    expect(seen.asked.filter((url) => /spy|javascript/.test(url) && !url.endsWith('/remote.png'))).toEqual([]);
    expect(page.url().startsWith(published().url)).toBe(true);
    expect(seen.errors).toEqual([]);
  });
}
