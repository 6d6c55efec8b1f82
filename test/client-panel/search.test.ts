// Searching what a demo has printed, its scrollback included: by keys alone, with the
// terminal's program and the deck hearing nothing of it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../support/wait.ts';
import { type Bench, demo, inputs, live, openBench, type Site, serveLab, status } from './bench.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

const LINES = Array.from({ length: 60 }, (_, i) => (i % 5 === 0 ? `put ${i} Apple` : `take ${i}`)).join('\r\n');

/** What the field says, where the view stands and which match is selected. */
const found = (bench: Bench) =>
  bench.page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('.xterm-rows > div')].map((row) => row.innerText.trim());
    const bar = document.querySelector<HTMLElement>('.pane-search');
    return {
      open: bar !== null && !bar.hidden,
      count: bar?.querySelector('.search-count')?.textContent ?? '',
      rows,
      marked: document.querySelectorAll('.xterm-find-result-decoration').length,
      focus: document.activeElement?.getAttribute('aria-label') ?? '',
    };
  });

async function says(bench: Bench, count: string): Promise<void> {
  await until(
    async () => (await found(bench)).count === count,
    `"${count}"`,
    () => bench.page.url(),
  );
}

/** Drawn a frame later. */
async function shows(bench: Bench, row: string): Promise<void> {
  await until(
    async () => (await found(bench)).rows.includes(row),
    `"${row}"`,
    () => bench.page.url(),
  );
}

it('Ctrl+F in the terminal: matches are counted and shown in turn; Escape gives the keys back to the program', async () => {
  await using bench = await live(site, true);
  await bench.output('r1', LINES);
  await bench.text(/take 59/);
  const { keyboard } = bench.page;
  await bench.page.evaluate(() => window.lab.panel.focus());
  await keyboard.down('Control');
  await keyboard.press('f');
  await keyboard.up('Control');
  expect((await found(bench)).focus).toBe('Search in queue');
  await keyboard.type('apple');
  await says(bench, '1 of 12');
  await shows(bench, 'put 0 Apple');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await says(bench, '3 of 12');
  await shows(bench, 'put 10 Apple');
  await keyboard.down('Shift');
  await keyboard.press('Enter');
  await keyboard.up('Shift');
  await says(bench, '2 of 12');
  for (let i = 0; i < 2; i++) await bench.page.locator('aria/Previous match[role="button"]').click();
  await says(bench, '12 of 12');
  await shows(bench, 'put 55 Apple');
  await until(async () => (await found(bench)).marked > 0, 'matches to be marked');

  // More output, more matches, and the one that is shown stays.
  await bench.output('r1', '\r\nput 60 apple');
  await says(bench, '12 of 13');
  await keyboard.type('s');
  await says(bench, 'no match');
  await bench.page.waitForSelector('.pane-search.is-vain');
  await keyboard.press('Backspace');
  await bench.page.waitForSelector('.pane-search:not(.is-vain)');
  await keyboard.press('Escape');
  const after = await found(bench);
  expect([after.open, after.marked, after.focus]).toEqual([false, 0, 'Type to queue']);
  await keyboard.type('hi');
  expect([await inputs(bench), await bench.page.evaluate(() => window.lab.deckKeys)]).toEqual([['h', 'i'], []]);
});

it('after the run as well, from the panel; then keys go back to the slides', async () => {
  await using bench = await openBench(site, [demo()]);
  const press = () => bench.page.evaluate(() => window.lab.panel.search());
  // There is nothing to be searched yet.
  await press();
  expect((await found(bench)).open).toBe(false);
  await bench.status(status('running', 'r1'));
  await bench.output('r1', LINES);
  await bench.status(status('exited', 'r1'));
  await bench.page.waitForSelector('.panel[data-state="exited"]');
  await press();
  await bench.page.keyboard.type('put 5');
  await says(bench, '1 of 3');
  await bench.page.keyboard.press('PageDown');
  await bench.page.locator('aria/Close search[role="button"]').click();
  await bench.page.keyboard.press('j');
  expect([(await found(bench)).open, await bench.page.evaluate(() => window.lab.deckKeys.filter((key) => /Page|^j/.test(key)))]).toEqual([
    false,
    ['PageDown', 'j'],
  ]);
  // What was searched last is there again, and selected.
  await press();
  await says(bench, '1 of 3');
  await bench.page.keyboard.type('take 59');
  await says(bench, '1 of 1');
});

it('Ctrl+F is the program’s in a demo that wants every key', async () => {
  await using bench = await openBench(site, [demo({ keys: 'all' })]);
  await bench.status(status('running', 'r1'));
  await bench.page.evaluate(() => window.lab.panel.focus());
  await bench.page.keyboard.down('Control');
  await bench.page.keyboard.press('f');
  await bench.page.keyboard.up('Control');
  expect([await inputs(bench), (await found(bench)).open]).toEqual([['\x06'], false]);
});

it('counts a thousand matches and no more', async () => {
  await using bench = await live(site, false);
  await bench.output('r1', 'x '.repeat(1500));
  await bench.text(/x$/);
  await bench.page.evaluate(() => window.lab.panel.search());
  await bench.page.keyboard.type('x');
  await says(bench, '1 of 1000+');
});

it('the transcript holds the whole scrollback once the run is over, as far as that is kept', async () => {
  await using bench = await live(site, false);
  const lines = Array.from({ length: 6000 }, (_, i) => `line ${i}`);
  for (let i = 0; i < lines.length; i += 500) await bench.output('r1', `${lines.slice(i, i + 500).join('\r\n')}\r\n`);
  await bench.status(status('exited', 'r1'));
  await bench.page.waitForSelector('.panel[data-state="exited"]');
  const transcript = await bench.page.$eval('pre[aria-label="Output of queue"]', (element) => element.textContent ?? '');
  // 5000 lines of scrollback, and the screen of 8 with its last line empty.
  expect(transcript).toBe(lines.slice(6000 - 5007).join('\n'));
  await bench.status(status('running', 'r2'));
  expect(await bench.page.$eval('pre[aria-label="Output of queue"]', (element) => element.textContent)).toBe('');
});
