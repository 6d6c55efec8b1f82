// Diagrams of a stranger's. Where no Mermaid lies beside the talk they are code like
// any other; what one draws stays in its own root, whatever it is made to draw.
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { renderSlide } from '../../src/render/slide.ts';
import { compiled } from '../compile/support.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { listen, watchPage } from './watch.ts';

const RUN = 'top.__x=1';
const SOURCES = [
  '%%{init:{"securityLevel":"loose","themeCSS":"*{display:none}"}}%%\ngraph TD; A-->B; click A "javascript:top.__x=1"',
  `sequenceDiagram\nparticipant A as $$<img src=no.png onerror=${RUN}>$$`,
  'graph TD; A; classDef x fill:red</style></svg><style>*{display:none}</style>',
  'xychart-beta\nx-axis [a, b]\ny-axis "y" 5 --> 5\nbar [1, 1e999]',
  'architecture-beta\ngroup __proto__(cloud)[x]\nservice constructor(server)[y] in __proto__',
  `graph TD\n${'a-->b\n'.repeat(501)}`,
  `graph TD\n%% ${'x'.repeat(50_001)}`,
];

it('test 49: without Mermaid a diagram is code, each letter of it', () => {
  for (const source of SOURCES) {
    const { deck, messages } = compiled(`# a\n\n\`\`\`mermaid\n${source}\n\`\`\`\n`, { options: { dialect: 'remark' } });
    expect(deck.slides.flatMap(({ codeBlocks }) => codeBlocks.map(({ text }) => text))).toEqual([source]);
    expect(messages.map(({ rule }) => rule)).toEqual(['diagram']);
    const page = deck.slides.map((slide) => renderSlide(slide, { tokens: () => undefined, fileUrl: (file) => file }).html).join('');
    expect(page).not.toMatch(/<img|<style|<svg/);
  }
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
});

/** In Mermaid's place, as if all that it takes out were let through: it gives the source back as the drawing. */
const MERMAID = `window.mermaid = {
  initialize(options) { window.asked = options; },
  async render(id, source) { return { svg: '<svg id="' + id + '" viewBox="0 0 320 160">' + source + '</svg>' }; },
};`;

it('test 49: what a drawing holds changes nothing around it, and does not run', async () => {
  await using other = await listen();
  const evil = [
    `</svg><style>* { display: none !important; } .slide + .slide { color: red !important; } @import "${other.url}/import.css";</style>`,
    `<script>${RUN}</script><img src="no.png" onerror="${RUN}"><svg onload="${RUN}"></svg>`,
    `<b id="stage">b</b><b id="boot">b</b><a href="javascript:${RUN}">a</a>`,
  ].join('');
  await using folder = await tempFolder({
    'package.json': '{}',
    'node_modules/mermaid/dist/mermaid.min.js': MERMAID,
    'talk.md': `---\ndialect: remark\n---\n# One\n\n---\n# Two\n\n\`\`\`mermaid\n${evil}\n\`\`\`\n\n---\n# Three\n`,
  });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  const seen = watchPage(page, new URL(talk.url).origin);
  await open(page, talk.url);
  await page.keyboard.press('PageDown');
  await page.waitForSelector('figure.diagram[data-drawn]');
  expect(await page.evaluate(() => (window as { asked?: { securityLevel?: string } }).asked?.securityLevel)).toBe('strict');
  // What would run runs when it is parsed or loaded: a frame later it has.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const looks = () =>
    page.$$eval('section.present h1, #stage, #deck', (all) =>
      all.map((one) => [getComputedStyle(one).display, getComputedStyle(one).color].join(' ')),
    );
  const there = await looks();
  expect(there.length).toBe(3);
  expect(there.filter((look) => /^none|rgb\(255, 0, 0\)/.test(look))).toEqual([]);
  await page.keyboard.press('PageDown');
  await until(() => page.evaluate(() => window.lectern.slide === 2), 'the slide behind');
  expect(await looks()).toEqual(there);
  expect([await page.evaluate(() => (window as { __x?: unknown }).__x), seen, other.hits]).toEqual([undefined, [], []]);
});
