// The scripted lines of a run, typed when they are asked for, by a clock turned by hand.
import { expect, it } from 'vitest';
import type { ScriptedLine } from '../../src/demo.ts';
import { readableKeys } from '../../src/runner/keyboard.ts';
import { createPrompter } from '../../src/runner/prompter.ts';
import type { SessionEvent } from '../../src/session.ts';
import { manualClock } from '../cast/manual-clock.ts';

const line = (wait: string | null, text: string, pane: string | null = null): ScriptedLine => ({ wait, in: pane, text });
const output = (data: string, pane = 'a'): SessionEvent => ({ type: 'output', time: 0, pane, data });
const exit = (pane = 'a'): SessionEvent => ({ type: 'exit', time: 0, pane, code: 0, signal: null });

/** A prompter for these panes; what it typed as `pane:text`, and each `next` it told of as one line. */
function script(panes: Readonly<Record<string, readonly ScriptedLine[]>>) {
  const clock = manualClock();
  const keys: string[] = [];
  const told: string[] = [];
  const prompter = createPrompter({
    panes: Object.entries(panes).map(([name, type]) => ({ name, type })),
    write: (pane, text) => keys.push(`${pane}:${text}`),
    after: clock.at,
    changed: () => told.push(said()),
  });
  const said = () => {
    const { next } = prompter;
    return next === null ? 'none' : `${next.pane} ${next.text}${next.due ? ' due' : ''}${next.asked ? ' asked' : ''}`;
  };
  return { clock, prompter, keys, told, said };
}

it('types one line for each time it is asked, the one that was due first, and says which comes next', () => {
  const { clock, prompter, keys, told, said } = script({ a: [line('> $', 'hi\r')], b: [line('> $', 'x'), line(null, 'y')] });
  expect(said()).toBe('a hi⏎');
  prompter.event(output('> ', 'b'));
  prompter.event(output('> ', 'a'));
  clock.advance(10_000);
  expect([keys, said()]).toEqual([[], 'b x due']);
  expect(prompter.ask()).toBe(true);
  clock.advance(0);
  // It waited for nothing, but came to be due after that of the other pane.
  expect([keys, said()]).toEqual([['b:x'], 'a hi⏎ due']);
  prompter.ask();
  clock.advance(10_000);
  expect([keys, said()]).toEqual([['b:x', 'a:h', 'a:i', 'a:\r'], 'b y due']);
  prompter.ask();
  clock.advance(10_000);
  expect([keys.at(-1), said(), prompter.ask()]).toEqual(['b:y', 'none', false]);
  expect(told).toEqual(['b x due', 'a hi⏎ due', 'b y due', 'none']);
});

it('asked too early, it remembers that once, says so, and types when the line is due', () => {
  const { clock, prompter, keys, said } = script({ a: [line('> $', 'one'), line('> $', 'two')] });
  for (let i = 0; i < 3; i++) expect(prompter.ask()).toBe(true);
  clock.advance(10_000);
  expect([keys, said()]).toEqual([[], 'a one asked']);
  prompter.event(output('> '));
  clock.advance(200);
  expect([keys, said()]).toEqual([[], 'a two']);
  clock.advance(10_000);
  prompter.event(output('> '));
  clock.advance(10_000);
  expect([keys.join(''), said()]).toEqual(['a:oa:na:e', 'a two due']);
});

it('asked while it types, it types the next line after that', () => {
  const { clock, prompter, keys, said } = script({ a: [line(null, 'one')], b: [line(null, 'two')] });
  prompter.started();
  prompter.ask();
  prompter.ask();
  expect(said()).toBe('b two due asked');
  clock.advance(10_000);
  expect([keys.join(''), said()]).toEqual(['a:oa:na:eb:tb:wb:o', 'none']);
});

it('what is typed by hand counts where it is the line; else nothing changes', () => {
  const { clock, prompter, keys, said } = script({ a: [line('> $', 'hello'), line('x', '\r', 'b'), line('> $', 'BYE\r')], b: [] });
  prompter.event(output('> '));
  for (const key of ['h', 'e', 'x', '\x7f', 'l', 'l']) prompter.typed('a', key);
  expect(said()).toBe('a hello due');
  prompter.typed('a', 'o');
  expect(said()).toBe('a ⏎');
  // Enter after something else is not that line.
  prompter.typed('a', 'abc\r');
  expect(said()).toBe('a ⏎');
  prompter.typed('a', '\x1b[200~\x1b[201~\x1b[3;4R\x1b]11;rgb:0/0/0\x07\r');
  expect(said()).toBe('a BYE⏎');
  prompter.event(output('> '));
  prompter.typed('a', 'bye\r');
  expect(said()).toBe('a BYE⏎ due');
  // What was begun is ended, not begun again.
  prompter.typed('a', 'BY');
  prompter.ask();
  clock.advance(10_000);
  expect([keys, said()]).toEqual([['a:E', 'a:\r'], 'none']);
});

it('leaves out a pane that has ended, and forgets what was asked of it', () => {
  const { clock, prompter, keys, said } = script({ a: [line(null, 'ab'), line('never', 'c')], b: [line('go', 'd')] });
  prompter.started();
  prompter.ask();
  clock.advance(0);
  prompter.ask();
  expect(said()).toBe('a c asked');
  prompter.event(exit());
  expect(said()).toBe('b d asked');
  prompter.event(exit('b'));
  clock.advance(1000);
  expect([keys, said(), prompter.ask()]).toEqual([['a:a'], 'none', false]);
});

it('once closed it types no more, tells no more, and leaves no timer', () => {
  const { clock, prompter, keys, told } = script({ a: [line(null, 'abc'), line('> ', 'd')] });
  prompter.started();
  prompter.ask();
  clock.advance(0);
  const before = told.length;
  prompter.close();
  prompter.event(output('> '));
  clock.advance(1000);
  expect({ keys, told: told.length - before, waiting: clock.waiting, next: prompter.next }).toEqual({
    ...{ keys: ['a:a'], told: 0, waiting: 0, next: null },
  });
});

it('keys as people read them', () => {
  expect(readableKeys('BYE\r \t\x03\x1b[A\x1b[5~\x1b\x7f\u{1f600}')).toBe('BYE⏎ ⇥^C↑⎋[5~⎋⌫\u{1f600}');
});
