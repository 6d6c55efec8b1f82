// What demo.yaml says of the stage: who gets the keys, what becomes of a run when its
// slide is left, and of its recording when it fails.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

/** Shows the keys that it gets. */
const KEYS = `process.stdin.setRawMode(true);
console.log('listening');
process.stdin.on('data', (data) => console.log('got ' + JSON.stringify(String(data))));
`;
const PANE = 'panes: [{ name: main, run: ../keys.js }]\n';
const NAMES = ['deck', 'all', 'keep', 'stop', 'never', 'auto', 'plain'];
const CAST = encodeCast(castHeader({ columns: 72, rows: 24 }), [{ type: 'output', time: 0, pane: 'main', data: 'recorded\r\n' }]);

const FILES = {
  'package.json': '{}',
  'talk.md': `---\ndialect: remark\nfallback: auto\n---\n${NAMES.map((name) => (name === 'plain' ? '# none\n' : `demo: ${name}\n\n# ${name}\n`)).join('\n---\n')}`,
  'demos/keys.js': KEYS,
  'demos/deck/demo.yaml': `keys: deck\n${PANE}`,
  'demos/all/demo.yaml': `keys: all\n${PANE}`,
  'demos/keep/demo.yaml': `onLeave: keep\n${PANE}`,
  'demos/stop/demo.yaml': `onLeave: stop\n${PANE}`,
  'demos/never/demo.yaml': 'fallback: never\npanes: [{ name: main, run: [sh, -c, "exit 3"] }]\n',
  'demos/never/main.cast': CAST,
  'demos/auto/demo.yaml': 'panes: [{ name: main, run: [sh, -c, "exit 3"] }]\n',
  'demos/auto/main.cast': CAST,
};

const opened: { page: Page; close(): Promise<void> }[] = [];
const stage = (): Page => {
  const [one] = opened;
  if (one === undefined) throw new Error('not open');
  return one.page;
};

beforeAll(async () => {
  const folder = await tempFolder(FILES);
  const talk = await present(folder.path, 'talk.md');
  const browser = await openPage({ width: 1600, height: 900 });
  await open(browser.page, talk.url);
  opened.push({
    page: browser.page,
    async close() {
      await browser[Symbol.asyncDispose]();
      await talk[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  });
});
afterAll(() => Promise.all(opened.map((one) => one.close())));

const text = (name: string) => stage().evaluate((demo) => window.lectern.demo.text(demo), name);
const state = (name: string) => stage().evaluate((demo) => window.lectern.demo.state(demo), name);
const reaches = (name: string, wanted: string) =>
  until(
    async () => (await state(name)) === wanted,
    `${name} ${wanted}`,
    () => state(name),
  );

async function goTo(name: string): Promise<void> {
  await stage().evaluate((slide) => window.lectern.go(slide), NAMES.indexOf(name));
  await until(() => stage().evaluate((slide) => window.lectern.slide === slide, NAMES.indexOf(name)), `the slide ${name}`);
}

async function run(name: string): Promise<void> {
  await goTo(name);
  await stage().waitForSelector(`.panel[data-demo="${name}"]`);
  await stage().keyboard.press('r');
  await until(
    async () => (await text(name)).includes('listening'),
    name,
    () => text(name),
  );
}

it.each([
  ['deck', ['"a"']],
  ['all', ['"\\u001b[6~"', '"a"']],
])('keys: %s', async (name, expected) => {
  await run(name);
  await stage().click(`[data-demo="${name}"] .pane-box`);
  await stage().waitForSelector('.pane.has-focus');
  const before = await stage().evaluate(() => window.lectern.slide);
  // A clicker's key; with `deck` it leads on, and another one back.
  await stage().keyboard.press('PageDown');
  if (name === 'deck') await until(() => stage().evaluate((slide) => window.lectern.slide === slide, before + 1), 'the next slide');
  if (name === 'deck') await stage().keyboard.press('PageUp');
  await until(() => stage().evaluate((slide) => window.lectern.slide === slide, before), 'the slide again');
  // Each by itself: a program that is slow would read two keys as one.
  for (const key of expected.slice(0, -1)) await until(async () => (await text(name)).includes(key), key);
  await stage().evaluate((demo) => document.querySelector<HTMLElement>(`[data-demo="${demo}"] .xterm-helper-textarea`)?.focus(), name);
  await stage().keyboard.press('a');
  await until(
    async () => (await text(name)).includes('"a"'),
    'the a',
    () => text(name),
  );
  expect([...(await text(name)).matchAll(/got (.*)/g)].map(([, key]) => key)).toEqual(expected);
  await stage().evaluate((demo) => window.lectern.demo.stop(demo), name);
  await reaches(name, 'stopped');
});

it('onLeave: keep goes on without its slide, stop ends with it', async () => {
  await run('keep');
  await run('stop');
  await goTo('plain');
  await reaches('stop', 'stopped');
  expect(await state('keep')).toBe('running');
  await stage().evaluate(() => window.lectern.demo.stop('keep'));
  await reaches('keep', 'stopped');
});

it("fallback: never leaves a failed run as it is, in a talk whose other demos' recordings play by themselves", async () => {
  await goTo('never');
  await stage().waitForSelector('.panel[data-demo="never"]');
  await stage().keyboard.press('r');
  await reaches('never', 'failed');
  await goTo('auto');
  await stage().waitForSelector('.panel[data-demo="auto"]');
  await stage().keyboard.press('r');
  await until(
    async () => (await text('auto')).includes('recorded'),
    'the recording',
    () => text('auto'),
  );
  expect(await state('never')).toBe('failed');
  expect(await text('never')).not.toContain('recorded');
});
