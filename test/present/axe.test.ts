// The windows as axe-core sees them: nothing serious that people who read with their
// ears, or move by keys alone, would stumble over. Slides are the author's own, but
// these here are ours too.
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const TALK = `---
title: Seen by others
dialect: remark
---
# One

Words, and a [link](#two).

???
What to say.

---
name: two
demo: echo

# Two

\`\`\`ts
const two = 2;
\`\`\`
`;
const FILES = {
  'talk.md': TALK,
  'demos/echo.ts': `console.log('\\x1b[32mready\\x1b[0m');\nprocess.stdin.on('data', (data) => console.log(String(data).trim()));\n`,
};

/** What is serious or worse: \`rule: selector\`, one a place. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<AxeResults> } };
    return (await axe.run()).violations;
  });
  const bad = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return bad.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** The page's own policy lets no script in; this one comes through the debugger. */
async function withAxe(page: Page): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  await page.evaluate(await readFile(AXE, 'utf8'));
}

it('deck, panel and presenter view have nothing serious in the way of anyone', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using deckWindow = await openPage();
  await using presenterWindow = await openPage();
  const [deck, presenter] = [deckWindow.page, presenterWindow.page];
  await open(deck, talk.url);
  await open(presenter, talk.presenterUrl);
  for (const page of [deck, presenter]) await withAxe(page);
  const seen: Record<string, string[]> = { deck: await violations(deck), presenter: await violations(presenter) };

  await deck.evaluate(() => window.lectern.go(1, 0));
  await deck.waitForSelector('.panel-empty:not([hidden])');
  seen['panel, idle'] = await violations(deck);
  await deck.evaluate(() => window.lectern.demo.run('echo'));
  await until(() => deck.evaluate(() => window.lectern.demo.text('echo').includes('ready')), 'the demo to be ready');
  seen['panel, live'] = await violations(deck);
  seen['presenter, live'] = await violations(presenter);
  for (const key of ['?', 'o']) {
    await deck.keyboard.press(key as '?');
    await deck.waitForSelector(key === 'o' ? '.cell > .slide h1' : '.help');
    seen[`after ${key}`] = await violations(deck);
    await deck.keyboard.press('Escape');
  }
  await deck.evaluate(() => window.lectern.demo.stop('echo'));
  await deck.waitForSelector('.panel[data-state="stopped"]');
  seen['panel, stopped'] = await violations(deck);
  expect(Object.entries(seen).flatMap(([where, all]) => all.map((one) => `${where}: ${one}`))).toEqual([]);
});
