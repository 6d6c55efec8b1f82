// Two windows on one talk, the deck and the presenter view: they stay together through
// keys, runs, reloads and the death of the server.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, type Presented, present } from '../support/present.ts';
import { amount } from '../support/soak.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const TALK = `---
dialect: remark
title: Two windows
remark:
  countIncrementalSlides: false
---
# One

--

first addition

--

second addition

???

Say **hello** to everybody.

---
# Two

\`\`\`ts {1|2}
const a = 1;
const b = 2;
\`\`\`

---
demo: ask

# Three

--

with a step
`;

/** Says its process id and adds a line to a file at each start; then answers each line. */
const ASK = `import { appendFileSync } from 'node:fs';
appendFileSync('starts.log', process.pid + '\\n');
console.log('pid ' + process.pid);
process.stdin.setEncoding('utf8').on('data', (text: string) => console.log('heard ' + text.trim()));
`;
const FILES = { 'talk.md': TALK, 'demos/ask.ts': ASK };

const place = (page: Page) => page.evaluate(() => [window.lectern.slide, window.lectern.step]);
const at = (page: Page, slide: number, step: number) =>
  until(
    async () => (await place(page)).join() === `${slide},${step}`,
    `slide ${slide}, step ${step}`,
    () => page.url(),
  );
const state = (page: Page) => page.evaluate(() => window.lectern.demo.state('ask'));
const text = (page: Page) => page.evaluate(() => window.lectern.demo.text('ask'));
const inner = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).innerText.trim());
/** `01:05` as seconds. */
const elapsed = async (page: Page) => {
  const [minutes = 0, seconds = 0] = (await inner(page, '.elapsed')).split(':').map(Number);
  return minutes * 60 + seconds;
};
const starts = async (folder: string) => (await readFile(join(folder, 'demos', 'starts.log'), 'utf8')).trim().split('\n');

async function shows(page: Page, pattern: RegExp): Promise<string> {
  await until(
    async () => pattern.test(await text(page)),
    `the panel to show ${pattern}`,
    () => page.url(),
  );
  return text(page);
}

/** What one sees of the slide: text, and which lines of code are lit. */
const seenIn = (page: Page, slide: string) =>
  page.$eval(slide, (element) => ({
    text: (element as HTMLElement).innerText.trim(),
    lit: [...element.querySelectorAll('.line.lit')].map((line) => line.textContent),
  }));
const SLIDE = { deck: 'section.present > .body', presenter: '.desk-now .slide > .body', next: '.desk-next .slide > .body' };

async function openBoth(talk: Presented) {
  const opened = await openPage({ width: 1440, height: 900 });
  const deck = opened.page;
  await open(deck, talk.url);
  const presenter = await opened.another();
  await presenter.setViewport({ width: 1440, height: 900 });
  await open(presenter, talk.presenterUrl);
  return { deck, presenter, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

describe('deck and presenter view', () => {
  it('are in step both ways, and show the same slide at the same step', async () => {
    await using folder = await tempFolder(FILES);
    await using talk = await present(folder.path, 'talk.md');
    await using windows = await openBoth(talk);
    const { deck, presenter } = windows;
    expect(presenter.url()).toBe(`http://127.0.0.1:${talk.port}/presenter`);
    expect(await inner(presenter, '.notes')).toBe('Say hello to everybody.');
    expect(await inner(presenter, '.desk-place')).toBe('1 of 3 · step 1 of 3');
    expect(await inner(presenter, '.desk-label')).toBe('Next step');
    expect((await seenIn(presenter, SLIDE.next)).text).toBe('One\n\nfirst addition');
    expect(await inner(presenter, '.elapsed')).toBe('00:00');

    const walk: [Page, string, number, number][] = [
      [presenter, 'ArrowRight', 0, 1],
      [deck, 'PageDown', 0, 2],
      [presenter, ' ', 1, 0],
      [deck, 'ArrowRight', 1, 1],
      [presenter, 'PageUp', 1, 0],
      [deck, 'End', 2, 1],
      [presenter, 'Home', 0, 0],
      [presenter, '2', 0, 0],
      [presenter, 'Enter', 1, 0],
    ];
    for (const [page, key, slide, step] of walk) {
      await page.bringToFront();
      await page.keyboard.press(key as 'Enter');
      await at(deck, slide, step);
      await at(presenter, slide, step);
      expect(await seenIn(presenter, SLIDE.presenter), key).toEqual(await seenIn(deck, SLIDE.deck));
    }
    expect(await inner(presenter, '.notes')).toBe('no notes for this slide');
    expect(await inner(presenter, '.desk-place')).toBe('2 of 3 · step 1 of 2');
    expect((await seenIn(presenter, SLIDE.next)).lit).toEqual(['const b = 2;']);
    await presenter.keyboard.press('End');
    await until(async () => /^Next\s+the end of the talk$/.test(await inner(presenter, '.desk-next')), 'the end');
  });

  it('a run begun in one is seen in the other, and so is what is typed', async () => {
    await using folder = await tempFolder(FILES);
    await using talk = await present(folder.path, 'talk.md');
    await using windows = await openBoth(talk);
    const { deck, presenter } = windows;
    await presenter.evaluate(() => window.lectern.go(2));
    await presenter.keyboard.press('r');
    await shows(deck, /pid \d+/);
    await at(deck, 2, 0);

    await deck.bringToFront();
    await deck.locator('.xterm-screen').click();
    await deck.keyboard.type('from the deck\r');
    await shows(presenter, /heard from the deck/);
    await presenter.bringToFront();
    await presenter.locator('.xterm-screen').click();
    await presenter.keyboard.type('from the presenter\r');
    await shows(deck, /heard from the presenter/);
    await until(async () => (await text(presenter)) === (await text(deck)), 'the same screen in both');
    expect(await place(presenter)).toEqual([2, 0]);

    await presenter.locator('::-p-aria([name="Stop"][role="button"])').click();
    await until(async () => (await state(deck)) === 'stopped', 'the run to be stopped');
    expect(await starts(folder.path)).toHaveLength(1);
  });

  it('one black screen for both: a key in either shows it, a move of the deck ends it', async () => {
    await using folder = await tempFolder(FILES);
    await using talk = await present(folder.path, 'talk.md');
    await using windows = await openBoth(talk);
    const { deck, presenter } = windows;
    const black = async () => [(await deck.$('.blackout')) !== null, (await presenter.$('[aria-pressed="true"]')) !== null];
    const both = (wanted: boolean) => until(async () => (await black()).every((is) => is === wanted), `black: ${wanted}`);
    await presenter.keyboard.press('b');
    await both(true);
    // The speaker may look ahead meanwhile.
    await presenter.keyboard.press('ArrowRight');
    await at(deck, 0, 1);
    await both(true);
    await deck.reload();
    await deck.waitForSelector('.blackout');
    await deck.bringToFront();
    await deck.keyboard.press('ArrowRight');
    await both(false);
    expect(await place(deck)).toEqual([0, 1]);
    await deck.keyboard.press('.');
    await both(true);
    await presenter.bringToFront();
    await presenter.locator('::-p-aria([name="Black"][role="button"])').click();
    await both(false);
  });

  it('the timer begins with the first move, and two presses set it back', async () => {
    await using folder = await tempFolder(FILES);
    await using talk = await present(folder.path, 'talk.md');
    await using windows = await openBoth(talk);
    const { deck, presenter } = windows;
    await deck.keyboard.press('ArrowRight');
    await until(async () => (await elapsed(presenter)) > 0, 'the timer to go');
    await presenter.locator('::-p-aria([name="Reset"][role="button"])').click();
    expect(await elapsed(presenter)).toBeGreaterThan(0);
    await presenter.locator('::-p-aria([name="Set to 00:00?"][role="button"])').click();
    await presenter.waitForSelector('.elapsed[data-waiting]');
    expect(await inner(presenter, '.elapsed')).toBe('00:00');
  });
});

it('test 87: both windows are loaded anew again and again in the middle of a run: all is as it was, and it ran once', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using windows = await openBoth(talk);
  const { deck, presenter } = windows;
  await presenter.evaluate(() => window.lectern.go(2, 1));
  await presenter.keyboard.press('r');
  await shows(deck, /pid \d+/);
  const before = await text(deck);
  let time = await elapsed(presenter);

  for (let i = 0; i < amount(4, 20); i++) {
    for (const page of [presenter, deck]) {
      await page.bringToFront();
      await page.reload();
      await page.waitForSelector('html[data-lectern="ready"]');
      expect(await place(page)).toEqual([2, 1]);
      expect(await state(page)).toBe('running');
      expect(await shows(page, /pid \d+/)).toBe(before);
    }
    const now = await elapsed(presenter);
    expect(now).toBeGreaterThanOrEqual(time);
    time = now;
  }
  await deck.locator('.xterm-screen').click();
  await deck.keyboard.type('still there\r');
  expect(await shows(presenter, /heard still there/)).toBe(`${before}\nstill there\nheard still there`);
  expect(await starts(folder.path)).toEqual([before.replace('pid ', '')]);
});

it('test 89: the server is killed in mid-talk and started again: windows, slide, step and timer are back, no demo is run again', async () => {
  await using folder = await tempFolder(FILES);
  const first = await present(folder.path, 'talk.md');
  await using windows = await openBoth(first);
  const { deck, presenter } = windows;
  await deck.evaluate(() => window.lectern.go(2, 1));
  await deck.keyboard.press('r');
  await shows(presenter, /pid \d+/);
  await until(async () => (await elapsed(presenter)) >= 1, 'the timer to have something to lose');
  const time = await elapsed(presenter);

  expect(await first.end('SIGKILL')).toBe('SIGKILL');
  await until(async () => /^not connected/.test(await inner(presenter, '.desk-link')), 'the loss to be said');
  // A key of this moment must not start anything later; slides still turn.
  await presenter.keyboard.press('r');
  await presenter.keyboard.press('ArrowLeft');
  expect(await place(presenter)).toEqual([2, 0]);

  await using second = await present(folder.path, 'talk.md', '--port', String(first.port));
  expect(second.presenterUrl).toBe(first.presenterUrl);
  for (const page of [deck, presenter]) {
    await until(async () => (await state(page)) === 'idle', 'the window to be back');
    await at(page, 2, 0);
  }
  expect(await inner(presenter, '.desk-link')).toBe('connected');
  expect(await elapsed(presenter)).toBeGreaterThanOrEqual(time);
  expect(await starts(folder.path)).toHaveLength(1);

  // And it goes on as one talk.
  await presenter.keyboard.press('ArrowRight');
  await at(deck, 2, 1);
  await presenter.keyboard.press('r');
  await until(async () => (await starts(folder.path)).length === 2, 'a run that was asked for');
});
