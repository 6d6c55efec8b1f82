// A demo's source saved while the talk is being given: the snippet and the next run
// change, slide, step and the run that goes on do not; a broken one changes nothing.
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const FENCE = '```';

const ticker = (word: string): string => `// #region shown
const word: string = '${word}';
console.log(word);
// #endregion
process.stdin.setEncoding('utf8').on('data', () => process.exit());
`;

const TALK = `---
dialect: remark
---
# One

---
demo: ticker

# Two

--

${FENCE}ts file=demos/ticker.ts#shown
${FENCE}

---
# Three

${FENCE}ts demo=inline
console.log('first');
${FENCE}
`;

const FILES = { 'package.json': '{}', 'talk.md': TALK, 'demos/ticker.ts': ticker('one') };

const state = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.state(name), demo);
const text = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.text(name), demo);
const place = (page: Page) => page.evaluate(() => [window.lectern.slide, window.lectern.step]);
const go = (page: Page, slide: number, step = 0) => page.evaluate((to) => window.lectern.go(to[0] ?? 0, to[1]), [slide, step]);
const shows = (page: Page, demo: string, what: RegExp) => until(async () => what.test(await text(page, demo)), `${demo} to show ${what}`);

/** What the demo is in: by the server's word, and as the panel has it, which waits until all is drawn and takes no other run before. */
const states = async (page: Page, demo: string) =>
  `${await state(page, demo)} ${await page.$$eval(`.panel-view[data-demo="${demo}"]`, ([view]) => view?.getAttribute('data-state'))}`;

/** Resolves when the run is really another than the one before. */
async function run(page: Page, demo: string): Promise<void> {
  await until(async () => !/starting|running/.test(await states(page, demo)), `${demo} to rest`);
  const begun = page.evaluate(
    (name) =>
      new Promise<void>((resolve) => {
        const off = window.lectern.on('demo', (event) => {
          if (event.name !== name || event.state !== 'starting') return;
          off();
          resolve();
        });
        void window.lectern.demo.run(name);
      }),
    demo,
  );
  await begun;
}

/** The code on the slide that is shown. */
const code = (page: Page) =>
  page.evaluate(() => document.querySelector('section.present figure.code pre, .present figure.code pre')?.textContent ?? '');
const codeIs = (page: Page, what: string) => until(async () => (await code(page)).includes(what), `the slide to show ${what}`);

async function stop(page: Page, demo: string): Promise<void> {
  await page.evaluate((name) => window.lectern.demo.stop(name), demo);
  await until(async () => /exited|failed|stopped/.test(await state(page, demo)), `${demo} to end`);
}

/** As editors do: another file takes the place of the old one. */
async function save(path: string, source: string): Promise<void> {
  await writeFile(`${path}~`, source);
  await rename(`${path}~`, path);
}

it('changes the snippet and the next run; slide, step and the run that goes on stay', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  const source = join(folder.path, 'demos/ticker.ts');
  await go(page, 1, 1);
  await codeIs(page, "'one'");
  await run(page, 'ticker');
  await shows(page, 'ticker', /^one\s*$/);

  await save(source, ticker('two'));
  await codeIs(page, "'two'");
  expect([await place(page), await state(page, 'ticker'), (await text(page, 'ticker')).trim()]).toEqual([[1, 1], 'running', 'one']);
  await stop(page, 'ticker');
  await run(page, 'ticker');
  await shows(page, 'ticker', /^two\s*$/);
  await stop(page, 'ticker');

  // Broken: the slide keeps what it shows, and the run what was built last.
  await save(source, ticker('three').replace("'three';", "'three"));
  await until(() => talk.stderr().includes('demos/ticker.ts:2:'), 'a message on the broken source');
  expect(talk.stderr()).toContain('demos/ticker.ts:2:28: warning: unterminated string literal; the slides show what it was before');
  await run(page, 'ticker');
  await shows(page, 'ticker', /demos\/ticker\.ts:2:28: Unterminated string literal\s+running the last good build\s+two\s*$/);
  expect([await place(page), await code(page)]).toEqual([[1, 1], "const word: string = 'two';\nconsole.log(word);"]);
  await stop(page, 'ticker');

  // Gone, as in the middle of a save.
  await rm(source);
  await until(() => talk.stderr().includes('unknown demo "ticker"'), 'a message on the missing source');
  await run(page, 'ticker');
  await shows(page, 'ticker', /no such file: demos\/ticker\.ts\s+running the last good build\s+two\s*$/);
  expect(await code(page)).toContain("'two'");
  await stop(page, 'ticker');

  // Its region gone: the slide stays as well.
  await save(source, ticker('four').replace('#region shown', '#region other'));
  await until(() => talk.stderr().includes('no region "shown"'), 'a message on the missing region');
  expect([await place(page), await code(page)]).toEqual([[1, 1], "const word: string = 'two';\nconsole.log(word);"]);

  await save(source, ticker('five'));
  await codeIs(page, "'five'");
  await run(page, 'ticker');
  await shows(page, 'ticker', /^five\s*$/);
  expect(await place(page)).toEqual([1, 1]);
});

it('holds for the text of a demo in the talk, too', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  const path = join(folder.path, 'talk.md');
  const edit = (line: string) => save(path, TALK.replace("console.log('first');", line));
  await go(page, 2);
  await codeIs(page, "'first'");
  await run(page, 'inline');
  await shows(page, 'inline', /^first\s*$/);

  await edit("console.log('second');");
  await codeIs(page, "'second'");
  await run(page, 'inline');
  await shows(page, 'inline', /^second\s*$/);

  await edit("console.log('third';");
  await until(
    () => talk.stderr().includes('talk.md:20:20: error: the demo "inline" cannot be built: expected ")" but found ";"'),
    'a message',
  );
  await run(page, 'inline');
  await shows(page, 'inline', /^second\s*$/);
  expect([await place(page), await code(page)]).toEqual([[2, 0], "console.log('second');"]);

  await edit("console.log('fourth');");
  await codeIs(page, "'fourth'");
  await run(page, 'inline');
  await shows(page, 'inline', /^fourth\s*$/);
});
