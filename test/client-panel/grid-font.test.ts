// The font that makes a grid fill its box, without a browser.
import { expect, it } from 'vitest';
import { gridFont } from '../../src/client/panel/grid-font.ts';

/** JetBrains Mono. */
const face = { advance: 0.6, height: 1.32 };

it.each([
  ['the width decides', { columns: 72, rows: 24 }, { width: 664, height: 900 }, 26, { size: 15.25, lineHeight: 1.15 }],
  ['the height decides', { columns: 72, rows: 24 }, { width: 664, height: 400 }, 26, { size: 12, lineHeight: 1.06 }],
  ['never larger than asked', { columns: 20, rows: 4 }, { width: 664, height: 900 }, 26, { size: 26, lineHeight: 1.15 }],
  ['never nothing', { columns: 500, rows: 500 }, { width: 30, height: 30 }, 26, { size: 2, lineHeight: 1 }],
])('%s', (_, grid, box, most, font) => {
  expect(gridFont(grid, box, face, most, 1)).toEqual(font);
});

it('stays inside every box, at every density', () => {
  for (let width = 100; width <= 1200; width += 37) {
    for (let height = 60; height <= 1000; height += 41) {
      for (const dpr of [1, 1.25, 2]) {
        const grid = { columns: 72, rows: 24 };
        const { size, lineHeight } = gridFont(grid, { width, height }, face, 26, dpr);
        if (size <= 2) continue;
        const cell = Math.floor(Math.ceil(face.height * size * dpr) * lineHeight) / dpr;
        expect(Math.round(face.advance * size * grid.columns)).toBeLessThanOrEqual(width);
        expect(Math.round(cell * grid.rows)).toBeLessThanOrEqual(height);
      }
    }
  }
});
