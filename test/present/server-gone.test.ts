// The server is killed, or falls silent, in the middle of a talk: slides go on, recordings
// play in the page, and when it is back the talk is where the speaker has it.
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, type Presented, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const recorded = (name: string): string =>
  encodeCast(castHeader({ columns: 52, rows: 12 }, { timestamp: 1_763_647_320 }), [
    { type: 'output', time: 0, pane: name, data: `recorded ${name}\r\n` },
    { type: 'output', time: 600, pane: name, data: 'half\r\n' },
    { type: 'marker', time: 600, pane: name, label: 'half' },
    { type: 'output', time: 1200, pane: name, data: 'the end\r\n' },
  ]);

const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const files = (front: string): Record<string, string | Uint8Array> => ({
  'package.json': '{}',
  'talk.md': `---\ndialect: remark\n${front}---\ndemo: clock\n\n# One\n\n---\n# Two\n\n--\nmore\n\n---\n# Three\n\n---\n# Four\n\n---\n# Five\n\n---\ndemo: far\n\n# Six\n\n![a dot](dot.png)\n`,
  'dot.png': DOT,
  'demos/clock.ts': `console.log('live ' + process.pid);\nsetInterval(() => {}, 1000);\n`,
  'demos/clock.cast': recorded('clock'),
  'demos/far.ts': `console.log('far');\n`,
  'demos/far.cast': recorded('far'),
});

const state = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.state(name), demo);
const text = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.text(name), demo);
const foot = (page: Page) => page.$eval('.foot-left', (element) => (element as HTMLElement).innerText);
const badge = (page: Page) => page.evaluate(() => document.querySelector('[data-badge="link"]')?.textContent ?? null);
const at = (page: Page) => page.evaluate(() => `${window.lectern.slide}.${window.lectern.step}`);
const is = (page: Page, demo: string, wanted: string, words: RegExp) =>
  until(
    async () => (await state(page, demo)) === wanted && words.test(await text(page, demo)),
    `${demo} to be ${wanted} and to show ${words}`,
    () => page.url(),
  );

/** To be called before the page is opened; the answer waits until all is in the page that it will need. */
function prepared(page: Page): () => Promise<void> {
  const ahead = new Set<string>();
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(casts|files)\//.test(pathname)) ahead.add(pathname);
  });
  return () => until(() => ahead.size === 3, 'recordings and pictures to be fetched').then(() => {});
}

/** Runs the first demo, and waits until the talk's recordings and its picture are in the page. */
async function begun(page: Page, talk: Presented): Promise<void> {
  const ready = prepared(page);
  await open(page, talk.url);
  await page.keyboard.press('r');
  await is(page, 'clock', 'running', /live \d+/);
  await ready();
}

const kill = async (talk: Presented): Promise<void> => void (await talk.end('SIGKILL'));

it('auto: the server is killed during a live run; its recording plays within 4 s, and the talk goes on', async () => {
  await using folder = await tempFolder(files('fallback: auto\n'));
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const { page } = opened;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await begun(page, talk);
  const presenter = await opened.another();
  const ready = prepared(presenter);
  await open(presenter, talk.presenterUrl);
  await is(presenter, 'clock', 'running', /live/);
  await ready();
  await page.bringToFront();

  await kill(talk);
  const died = performance.now();
  await is(page, 'clock', 'replaying', /^recorded clock$/);
  expect(performance.now() - died).toBeLessThan(4000);
  expect(await foot(page)).toBe('live run: server gone');
  expect(await page.$eval('.pill', (element) => element.textContent)).toMatch(/^recorded/);
  await is(presenter, 'clock', 'replaying', /^recorded clock$/);

  // Next goes to the marks, then through the slides.
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await is(page, 'clock', 'replaying', /half/);
  expect(await foot(page)).toBe('live run: server gone');
  await page.keyboard.press('PageDown');
  expect(await at(page)).toBe('1.0');
  await page.keyboard.press('PageDown');
  expect(await at(page)).toBe('1.1');
  await until(async () => (await at(presenter)) === '1.1', 'the presenter view to follow without the server');

  // A slide that was never near: its picture is there; no live run, but the recording.
  await page.keyboard.press('End');
  await page.waitForSelector('.panel[data-demo="far"]');
  const picture = () => page.$eval('section.present img', (image) => (image as HTMLImageElement).naturalWidth);
  await until(async () => (await picture()) === 1, 'the picture');
  await page.keyboard.press('r');
  await until(async () => (await foot(page)) === 'the server is not there; e plays the recording', 'the refusal');
  await page.keyboard.press('e');
  await is(page, 'far', 'replaying', /^recorded far$/);

  // It comes back: the talk stays where the speaker has it, and the recording is not cut off.
  await using again = await present(folder.path, 'talk.md', '--port', String(talk.port), '--strict-port');
  await until(async () => (await badge(page)) === null, 'the link to be back', again.stderr);
  expect(await at(page)).toBe('5.0');
  await until(async () => (await at(presenter)) === '5.0', 'the presenter view to follow');
  expect([await state(page, 'far'), await text(page, 'far')]).toEqual(['replaying', 'recorded far']);
  await page.evaluate(() => window.lectern.demo.run('far'));
  await is(page, 'far', 'exited', /^far$/);
  expect(errors).toEqual([]);
});

it('offer: the run is said to have ended with the server, and e plays the recording', async () => {
  await using folder = await tempFolder(files(''));
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const { page } = opened;
  await begun(page, talk);
  await kill(talk);
  await is(page, 'clock', 'failed', /^live \d+$/);
  expect(await foot(page)).toBe('server gone');
  expect(await page.$eval('.foot-offer', (button) => (button as HTMLElement).offsetWidth > 0)).toBe(true);
  await page.keyboard.press('e');
  await is(page, 'clock', 'replaying', /^recorded clock$/);
  expect(await foot(page)).toBe('live run: server gone');

  await using again = await present(folder.path, 'talk.md', '--port', String(talk.port), '--strict-port');
  await until(async () => (await badge(page)) === null, 'the link to be back', again.stderr);
  await page.keyboard.press('e');
  await is(page, 'clock', 'running', /^live \d+$/);
});

it('a recording that the server played goes on where it was', async () => {
  await using folder = await tempFolder(files(''));
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const { page } = opened;
  await begun(page, talk);
  await page.keyboard.press('e');
  await is(page, 'clock', 'replaying', /^recorded clock$/);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await is(page, 'clock', 'replaying', /half/);
  await kill(talk);
  await page.waitForFunction(() => document.querySelector('[data-badge="link"]') !== null);
  // Before the server counts as gone, nobody hears what is pressed.
  await until(async () => {
    await page.evaluate(() => document.querySelector<HTMLElement>('[aria-label="Speed 1×"]')?.click());
    return (await page.$('[aria-label="Speed 2×"]')) !== null;
  }, 'the page to take over');
  await page.click('[aria-label="Play on"]');
  await page.waitForFunction(() => /^10:(0[1-9]|[1-5])/.test(document.querySelector('.scrub')?.getAttribute('aria-valuetext') ?? ''));
  await is(page, 'clock', 'replaying', /^recorded clock\nhalf$/);
});

it('test 88: a server that falls silent is noticed, and its run is shown again when it speaks', async () => {
  await using folder = await tempFolder(files('fallback: auto\n'));
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const { page } = opened;
  await begun(page, talk);
  const live = await text(page, 'clock');
  talk.process.kill('SIGSTOP');
  try {
    const silent = performance.now();
    await is(page, 'clock', 'replaying', /^recorded clock$/);
    expect(performance.now() - silent).toBeLessThan(10_000);
    expect(await foot(page)).toBe('live run: server gone');
    await page.keyboard.press('End');
    expect(await at(page)).toBe('5.0');
  } finally {
    talk.process.kill('SIGCONT');
  }
  await is(page, 'clock', 'running', /^live/);
  expect([await text(page, 'clock'), await at(page), await badge(page)]).toEqual([live, '5.0', null]);
});
