// The same talk in either engine, by the built program: steps, a demo that runs, the
// presenter's pictures, a saved edit; and as a PDF.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { ENGINES } from '../../src/settings.ts';
import { exportTalk, readPdf } from '../export/support.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const TALK = `class: center, middle

# A talk

---

# Grows

* one

--
* two

--
* three

---
demo: hello

# Runs

\`\`\`ts
* const a = 1;
const b = 2;
\`\`\`
`;
const FILES = { 'talk.md': TALK, 'demos/hello.ts': `console.log('hello');\n` };

/** What of the slide that is shown can be read. */
const seen = (page: Page): Promise<string> =>
  page.$eval('section.present', (section) => (section as HTMLElement).innerText.trim().replace(/\s+/g, ' '));

/** Which slide the presenter view shows, and how its picture is shaped. */
const picture = (page: Page): Promise<string> =>
  page.$eval('.desk-now .picture', (element) => {
    const { width, height } = element.getBoundingClientRect();
    return `${element.querySelector('h1')?.textContent} ${(width / height).toFixed(1)}`;
  });

describe.each(ENGINES)('engine %s', (engine) => {
  it('presents a talk from its first step to its demo, and an edit of it', async () => {
    await using folder = await tempFolder(FILES);
    await using talk = await present(folder.path, 'talk.md', '--engine', engine);
    await using deck = await openPage({ width: 1600, height: 900 });
    await using desk = await openPage({ width: 1600, height: 900 });
    const errors: string[] = [];
    for (const { page } of [deck, desk]) page.on('pageerror', (error) => errors.push(String(error)));
    await open(deck.page, talk.url);
    await open(desk.page, talk.presenterUrl);
    const { page } = deck;
    await page.bringToFront();

    const way = [await seen(page)];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('PageDown');
      way.push(await seen(page));
    }
    expect(way).toEqual(['A talk', 'Grows one', 'Grows one two', 'Grows one two three', 'Runs const a = 1; const b = 2;']);

    await page.keyboard.press('r');
    await until(
      () => page.evaluate(() => window.lectern.demo.text('hello').includes('hello')),
      'the demo to speak',
      () => page.evaluate(() => window.lectern.demo.state('hello')),
    );
    await until(
      async () => /^Runs 1\.[1-8]$/.test(await picture(desk.page)),
      'the presenter view to be there',
      () => picture(desk.page),
    );

    await writeFile(join(folder.path, 'talk.md'), TALK.replace('# Runs', '# Ran'));
    await until(
      async () => (await seen(page)).startsWith('Ran'),
      'the edit',
      () => seen(page),
    );
    expect(await page.evaluate(() => [window.lectern.slide, window.lectern.total])).toEqual([2, 3]);
    expect(await page.evaluate(() => window.lectern.demo.text('hello'))).toContain('hello');
    expect(errors).toEqual([]);
  });

  it('prints a page a slide', async () => {
    await using folder = await tempFolder(FILES);
    const { code, stderr } = await exportTalk(['talk.md', '--engine', engine, '-o', 'talk.pdf'], { cwd: folder.path });
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')]);
    const { pages } = await readPdf(join(folder.path, 'talk.pdf'));
    // Our theme shows the talk's title at the foot, that of remark.js the number alone.
    const words = pages.map(({ size, lines }) => `${size.map(Math.round)} ${lines.join(' ').replace(/\s+/g, ' ')}`);
    const foot = engine === 'reveal' ? 'A talk ' : '';
    expect(words).toEqual([
      '1440,810 A talk 1 / 5',
      `1440,810 Grows one two three ${foot}4 / 5`,
      `1440,810 Runs const a = 1; const b = 2; ${foot}5 / 5`,
    ]);
  });
});
