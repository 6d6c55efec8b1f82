// Assisted typing on stage: t sends the next scripted line, from the deck or the
// presenter view, unless a terminal has the keys.
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const ANSWER = `process.stdout.write('> ');
process.stdin.on('data', (data) => process.stdout.write('got ' + JSON.stringify(String(data)) + '\\n> '));
`;
const FILES = {
  'package.json': '{}',
  'talk.md': '---\ndialect: remark\n---\ndemo: pair\n\n# Pair\n\n---\ndemo: alone\n\n# Alone\n',
  'demos/pair/demo.yaml': `title: A pair
panes:
  - {name: ada, run: main.ts, type: [{wait: '> $', text: hello}, {wait: 'me too', in: grace, text: "\\r"}]}
  - {name: grace, run: main.ts, type: [{wait: hello, in: ada, text: "me too\\r"}]}
`,
  'demos/pair/main.ts': ANSWER,
  'demos/alone.ts': ANSWER,
};

const text = (page: Page, demo: string, pane?: string) => page.evaluate((name, of) => window.lectern.demo.text(name, of), demo, pane);
const foot = (page: Page) => page.$eval('.panel-foot', (element) => (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim());
const says = (page: Page, wanted: string) =>
  until(
    async () => (await foot(page)) === wanted,
    `the foot to say ${wanted}`,
    () => foot(page),
  );

it('t types line by line, where each belongs; the presenter view says the same and types too', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const deck = opened.page;
  await open(deck, talk.url);
  const presenter = await opened.another();
  await open(presenter, talk.presenterUrl);
  await deck.bringToFront();
  await deck.keyboard.press('t');
  await says(deck, '"pair" is not running live');
  await deck.keyboard.press('r');
  for (const page of [deck, presenter]) await says(page, 't types "hello" into ada');
  await deck.keyboard.press('t');
  for (const page of [deck, presenter]) await says(page, 't types "me too⏎" into grace');
  const screens = async () => [await text(deck, 'pair', 'ada'), await text(deck, 'pair', 'grace')].join(' | ');
  await until(async () => (await screens()) === '> hello | >', 'hello in ada and nothing in grace', screens);
  await presenter.bringToFront();
  await presenter.keyboard.press('t');
  for (const page of [deck, presenter]) await says(page, 't types "⏎" into ada');
  await deck.bringToFront();

  // In the terminal t is a letter, and Enter by hand is the last line.
  await deck.click('[data-pane="ada"] .xterm-screen');
  await deck.waitForSelector('.panel.has-focus');
  await deck.keyboard.press('t');
  await deck.keyboard.press('Backspace');
  await deck.keyboard.press('Enter');
  await until(
    async () => /got "hello\\n"/.test(await text(deck, 'pair', 'ada')),
    'the answer to ada',
    () => deck.url(),
  );
  expect(await foot(deck)).toBe('');
  const { keyboard } = deck;
  // At once: with more than 0.6 s between them they are not twice.
  await Promise.all([keyboard.down('Escape'), keyboard.up('Escape'), keyboard.down('Escape'), keyboard.up('Escape')]);
  await deck.waitForSelector('.panel:not(.has-focus)');
  await says(deck, 'keys go to the slides · click to type here');
  await deck.keyboard.press('t');
  await says(deck, 'all that was scripted is typed');

  await deck.evaluate(() => window.lectern.go(1));
  await deck.waitForSelector('.panel[data-demo="alone"]');
  await deck.keyboard.press('r');
  await until(async () => (await text(deck, 'alone')) === '>', 'the run');
  await deck.keyboard.press('t');
  await says(deck, 'nothing is scripted for "alone"');
});
