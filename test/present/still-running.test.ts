// A demo that was left behind is named on the slides that follow, and stopped there.
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { alive } from '../runner/support.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const TALK = `---
dialect: remark
---
demo: up

# One

---

# Two

---
demo: up

# Three
`;
const UP = 'console.log(`pid ${process.pid} up`);\nsetInterval(() => {}, 1000);\n';

const chips = (page: Page): Promise<string[]> =>
  page.$$eval('.badge[data-badge="running"]', (all) => all.map((one) => `${one.textContent} (${one.getAttribute('aria-label')})`));
const go = (page: Page, slide: number) => page.evaluate((n) => window.lectern.go(n, 0), slide);

it('what still runs is named in both windows, and a click stops it', async () => {
  await using folder = await tempFolder({ 'talk.md': TALK, 'demos/up.ts': UP });
  await using talk = await present(folder.path, 'talk.md');
  await using deckWindow = await openPage();
  await using presenterWindow = await openPage();
  const [deck, presenter] = [deckWindow.page, presenterWindow.page];
  await open(deck, talk.url);
  await open(presenter, talk.presenterUrl);
  await deck.evaluate(() => window.lectern.demo.run('up'));
  const shown = () => deck.evaluate(() => window.lectern.demo.text('up'));
  await until(async () => / up/.test(await shown()), 'the demo to be up');
  const pid = Number(/pid (\d+)/.exec(await shown())?.[1]);
  expect(await chips(deck)).toEqual([]);

  const named = ['still running: up  × (Stop up, which still runs)'];
  await go(deck, 1);
  for (const page of [deck, presenter]) await until(async () => (await chips(page)).length > 0, 'the demo to be named');
  expect(await chips(deck)).toEqual(named);
  expect(await chips(presenter)).toEqual(named);
  // It covers nothing that the speaker reads.
  const [above, chip] = await presenter.evaluate(() =>
    ['.desk-main', '.badge[data-badge="running"]'].map((selector) => document.querySelector(selector)?.getBoundingClientRect().toJSON()),
  );
  expect(chip.top).toBeGreaterThanOrEqual(above.bottom);

  await go(deck, 2);
  await until(async () => (await chips(presenter)).length === 0, 'the name to go where the panel shows the demo');
  expect(await chips(deck)).toEqual([]);

  await go(deck, 1);
  await deck.waitForSelector('.badge[data-badge="running"]');
  await deck.click('.badge[data-badge="running"]');
  await until(() => !alive(pid), 'the demo to be ended');
  for (const page of [deck, presenter]) await until(async () => (await chips(page)).length === 0, 'the name to go');
  expect(await deck.evaluate(() => [window.lectern.slide, window.lectern.demo.state('up'), document.activeElement?.tagName])).toEqual([
    ...[1, 'stopped', 'BODY'],
  ]);
  expect(talk.stderr()).toBe('');
});
