// A demo's source saved on stage: the panel says that the recording is older than the
// code, until it is recorded afresh; and after an edit that was taken back.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { lectern } from '../support/cli.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const foot = (page: Page) => page.$eval('.foot-left', (element) => (element as HTMLElement).innerText);
const title = (page: Page) => page.$eval('[data-control="recording"]', (button) => button.getAttribute('title') ?? '');
const says = (page: Page, wanted: string) =>
  until(
    async () => (await foot(page)) === wanted,
    `the foot to say "${wanted}"`,
    () => foot(page),
  );

const OLDER = 'recording is older than the code';

it('before the first run, with the recording, and no more once it is recorded afresh', async () => {
  const source = `console.log('one');\n`;
  await using folder = await tempFolder({
    'package.json': '{}',
    'talk.md': '---\ndialect: remark\n---\ndemo: tick\n\n# Tick\n',
    'demos/tick.ts': source,
  });
  const file = join(folder.path, 'demos', 'tick.ts');
  const record = async () => expect((await lectern(['demo', 'record', 'tick'], { cwd: folder.path })).code).toBe(0);
  await record();
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const { page } = opened;
  await open(page, talk.url);
  await page.waitForSelector('.panel[data-demo="tick"]');
  expect([await foot(page), await title(page)]).toEqual(['', '']);

  await writeFile(file, `console.log('two');\n`);
  await says(page, OLDER);
  expect(await title(page)).toBe(OLDER);
  await page.reload();
  await page.waitForSelector('html[data-lectern="ready"]');
  await page.waitForSelector('.panel[data-demo="tick"]');
  await says(page, OLDER);
  await page.keyboard.press('e');
  await says(page, `exit code 0 · ${OLDER}`);
  expect(await page.evaluate(() => window.lectern.demo.text('tick'))).toBe('one');

  // Of a recording that is as old as the code nothing is said; an edit that is taken back is none.
  await writeFile(file, source);
  await says(page, 'exit code 0');
  await writeFile(file, `console.log('three');\n`);
  await says(page, `exit code 0 · ${OLDER}`);
  await record();
  await says(page, 'exit code 0');
  expect([await title(page), (await readFile(file, 'utf8')).trim()]).toEqual(['', `console.log('three');`]);
});
