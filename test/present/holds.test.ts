// What slides may hold, in a real browser: formulas with their faces (and nothing of
// them for a talk without), footnotes at the foot, columns, links to headings.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const mathSheets = (page: Page) =>
  page.$$eval('link[rel="stylesheet"]', (links) => links.filter((link) => link.href.includes('/math-')).length);

/** Whether the formula on the slide is set in its own faces. */
const isSet = (page: Page) =>
  page.evaluate(() => {
    const formula = document.querySelector('section.present .katex-html .mathnormal');
    return formula !== null && getComputedStyle(formula).fontFamily.includes('KaTeX_Math') && document.fonts.check('16px KaTeX_Math');
  });

it('a formula that an edit brings is set, and only then are its style sheet and faces asked for', async () => {
  const without = '---\ndialect: remark\n---\n# Sum\n\nIt costs $5 and $6.\n';
  await using folder = await tempFolder({ 'package.json': '{}', 'talk.md': without });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1280, height: 720 });
  const { page } = opened;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page, talk.url);
  expect(await mathSheets(page)).toBe(0);

  await writeFile(join(folder.path, 'talk.md'), `${without}\nAnd $x^2$ is free.\n`);
  await until(async () => (await mathSheets(page)) === 1 && (await isSet(page)), 'the formula to be set');
  expect(await page.$eval('section.present', (section) => section.textContent?.includes('It costs $5 and $6.'))).toBe(true);
  expect(asked.filter((path) => /katex|math/i.test(path)).every((path) => path.startsWith('/assets/'))).toBe(true);

  // Who comes later gets it with the page.
  await page.reload();
  await page.waitForSelector('html[data-lectern="ready"]');
  expect(await mathSheets(page)).toBe(1);
  await until(() => isSet(page), 'the formula to be set in the new page');
});

const CONTENT = `---
dialect: remark
---
# Links

[there](#the-event-loop) and a note[^a].

[^a]: At the foot.
---
# Filler
---
# The event loop

:::columns
:::column{width=30%}
left
:::column
right
:::
:::
`;

it('footnotes stand at the foot, columns side by side, and a link leads to its heading', async () => {
  await using folder = await tempFolder({ 'package.json': '{}', 'talk.md': CONTENT });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1920, height: 1080 });
  const { page } = opened;
  await open(page, talk.url);
  const foot = await page.$eval('section.present .footnotes', (notes) => {
    const slide = notes.closest('section')?.getBoundingClientRect();
    const box = notes.getBoundingClientRect();
    return { gap: Math.round((slide?.bottom ?? 0) - box.bottom), fit: notes.closest('section')?.style.getPropertyValue('--fit') };
  });
  // 112 px of padding and nothing between, and the type keeps its size.
  expect(foot).toEqual({ gap: 112, fit: '' });

  await page.click('section.present a[href="#the-event-loop"]');
  await until(() => page.evaluate(() => window.lectern.slide === 2), 'the slide of the heading');
  const columns = await page.$$eval('section.present .column', (boxes) =>
    boxes.map((box) => box.getBoundingClientRect()).map(({ left, top, width }) => ({ left, top, width })),
  );
  const [left, right] = columns;
  expect(columns).toHaveLength(2);
  expect(left?.top).toBe(right?.top);
  expect((right?.left ?? 0) > (left?.left ?? 0) + (left?.width ?? 0)).toBe(true);
  expect(Math.round((100 * (left?.width ?? 0)) / ((left?.width ?? 0) + (right?.width ?? 1)))).toBeLessThan(35);
});

/** In Mermaid's place: the same calls, drawing the source's first word. */
const MERMAID = `window.mermaid = {
  initialize(options) { this.options = options; },
  async render(id, source) {
    if (source.includes('broken')) throw new Error('cannot read this');
    return { svg: '<svg id="' + id + '" viewBox="0 0 320 160" data-theme="' + this.options.theme + '"><text>' + source.split(' ')[0] + '</text></svg>' };
  },
};`;

it('a diagram is drawn by the Mermaid beside the talk, in the colours of its slide; what it cannot read stays source', async () => {
  await using folder = await tempFolder({
    'package.json': '{}',
    'node_modules/mermaid/dist/mermaid.min.js': MERMAID,
    'talk.md':
      '---\ndialect: remark\n---\n```mermaid\ngraph LR\n```\n---\nclass: inverse\n\n```mermaid\npie x\n```\n---\n```mermaid\nbroken\n```\n',
  });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1280, height: 720 });
  const { page } = opened;
  await open(page, talk.url);
  const figures = () =>
    page.$$eval('figure.diagram', (all) =>
      all.map((figure) => ({
        drawn: figure.querySelector('.drawing')?.shadowRoot?.textContent ?? null,
        theme: figure.querySelector('.drawing')?.shadowRoot?.querySelector('svg')?.dataset.theme ?? null,
        source: figure.hasAttribute('data-failed') ? figure.querySelector('pre')?.textContent : null,
      })),
    );
  const wanted = [
    { drawn: 'graph', theme: 'neutral', source: null },
    { drawn: 'pie', theme: 'dark', source: null },
    { drawn: null, theme: null, source: 'broken' },
  ];
  await until(
    async () => JSON.stringify(await figures()) === JSON.stringify(wanted),
    'the diagrams to be drawn',
    async () => JSON.stringify(await figures()),
  );
});
