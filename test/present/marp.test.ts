// A Marp talk in the page: laid out by Marp, shown by us. Each slide stands in a
// shadow root; steps, panel, live reload and the presenter's pictures reach into it.
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JSHandle, Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const TALK = `---
marp: true
theme: gaia
title: A Marp talk
paginate: true
style: |
  body, .chrome, .panel { outline: 7px solid red }
  section { --told: yes }
---

# <!-- fit --> As wide as the slide

![bg](ground.svg)

---

* one
* two

\`\`\`ts {1|2}
const a = 1;
const b = 2;
\`\`\`

<style scoped>
  ul { color: rgb(1, 2, 3) }
</style>

---

<!-- demo: hello -->

## Beside a demo

- a list of another slide
`;
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="tan"/></svg>';
const FILES = { 'talk.md': TALK, 'ground.svg': SVG, 'demos/hello.ts': `console.log('hello');\n` };

/** What a function sees of the shadow root of the slide that is shown. */
async function inSlide<T>(page: Page, look: (root: ShadowRoot) => T): Promise<Awaited<T>> {
  // While a talk is written anew it may be short of the slide for a moment.
  const handle = await page.waitForFunction(() => {
    const slide = document.querySelectorAll('.slides > section')[window.lectern.slide];
    return slide?.querySelector('[data-shadow]')?.shadowRoot;
  });
  return (handle as JSHandle<ShadowRoot>).evaluate(look);
}
const go = (page: Page, slide: number, step = 0) => page.evaluate((to) => window.lectern.go(to[0] ?? 0, to[1]), [slide, step]);
const place = (page: Page) => page.evaluate(() => `${window.lectern.slide}.${window.lectern.step}`);
/** The lines and items of the slide, \`-\` before those that are hidden, \`*\` before those that are lit. */
const shown = (page: Page) =>
  inSlide(page, (root) =>
    [...root.querySelectorAll<HTMLElement>('li, .line')].map((node) => {
      const hidden = getComputedStyle(node).visibility === 'hidden';
      return `${hidden ? '-' : node.classList.contains('lit') ? '*' : ''}${node.textContent?.trim()}`;
    }),
  );

it('shows a Marp talk: its theme, steps by keys, scaled headings, and nothing asked of any other machine', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  await open(page, talk.url);

  // Scaled to the slide's width, but for its padding.
  await until(
    () =>
      inSlide(page, (root) => {
        const [svg, h1] = [root.querySelector('svg'), root.querySelector('h1')];
        const text = h1?.shadowRoot?.querySelector('marp-auto-scaling')?.shadowRoot?.querySelector('foreignObject > span');
        const [wide, all] = [text?.getBoundingClientRect().width ?? 0, svg?.getBoundingClientRect().width ?? 1];
        return wide > 0.85 * all && wide <= all;
      }),
    'the heading to be as wide as the slide',
  );
  expect(await inSlide(page, (root) => getComputedStyle(root.querySelector('figure') as Element).backgroundImage)).toMatch(
    /\/files\/ground\.svg/,
  );
  const bodies = () =>
    page.evaluate(() => [document.body, document.querySelector('.chrome')].map((e) => e && getComputedStyle(e).outlineStyle));
  expect(await bodies()).toEqual(['none', 'none']);

  await page.keyboard.press('ArrowRight');
  const seen: Record<string, string[]> = {};
  for (;;) {
    const now = await place(page);
    if (!now.startsWith('1.')) break;
    seen[now] = await shown(page);
    await page.keyboard.press('ArrowRight');
    await until(async () => (await place(page)) !== now, 'the next step');
  }
  expect(seen).toEqual({
    '1.0': ['-one', '-two', '*const a = 1;', 'const b = 2;'],
    '1.1': ['one', '-two', '*const a = 1;', 'const b = 2;'],
    '1.2': ['one', 'two', '*const a = 1;', 'const b = 2;'],
    '1.3': ['one', 'two', 'const a = 1;', '*const b = 2;'],
  });
  await go(page, 1, 3);
  const listColor = () => inSlide(page, (root) => getComputedStyle(root.querySelector('ul') as Element).color);
  expect(await listColor()).toBe('rgb(1, 2, 3)');

  await go(page, 2);
  expect(await listColor()).not.toBe('rgb(1, 2, 3)');
  await page.keyboard.press('r');
  await until(async () => /hello/.test(await page.evaluate(() => window.lectern.demo.text('hello'))), 'the demo to say hello');
  // In its own proportions beside the panel.
  const box = await inSlide(page, (root) => {
    const section = root.querySelector('section')?.getBoundingClientRect();
    return { ratio: Math.round((100 * (section?.width ?? 0)) / (section?.height ?? 1)), right: section?.right ?? 0 };
  });
  const panel = await page.evaluate(() => document.querySelector('#panel')?.getBoundingClientRect().left ?? 0);
  expect(box.ratio).toBe(178);
  expect(box.right).toBeLessThanOrEqual(panel + 1);

  expect(asked.filter((url) => !url.startsWith(new URL(talk.url).origin) && !url.startsWith('data:'))).toEqual([]);
});

it('keeps its place when a Marp talk is edited, and takes new words and new styles', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  await go(page, 1, 2);
  // Whole at once: what stays half written for long counts as it is, and has no such place.
  await writeFile(join(folder.path, 'talk.md~'), TALK.replace('* two', '* two, edited').replace('--told: yes', 'color: rgb(9, 8, 7)'));
  await rename(join(folder.path, 'talk.md~'), join(folder.path, 'talk.md'));
  await until(async () => (await shown(page))[1] === 'two, edited', 'the edit');
  expect(await place(page)).toBe('1.2');
  expect(await shown(page)).toEqual(['one', 'two, edited', '*const a = 1;', 'const b = 2;']);
  expect(await inSlide(page, (root) => getComputedStyle(root.querySelector('section') as Element).color)).toBe('rgb(9, 8, 7)');
});

it('shows a Marp talk to the speaker and in the overview', async () => {
  await using folder = await tempFolder(FILES);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.presenterUrl);
  const picture = () =>
    page.evaluate(() => {
      const roots = [...document.querySelectorAll('.picture [data-shadow]')].map((host) => host.shadowRoot);
      return roots.map((root) => {
        const section = root?.querySelector('section[data-theme="gaia"]:not([data-marpit-advanced-background="background"])');
        return [section?.textContent?.trim().split('\n')[0], section != null && getComputedStyle(section).backgroundColor];
      });
    });
  await until(async () => (await picture()).length === 2, 'two pictures');
  const [[now] = [], [next, ground] = []] = await picture();
  expect([now, next, ground]).toEqual(['As wide as the slide', 'one', 'rgb(255, 248, 225)']);

  await open(page, talk.url);
  await page.keyboard.press('o');
  const cells = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.cell [data-shadow]')].map((host) => host.shadowRoot?.querySelector('section') !== null),
    );
  await until(async () => (await cells()).length === 3, 'three cells');
  expect(await cells()).toEqual([true, true, true]);
});
