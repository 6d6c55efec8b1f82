// The grid is the demo's at every size of the panel, whole and as large as fits.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bench, demo, openBench, type Site, serveLab, status } from './bench.ts';

let site: Site;
beforeAll(async () => {
  site = await serveLab();
});
afterAll(() => site[Symbol.asyncDispose]());

interface Measured {
  /** Characters a line holds, and lines a screen: as drawn. */
  readonly grid: string;
  readonly inside: boolean;
  /** Share of the box's width or height that the grid fills, whichever is more. */
  readonly fill: number;
  /** A device pixel more a cell, across or down, and it would no longer fit. */
  readonly tight: boolean;
  readonly font: number;
  /** Controls and words that stick out of the panel. */
  readonly cut: string[];
}

const measure = (bench: Bench): Promise<Measured[]> =>
  bench.page.$$eval('.pane', (panes) =>
    panes.map((pane) => {
      const screen = pane.querySelector('.xterm-screen')?.getBoundingClientRect() ?? new DOMRect();
      const box = pane.querySelector('.pane-box')?.getBoundingClientRect() ?? new DOMRect();
      const rows = [...pane.querySelectorAll('.xterm-rows > div')];
      const longest = Math.max(...rows.map((row) => row.textContent?.length ?? 0));
      const near = 0.5;
      const host = document.querySelector('.panel')?.getBoundingClientRect() ?? new DOMRect();
      const outside = (element: Element): boolean => {
        const place = element.getBoundingClientRect();
        return place.width > 0 && (place.right > host.right + near || place.bottom > host.bottom + near || place.left < host.left - near);
      };
      return {
        grid: `${longest}x${rows.length}`,
        inside: screen.right <= box.right + near && screen.bottom <= box.bottom + near && screen.width > 0,
        fill: Math.max(screen.width / box.width, screen.height / box.height),
        tight: screen.width + longest / devicePixelRatio > box.width || screen.height + rows.length / devicePixelRatio > box.height,
        font: Number.parseFloat(getComputedStyle(pane.querySelector('.xterm-rows') ?? pane).fontSize),
        cut: [...document.querySelectorAll('.panel-button, .pill, .pane-head, .panel-foot')]
          .filter(outside)
          .map((element) => element.className),
      };
    }),
  );

const panes = (count: number): { name: string; command: string }[] =>
  Array.from({ length: count }, (_, i) => ({ name: i === 0 ? 'queue' : `pane ${i}`, command: 'node program.ts --with some arguments' }));

it.each([
  [712, 1080, 1, 1],
  [712, 1080, 1, 3],
  [1024, 340, 0.71, 1],
  [1024, 340, 0.53, 3],
  [379, 768, 0.71, 1],
  [379, 768, 0.71, 3],
  [1424, 2160, 2, 2],
])('72 by 24 in %i x %i at --k %f with %i panes', async (width, height, k, count) => {
  await using bench = await openBench(site, [demo({ size: { columns: 72, rows: 24 }, panes: panes(count) })], { width, height }, k);
  await bench.status(status('running', 'r1'));
  for (const { name } of panes(count)) {
    await bench.output('r1', `${'M'.repeat(72)}\r\n`, name);
    await bench.text(/M/, 'queue', name);
  }
  await bench.page.waitForFunction(() => [...document.querySelectorAll('.xterm-rows')].every((rows) => rows.textContent?.includes('M')));
  for (const { grid, inside, fill, tight, font, cut } of await measure(bench)) {
    expect({ grid, inside, cut }).toEqual({ grid: '72x24', inside: true, cut: [] });
    // Cells are whole device pixels high, and wide in browsers that hint: with few pixels a cell the steps are coarse.
    expect(fill > 0.85 || tight || font >= 26 * k - 0.5, `fills ${fill} of its box at ${font} px`).toBe(true);
  }
});

it('follows its host, and one that was hidden', async () => {
  await using bench = await openBench(site, [demo({ size: { columns: 72, rows: 24 } })]);
  await bench.status(status('running', 'r1'));
  const font = async (): Promise<number> => (await measure(bench))[0]?.font ?? 0;
  const wide = await font();
  const setWidth = (width: string): Promise<void> =>
    bench.page.$eval('#host', (host, w) => host.setAttribute('style', `width: ${w}`), width);
  await setWidth('356px');
  await bench.page.waitForFunction(
    (before) => Number.parseFloat(getComputedStyle(document.querySelector('.xterm-rows') ?? document.body).fontSize) < before,
    {},
    wide,
  );
  expect((await measure(bench))[0]).toMatchObject({ inside: true, grid: expect.stringMatching(/x24$/) });
  await bench.page.$eval('#host', (host) => host.setAttribute('style', 'display: none'));
  await bench.output('r1', 'while hidden');
  expect(await bench.text(/while hidden/)).toBe('while hidden');
  await setWidth('712px');
  await bench.page.waitForFunction(
    (before) => Number.parseFloat(getComputedStyle(document.querySelector('.xterm-rows') ?? document.body).fontSize) === before,
    {},
    wide,
  );
  expect((await measure(bench))[0]).toMatchObject({ inside: true });
});

it('a demo that was never shown has its text, and is drawn when it is shown', async () => {
  await using bench = await openBench(site, [
    demo(),
    demo({ name: 'gather', title: 'Gather', panes: [{ name: 'gather', command: 'node gather.ts' }] }),
  ]);
  await bench.status(status('running', 'g1', { name: 'gather' }));
  await bench.output('g1', 'all together\r\n', 'gather', 'gather');
  expect(await bench.text(/together/, 'gather')).toBe('all together');
  await bench.page.evaluate(() => window.lab.panel.show(['gather']));
  await bench.page.waitForFunction(() => /together/.test(document.querySelector('[data-pane="gather"] .xterm-rows')?.textContent ?? ''));
  expect((await measure(bench))[0]).toMatchObject({ inside: true });
});

it('sets every colour of the terminal off by a contrast of 4.5 or more', async () => {
  await using bench = await openBench(site, [demo()]);
  await bench.status(status('running', 'r1'));
  const codes = [...Array.from({ length: 8 }, (_, i) => 30 + i), ...Array.from({ length: 8 }, (_, i) => 90 + i)];
  await bench.output('r1', codes.map((code) => `\x1b[${code}mc${code}\x1b[0m `).join(''));
  await bench.page.waitForFunction(() => /c97/.test(document.querySelector('.xterm-rows')?.textContent ?? ''));
  const poor = await bench.page.evaluate(() => {
    const luminance = (color: string): number => {
      const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
        const c = Number(part) / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = luminance(getComputedStyle(document.querySelector('.pane') ?? document.body).backgroundColor);
    const spans = [...document.querySelectorAll('.xterm-rows span')].filter((span) => /^c\d/.test(span.textContent ?? ''));
    return [
      spans.length,
      spans.filter((span) => (luminance(getComputedStyle(span).color) + 0.05) / (ground + 0.05) < 4.5).map((span) => span.textContent),
    ];
  });
  expect(poor).toEqual([16, []]);
});
