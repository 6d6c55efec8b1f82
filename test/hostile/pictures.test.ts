// SVG of a stranger's, as a file beside the talk and in the text itself: it draws at
// most, and what would never get drawn is left out with a message.
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { MOST_USED, usedInText } from '../../src/compile/uses.ts';
import { compiled } from '../compile/support.ts';
import { exportTalk, readPdf } from '../export/support.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { listen, liveMarkup, watchPage } from './watch.ts';

/** Ten to the power of `levels` squares. */
function bomb(levels: number, prefix = 'a'): string {
  const level = (i: number): string => `<g id="${prefix}${i + 1}">${`<use href="#${prefix}${i}"/>`.repeat(10)}</g>`;
  const levelsOf = Array.from({ length: levels }, (_, i) => level(i)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><g id="${prefix}0"><rect width="1" height="1"/></g>${levelsOf}</defs><use href="#${prefix}${levels}"/></svg>`;
}

const RUN = 'top.__x=1';
const HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90"';
/** Each as a file and in the text. */
const pictures = (host: string): Readonly<Record<string, string>> => ({
  script: `<svg ${HEAD}><script>${RUN}</script><script href="${host}/script.js"/><rect width="9" height="9"/></svg>`,
  onload: `<svg ${HEAD} onload="${RUN}"><rect width="9" height="9" onclick="${RUN}"><set attributeName="x" onbegin="${RUN}" dur="1s"/></rect></svg>`,
  foreign: `<svg ${HEAD}><foreignObject width="90" height="90"><body xmlns="http://www.w3.org/1999/xhtml"><img src="no.png" onerror="${RUN}"/><iframe src="javascript:${RUN}"></iframe><script>${RUN}</script></body></foreignObject></svg>`,
  links: `<svg ${HEAD}><a xlink:href="javascript:${RUN}"><text y="20">a</text></a><a href="javascript:${RUN}"><text y="40">b</text></a></svg>`,
  outside: `<svg ${HEAD}><use href="${host}/use.svg#a"/><use xlink:href="data:image/svg+xml,&lt;svg id='x' onload='${RUN}'/&gt;#x"/><style>@import "${host}/import.css";</style></svg>`,
  nested: `<svg ${HEAD}><use href="#self"/><g id="self"><use href="#self"/><use href="#other"/></g><g id="other"><use href="#self"/></g></svg>`,
});
const ENTITIES = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'abcdefghij'[i + 1]} "${`&${'abcdefghij'[i]};`.repeat(10)}">`).join('')}<!ENTITY file SYSTEM "file:///etc/passwd">]><svg ${HEAD}><text y="20">&j;&file;</text></svg>`;

it('test 47: hostile SVG neither runs nor asks nor stops the talk, as a file and in the text', async () => {
  await using other = await listen();
  const all = pictures(other.url);
  const slides = Object.entries(all).map(([name, svg]) => `# ${name}\n\n![](${name}.svg)\n\n${svg}\n`);
  const bombs = `# bombs\n\n![](bomb.svg)\n\n<img src="bomb.svg" alt="x">\n\n${bomb(6, 'b')}\n\n![](entities.svg)\n`;
  const files = Object.fromEntries(Object.entries(all).map(([name, svg]) => [`${name}.svg`, svg]));
  await using folder = await tempFolder({
    'package.json': '{}',
    ...files,
    'bomb.svg': bomb(6),
    'entities.svg': ENTITIES,
    'talk.md': ['---\ndialect: remark\n---\n# First\n', ...slides, bombs, '# Last\n'].join('\n---\n\n'),
  });
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  const seen = watchPage(page, new URL(talk.url).origin);
  for (const url of [talk.url, talk.presenterUrl]) {
    await open(page, url);
    await page.evaluate(() => window.lectern.go(0));
    const total = Object.keys(all).length + 3;
    for (let slide = 1; slide < total; slide++) {
      await page.keyboard.press('PageDown');
      await until(() => page.evaluate((at) => window.lectern.slide === at, slide), `slide ${slide}`);
      // Painted, not only there.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      expect(await liveMarkup(page)).toEqual([]);
    }
    expect(await page.evaluate(() => window.lectern.slide)).toBe(total - 1);
  }
  expect([await page.evaluate(() => (window as { __x?: unknown }).__x), seen, other.hits]).toEqual([undefined, [], []]);

  const { code, stderr } = await exportTalk(['talk.md', '-o', 'out.pdf'], { cwd: folder.path });
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/"bomb\.svg" comes to more than 4000 shapes by its <use>, and is left out/);
  expect((await readPdf(`${folder.path}/out.pdf`)).pages.map(({ lines }) => lines[0])).toEqual([
    'First',
    ...Object.keys(all),
    'bombs',
    'Last',
  ]);
});

it('test 47: what <use> comes to is counted without drawing it', () => {
  const counts = [bomb(1), bomb(2), bomb(3), bomb(6), bomb(60)].map(usedInText);
  expect(counts.map((count) => count > MOST_USED)).toEqual([false, false, true, true, true]);
  // Nothing is drawn twice: a picture of many shapes, and one whose parts name themselves.
  expect(usedInText(`<svg>${'<rect/>'.repeat(100_000)}</svg>`)).toBe(0);
  expect(usedInText('<svg><g id="a"><use href="#a"/></g></svg>')).toBeLessThan(10);
  expect(usedInText(`<svg><symbol id="s"><path/></symbol>${'<use xlink:href="#s"/>'.repeat(300)}</svg>`)).toBe(600);
  // Names that are written otherwise, closed otherwise, or in comments.
  expect(usedInText(bomb(6).replaceAll('#a', '&#35;&#x61;'))).toBeGreaterThan(MOST_USED);
  expect(usedInText(bomb(6).replaceAll('"/>', '" x="/>"></use>'))).toBeGreaterThan(MOST_USED);
  expect(usedInText(bomb(6).replaceAll('<use ', '<!-- <g> --><use '))).toBeGreaterThan(MOST_USED);
  for (const text of [
    '<use',
    '<use <!--',
    '</use></use><use>',
    '<use href=#',
    `<use>${'<!--'.repeat(100_000)}`,
    `<use>${'<a "'.repeat(100_000)}`,
  ])
    expect(usedInText(text)).toBeGreaterThanOrEqual(0);
});

it('test 47: too much in a slide is taken out with a message, and only there', () => {
  const { messages } = compiled(`# a\n\n${bomb(2, 'x')}\n\n---\n\n# b\n\n${bomb(6)}`, { options: { dialect: 'remark' } });
  expect(messages.map(({ reason }) => reason)).toEqual(['<use> is taken out: those of this slide come to more than 4000 shapes']);
  expect(new Set(messages.map(({ line }) => line))).toEqual(new Set([9]));
});
