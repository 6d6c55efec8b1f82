// The whole path as a speaker walks it: `lectern present`, a real browser, real
// programs. The talk and its demos are made here; the shipped talk has its own test.
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const TALK = `---
dialect: remark
title: A test talk
---
# One

--

and a step

---
name: hello
demo: hello

# Two

---
demo: stubborn

# Three

---
demo: flood

# Four
`;

const DEMOS = {
  'demos/hello.ts': `const who: string = 'world';\nconsole.log(\`hello \${who}\`);\n`,
  'demos/stubborn.ts': `process.on('SIGINT', () => console.log('no'));\nprocess.on('SIGTERM', () => console.log('never'));\nconsole.log('pid', process.pid);\nsetInterval(() => {}, 1000);\n`,
  'demos/flood.ts': `console.log('pid', process.pid);\nconst line = 'x'.repeat(100) + '\\n';\nconst more = (): void => void process.stdout.write(line.repeat(100), more);\nmore();\n`,
  'demos/ask.ts': `process.stdin.setEncoding('utf8').on('data', (text: string) => { console.log('heard ' + text.trim()); process.exit(); });\nconsole.log('say something');\n`,
};

const state = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.state(name), demo);
const text = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.text(name), demo);
const place = (page: Page) => page.evaluate(() => [window.lectern.slide, window.lectern.step]);
const go = (page: Page, slide: number, step = 0) => page.evaluate((to) => window.lectern.go(to[0] ?? 0, to[1]), [slide, step]);
const ended = (page: Page, demo: string) => until(async () => /exited|failed|stopped/.test(await state(page, demo)), `${demo} to end`);
const shows = (page: Page, demo: string, what: RegExp) => until(async () => what.test(await text(page, demo)), `${demo} to show ${what}`);

async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat !== null && !/^\d+ \(.*\) Z/.test(stat);
}

async function pidShown(page: Page, demo: string): Promise<number> {
  await shows(page, demo, /pid \d+/);
  return Number(/pid (\d+)/.exec(await text(page, demo))?.[1]);
}

it('runs the demo of a slide by call, by key and by button, and shows its true output', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK, ...DEMOS });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  expect(await page.title()).toBe('A test talk');
  expect(page.url()).not.toContain('token');

  await go(page, 1);
  const runs: [string, () => Promise<unknown>][] = [
    ['call', () => page.evaluate(() => window.lectern.demo.run('hello'))],
    ['key', () => page.keyboard.press('r')],
    ['button', () => page.locator('::-p-aria([name="Run"][role="button"])').click()],
  ];
  for (const [by, run] of runs) {
    await page.evaluate(() => {
      document.documentElement.dataset.seen = '';
      window.lectern.on('demo', ({ state: now }) => {
        document.documentElement.dataset.seen += `${now} `;
      });
    });
    await run();
    await until(
      async () => /exited/.test((await page.evaluate(() => document.documentElement.dataset.seen)) ?? ''),
      `the run by ${by} to end`,
    );
    // The panel says so when all is drawn; until then it takes no other run.
    await page.waitForSelector('.panel[data-state="exited"]');
    expect(await text(page, 'hello')).toBe('hello world');
    expect(await state(page, 'hello')).toBe('exited');
  }
});

it('Stop ends a demo that ignores every signal, while the deck goes on, and leaves no process', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK, ...DEMOS });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  await go(page, 2);
  await page.keyboard.press('r');
  const pid = await pidShown(page, 'stubborn');
  expect(await isAlive(pid)).toBe(true);

  await page.keyboard.press('x');
  await page.keyboard.press('PageUp');
  expect(await place(page)).toEqual([1, 0]);
  await ended(page, 'stubborn');
  expect(await state(page, 'stubborn')).toBe('stopped');
  expect(await isAlive(pid)).toBe(false);
});

it('the deck answers while a demo floods its panel, and Stop stops it', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK, ...DEMOS });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  await go(page, 3);
  await page.keyboard.press('r');
  await shows(page, 'flood', /x{40}/);
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('PageUp');
    await page.keyboard.press('PageDown');
  }
  expect(await place(page)).toEqual([3, 0]);
  await page.evaluate(() => window.lectern.demo.stop('flood'));
  await ended(page, 'flood');
  expect(await state(page, 'flood')).toBe('stopped');
});

it('output, state, slide and step are there again after a reload of the page', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK, ...DEMOS });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  await go(page, 2);
  await page.keyboard.press('r');
  const pid = await pidShown(page, 'stubborn');

  await page.reload();
  await page.waitForSelector('html[data-lectern="ready"]');
  expect(await place(page)).toEqual([2, 0]);
  await shows(page, 'stubborn', new RegExp(`pid ${pid}`));
  expect(await state(page, 'stubborn')).toBe('running');
  expect(await isAlive(pid)).toBe(true);
});

it('a saved edit is shown without a page load; a broken one leaves the deck and says where', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK, ...DEMOS });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  await go(page, 0, 1);
  await page.evaluate(() => {
    document.documentElement.dataset.sameLoad = 'yes';
  });
  const shown = (what: string) =>
    page.waitForFunction((words) => document.querySelector('section.present')?.textContent?.includes(words), {}, what);
  const file = join(folder.path, 'talk.md');

  await writeFile(file, TALK.replace('and a step', 'and a better step'));
  await shown('and a better step');
  expect(await place(page)).toEqual([0, 1]);

  // As many editors save: a new file over the old one.
  await writeFile(`${file}~`, TALK.replace('and a step', 'the best step'));
  await rename(`${file}~`, file);
  await shown('the best step');

  await writeFile(file, TALK.replace('title: A test talk', 'title: [').replace('and a step', 'lost'));
  await page.waitForFunction(() => /talk\.md:\d+/.test(document.body.innerText));
  expect(await page.evaluate(() => document.querySelector('section.present')?.textContent)).toContain('the best step');

  await writeFile(file, TALK.replace('and a step', 'all is well'));
  await shown('all is well');
  await page.waitForFunction(() => !/talk\.md:\d+/.test(document.body.innerText));
  expect(await page.evaluate(() => document.documentElement.dataset.sameLoad)).toBe('yes');
  expect(await place(page)).toEqual([0, 1]);
});

it('what is typed in the panel goes to the program, and never drives the deck', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK.replace('demo: hello', 'demo: ask'), ...DEMOS });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  await go(page, 1);
  await page.keyboard.press('r');
  await shows(page, 'ask', /say something/);
  await page.locator('.xterm-screen').click();
  await page.keyboard.type('o b f 3 x');
  expect(await place(page)).toEqual([1, 0]);
  await page.keyboard.press('Enter');
  await ended(page, 'ask');
  // All is drawn, and the keys are given back.
  await page.waitForSelector('.panel[data-state="exited"]');
  expect(await text(page, 'ask')).toContain('heard o b f 3 x');
  // The run is over: keys go to the slides again.
  await page.keyboard.press('ArrowRight');
  expect(await place(page)).toEqual([2, 0]);
});

it('ends with 128 + the signal, takes its demos with it, and goes on where it was when started again', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK, ...DEMOS });
  const first = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, first.url);
  await go(page, 2);
  await page.keyboard.press('r');
  const pid = await pidShown(page, 'stubborn');
  expect(await first.end('SIGINT')).toBe(130);
  expect(await isAlive(pid)).toBe(false);

  await using second = await present(folder.path, 'talk.md', '--port', String(first.port));
  expect(second.url).toBe(first.url);
  await until(async () => (await state(page, 'stubborn')) === 'idle', 'the page to be connected again');
  expect(await place(page)).toEqual([2, 0]);
  expect(await readdir(folder.path)).toEqual(expect.arrayContaining(['.lectern', 'demos', 'talk.md']));
});

it('a port that is taken: the next one, or with --strict-port a word on it', async () => {
  await using folder = await tempFolder({ 'talk.md': '# One' });
  await using first = await present(folder.path, 'talk.md');
  await using second = await present(folder.path, 'talk.md', '--port', String(first.port));
  expect(second.port).toBeGreaterThan(first.port);
  await expect(present(folder.path, 'talk.md', '--port', String(first.port), '--strict-port')).rejects.toThrow(
    new RegExp(`port ${first.port} .*taken|in use`),
  );
});
