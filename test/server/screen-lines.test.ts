// What a terminal shows, as lines with their looks; and as HTML for a printed page.
import { expect, it } from 'vitest';
import type { ScreenLine } from '../../src/demo.ts';
import { lineHtml } from '../../src/render/print-screen.ts';
import { createScreens } from '../../src/server/screen.ts';

async function linesOf(data: string, columns = 20, rows = 4): Promise<readonly ScreenLine[]> {
  const screen = createScreens().create(columns, rows);
  screen.write(data);
  const lines = await screen.lines();
  screen.close();
  return lines;
}

const html = async (data: string) => (await linesOf(data)).map(lineHtml);

const PLAIN = { color: null, ground: null, inverse: false, bold: false, dim: false, italic: false, underline: false, strike: false };

it('the last screen, not what scrolled off it, without blanks at the ends', async () => {
  expect(await linesOf('one\r\ntwo\r\n\r\nfour   \r\nfive\r\n')).toEqual([
    [],
    [{ ...PLAIN, text: 'four', cells: 4 }],
    [{ ...PLAIN, text: 'five', cells: 4 }],
  ]);
  expect(await linesOf('x\x1b[2J\x1b[H')).toEqual([]);
});

it('runs of equal look, wide letters by themselves', async () => {
  expect(await linesOf('a\x1b[1;31mb c\x1b[0m 日x')).toEqual([
    [
      { ...PLAIN, text: 'a', cells: 1 },
      { ...PLAIN, color: 1, bold: true, text: 'b c', cells: 3 },
      { ...PLAIN, text: ' ', cells: 1 },
      { ...PLAIN, text: '日', cells: 2 },
      { ...PLAIN, text: 'x', cells: 1 },
    ],
  ]);
});

it('the alternate screen is what is seen while it is up', async () => {
  expect(await html('below\x1b[?1049h\x1b[Habove')).toEqual(['above']);
  expect(await html('below\x1b[?1049h\x1b[Habove\x1b[?1049l')).toEqual(['below']);
});

it.each([
  ['<b>&"\'', '&#60;b&#62;&#38;&#34;&#39;'],
  ['\x1b[32mgreen\x1b[0m', '<span style="color:var(--screen-2)">green</span>'],
  ['\x1b[1;32mbright\x1b[0m', '<span style="color:var(--screen-10);font-weight:700">bright</span>'],
  ['\x1b[38;5;208mcube\x1b[0m', '<span style="color:#ff8700">cube</span>'],
  ['\x1b[38;5;240mgrey\x1b[0m', '<span style="color:#585858">grey</span>'],
  ['\x1b[48;2;1;2;255mrgb\x1b[0m', '<span style="background:#0102ff">rgb</span>'],
  ['\x1b[7mturned \x1b[0m', '<span style="color:var(--screen-ground);background:var(--screen-text)">turned </span>'],
  ['\x1b[7;31mturned\x1b[0m', '<span style="color:var(--screen-ground);background:var(--screen-1)">turned</span>'],
  ['\x1b[2;3;4;9mall\x1b[0m', '<span style="opacity:.6;font-style:italic;text-decoration:underline line-through">all</span>'],
  ['日', '<span style="display:inline-block;width:2ch">日</span>'],
])('%j as HTML', async (data, expected) => {
  expect(await html(data)).toEqual([expected]);
});
