import { expect, it } from 'vitest';
import type { ScriptedLine } from '../../src/demo.ts';
import { createTypist } from '../../src/runner/typist.ts';
import type { SessionEvent } from '../../src/session.ts';
import { manualClock } from '../cast/manual-clock.ts';

const line = (wait: string | null, text: string, pane: string | null = null): ScriptedLine => ({ wait, in: pane, text });
const output = (data: string, pane = 'a'): SessionEvent => ({ type: 'output', time: 0, pane, data });
const exit = (pane = 'a'): SessionEvent => ({ type: 'exit', time: 0, pane, code: 0, signal: null });

/** A typist for these panes; what it typed, each key as `pane:key`, with the milliseconds at which it did. */
function script(panes: Readonly<Record<string, readonly ScriptedLine[]>>) {
  const clock = manualClock();
  const start = clock.now();
  const keys: string[] = [];
  const times: number[] = [];
  const typist = createTypist({
    panes: Object.entries(panes).map(([name, type]) => ({ name, type })),
    write(pane, text) {
      keys.push(`${pane}:${text}`);
      times.push(clock.now() - start);
    },
    after: clock.at,
  });
  return { clock, typist, keys, times };
}

it('types key by key, when what a line waits for was shown, the same in every run', () => {
  const { clock, typist, keys, times } = script({ a: [line('> $', 'hi\r')] });
  typist.event(output('what?\r\n'));
  clock.advance(10_000);
  expect(keys).toEqual([]);
  typist.event(output('\x1b[1m>\x1b[0m '));
  clock.advance(10_000);
  expect(keys).toEqual(['a:h', 'a:i', 'a:\r']);
  expect(times).toEqual([10_250, 10_289, 10_346]);
});

it('a line counts only what was shown since the line before began', () => {
  const { clock, typist, keys } = script({ a: [line('> $', '1'), line('> $', '2')] });
  typist.event(output('> '));
  clock.advance(1000);
  expect(keys).toEqual(['a:1']);
  typist.event(output('1\r\n'));
  clock.advance(1000);
  expect(keys).toEqual(['a:1']);
  typist.event(output('> '));
  clock.advance(1000);
  expect(keys).toEqual(['a:1', 'a:2']);
});

it('a line may wait for another pane, also while its own is being typed into', () => {
  const { clock, typist, keys } = script({ a: [line(null, 'long'), line('^go$', '\r', 'b')], b: [] });
  typist.event(output('', 'a'));
  clock.advance(260);
  typist.event(output('go\r\n', 'b'));
  clock.advance(10_000);
  expect(keys).toEqual(['a:l', 'a:o', 'a:n', 'a:g', 'a:\r']);
});

it('waits for a pane that has not shown anything until all were started', () => {
  const { clock, typist, keys } = script({ a: [line('ready', 'x', 'b')], b: [] });
  typist.event(output('ready', 'b'));
  clock.advance(1000);
  expect(keys).toEqual([]);
  typist.started();
  clock.advance(1000);
  expect(keys).toEqual(['a:x']);
});

it('a key that is a sequence, and a letter of two units, go as one', () => {
  const { clock, typist, keys } = script({ a: [line(null, '\x1b[A\x1bOP\u{1f600}\x1b')] });
  typist.started();
  clock.advance(1000);
  expect(keys).toEqual(['a:\x1b[A', 'a:\x1bOP', 'a:\u{1f600}', 'a:\x1b']);
});

it('types nothing into a pane that has ended, and tells what is left', () => {
  const { clock, typist, keys } = script({ a: [line(null, 'ab'), line('never', 'c')] });
  typist.started();
  clock.advance(250);
  typist.event(exit());
  clock.advance(1000);
  expect(keys).toEqual(['a:a']);
  expect(typist.waiting()).toEqual([{ pane: 'a', wait: 'never', text: 'c' }]);
});

it('once closed it types no more, and leaves no timer', () => {
  const { clock, typist, keys } = script({ a: [line(null, 'abc')] });
  typist.started();
  clock.advance(250);
  typist.close();
  clock.advance(1000);
  expect({ keys, waiting: clock.waiting }).toEqual({ keys: ['a:a'], waiting: 0 });
});
