// The code line of a mark lights up when a run reaches it, live and recorded, in the
// deck and in the presenter's picture, and goes out with the next mark or step.
import type { Page } from 'puppeteer';
import { it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const TALK = `---
dialect: remark
---
demo: two

# Two marks

\`\`\`ts file=demos/two.ts#body {1|2|all}
\`\`\`

---

# Another
`;

/** Reaches its second mark when a key is pressed. */
const PROGRAM = `const key = () => new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.setRawMode?.(true);
// #region body
// @mark one
console.log('first');
await key();

// @mark two
console.log('second');
await key();
// #endregion
process.exit();
`;

const CAST = encodeCast(castHeader({ columns: 72, rows: 24 }, {}), [
  { type: 'output', time: 0, pane: 'two', data: 'start\r\n' },
  { type: 'marker', time: 0.1, pane: 'two', label: 'two' },
  { type: 'output', time: 600, pane: 'two', data: 'end\r\n' },
]);
const FILES = { 'talk.md': TALK, 'package.json': '{}', 'demos/two.ts': PROGRAM, 'demos/two.cast': CAST };

const lit = (page: Page) =>
  page.$$eval(':is(.present:not(.stack), .desk-now .picture) figure.code .line.lit', (lines) =>
    lines.map((line) => line.textContent?.trim()),
  );
const lights = (page: Page, wanted: readonly string[]) =>
  until(
    async () => (await lit(page)).join('|') === wanted.join('|'),
    `${wanted} to be lit`,
    () => page.url(),
  );

it('live: the line of each mark, until the next mark or step; recorded as well', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const { page } = opened;
  await open(page, talk.url);
  const presenter = await opened.another();
  await open(presenter, talk.presenterUrl);
  await page.bringToFront();
  await lights(page, [`console.log('first');`]);
  await page.evaluate(() => window.lectern.next());
  await lights(page, ['await key();']);

  await page.keyboard.press('r');
  for (const window of [page, presenter]) await lights(window, [`console.log('first');`]);
  await page.locator('.pane').click();
  await page.waitForSelector('.pane.has-focus');
  await page.keyboard.type('k');
  for (const window of [page, presenter]) await lights(window, [`console.log('second');`]);
  // A window that comes later has the light as well; so has one that comes back to the slide.
  await page.reload();
  await page.waitForSelector('html[data-lectern="ready"]');
  await lights(page, [`console.log('second');`]);
  await page.evaluate(() => window.lectern.go(1));
  await page.evaluate(() => window.lectern.go(0, 1));
  for (const window of [page, presenter]) await lights(window, [`console.log('second');`]);

  await page.evaluate(() => window.lectern.next());
  for (const window of [page, presenter]) await lights(window, []);
  await page.evaluate(() => window.lectern.prev());
  await lights(page, ['await key();']);

  await page.evaluate(() => window.lectern.demo.replay('two'));
  for (const window of [page, presenter]) await lights(window, [`console.log('second');`]);
  await page.evaluate(() => window.lectern.demo.live('two'));
  for (const window of [page, presenter]) await lights(window, [`console.log('first');`]);
});
