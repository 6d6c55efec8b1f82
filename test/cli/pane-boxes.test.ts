import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { ansiLine } from '../../src/cli/ansi-line.ts';
import { type BoxedPane, drawBoxes, layoutBoxes } from '../../src/cli/pane-boxes.ts';
import type { ScreenRun } from '../../src/demo.ts';

const run = (text: string, look: Partial<ScreenRun> = {}): ScreenRun => ({
  ...{ text, cells: text.length, color: null, ground: null, inverse: false },
  ...{ bold: false, dim: false, italic: false, underline: false, strike: false },
  ...look,
});
const pane = (name: string, columns = 6, rows = 2): BoxedPane => ({ name, columns, rows });

describe('ansiLine', () => {
  it.each([
    [[run('ab')], 4, 'ab  '],
    [[run('abcdef')], 4, 'abcd'],
    [[run('a', { bold: true, color: 2 }), run('b', { color: 9, ground: 200 })], 3, '\x1b[1;32ma\x1b[0m\x1b[91;48;5;200mb\x1b[0m '],
    [[run('a', { color: '#0a0b0c', ground: 3, inverse: true })], 1, '\x1b[38;2;10;11;12;43ma\x1b[0m'],
    [[run('a', { ground: 1, inverse: true })], 1, '\x1b[7;31ma\x1b[0m'],
    [[run('a'), run('宽', { cells: 2 })], 2, 'a '],
  ])('%#', (line, columns, text) => expect(ansiLine(line, columns)).toBe(text));
});

describe('layoutBoxes', () => {
  const panes = [pane('a'), pane('b'), pane('c')];
  it.each([
    [8, 12, 'a|b|c'],
    [17, 8, 'a b|c'],
    [26, 4, 'a b c'],
    [25, 4, null],
    [7, 100, null],
  ])('%i columns, %i rows: %s', (columns, rows, wanted) => {
    const layout = layoutBoxes(panes, columns, rows);
    expect(layout === null ? null : layout.map((row) => row.map(({ name }) => name).join(' ')).join('|')).toBe(wanted);
  });
});

it('drawBoxes', () => {
  const panes = [pane('ada', 15), pane('grace', 8, 3), pane('x', 4)];
  const lines = drawBoxes(
    layoutBoxes(panes, 25, 20) ?? [],
    (name) => [[run(name)], [run('a line too long for it')]],
    (name) => ({ paint: String, note: name === 'ada' ? '· ended' : '' }),
    pc.createColors(false),
  );
  expect(lines.join('\n')).toBe(`┌─ ada · ended ─┐
│ada            │
│a line too long│
└───────────────┘
┌─ grace ┐
│grace   │
│a line t│
│        │
└────────┘
┌─ x ┐
│x   │
│a li│
└────┘`);
});
