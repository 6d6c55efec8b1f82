// The queue in front of a terminal: slices, counts, order, bounds. The terminal
// here draws when it is told to.
import { expect, it } from 'vitest';
import { createFlow, type Flow } from '../../src/client/panel/flow.ts';

function bench(): { flow: Flow; got: string[]; drawn: number[]; draw(): boolean } {
  const got: string[] = [];
  const drawn: number[] = [];
  const pending: (() => void)[] = [];
  const flow = createFlow({
    write: (text, done) => {
      got.push(text);
      pending.push(done);
    },
    drawn: (units) => drawn.push(units),
  });
  const draw = (): boolean => {
    const done = pending.shift();
    done?.();
    return done !== undefined;
  };
  return { flow, got, drawn, draw };
}

it('hands over slices, no more than the terminal can draw in a moment, and all in the end', () => {
  const { flow, got, draw } = bench();
  const text = Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join('');
  flow.push(text, text.length);
  expect(got.every((slice) => slice.length <= 8192)).toBe(true);
  expect(got.join('').length).toBe(131_072);
  while (draw());
  expect(got.join('')).toBe(text);
});

it('reports drawn units by the 5 000, and only those that count', () => {
  const { flow, drawn, draw } = bench();
  flow.push('x'.repeat(4_999), 4_999);
  flow.push('not of the program', 0);
  draw();
  draw();
  expect(drawn).toEqual([]);
  flow.push('yz', 2);
  draw();
  flow.push('x'.repeat(12_000), 12_000);
  while (draw());
  expect(drawn).toEqual([5_000, 5_000, 5_000]);
});

it('counts what was sent, not what a filter made of it', () => {
  const { flow, drawn, draw } = bench();
  flow.push('', 20_000);
  while (draw());
  expect(drawn).toEqual([20_000]);
});

it('keeps a step in its place', () => {
  const { flow, got, draw } = bench();
  const order: string[] = [];
  flow.push('a', 1);
  flow.after(() => order.push(`after ${got.join('')}`));
  flow.push('b', 1);
  expect(got).toEqual(['a']);
  while (draw());
  expect({ order, got }).toEqual({ order: ['after a'], got: ['a', 'b'] });
});

it('forgets the text that waits when it is dropped, but no step, and reports nothing of it', () => {
  const { flow, got, drawn, draw } = bench();
  const order: string[] = [];
  flow.push('o'.repeat(200_000), 200_000);
  flow.after(() => order.push('step'));
  flow.drop();
  flow.push('new', 3);
  while (draw());
  expect(order).toEqual(['step']);
  expect(got.join('').replace(/o+/, 'o')).toBe('onew');
  expect(got.join('').length).toBeLessThan(140_000);
  expect(drawn).toEqual([]);
});

it('leaves out the oldest of what a sender without patience piles up, says so, and reports it all', () => {
  const { flow, got, drawn, draw } = bench();
  const line = `${'x'.repeat(99)}\n`;
  for (let i = 0; i < 60_000; i++) flow.push(line, line.length);
  while (draw());
  const text = got.join('');
  expect(text.length).toBeLessThan(4_500_000);
  expect(text).toMatch(/\r\n… \d+ lines left out …\r\n/);
  expect(text.endsWith(line)).toBe(true);
  expect(drawn.reduce((sum, units) => sum + units, 0)).toBe(6_000_000);
});
