// What two runs are compared by: normalised lines, marks, the end.
import { describe, expect, it } from 'vitest';
import { comparePanes, type PaneRun } from '../../src/cast/compare.ts';
import { normalise } from '../../src/cast/normalise.ts';

describe('normalise', () => {
  const rules = { volatile: [], handed: [] };
  it.each([
    ['a whole match', 'took 1.2 s, then 3.4 s', ['\\d+\\.\\d s'], 'took ‹volatile›, then ‹volatile›'],
    ['only what groups caught', 'took 12 ms in 3 rounds', ['took (\\d+) ms in (\\d+)'], 'took ‹volatile› ms in ‹volatile› rounds'],
    ['a group within a group', 'at 10:20', ['at ((\\d+):\\d+)'], 'at ‹volatile›'],
    ['a group that caught nothing', 'ab', ['a(x)?b'], 'ab'],
    ['line by line', 'one\ntwo', ['^t\\w+$'], 'one\n‹volatile›'],
    ['over line ends', 'a 1\nb', ['\\d\\n'], 'a ‹volatile›b'],
    ['matches of nothing', 'aa', ['x*'], 'aa'],
  ])('volatile: %s', (_, text, volatile, expected) => {
    expect(normalise(text.split('\n'), { ...rules, volatile }).join('\n')).toBe(expected);
  });

  it.each([
    ['up since 2026-01-31T10:11:12.345Z', 'up since ‹time›'],
    ['2026-01-31 10:11', '‹time›'],
    ['on 2026-01-31', 'on 2026-01-31'],
    ['pid 4711, PID=4712', 'pid ‹pid›, PID=‹pid›'],
    ['rapid 4711', 'rapid 4711'],
  ])('%j is %j everywhere', (text, expected) => {
    expect(normalise([text], rules)).toEqual([expected]);
  });

  it('ports that were handed over, not what only contains them', () => {
    const handed = [
      { text: '4711', name: 'server.1' },
      { text: '127.0.0.1:4711', name: 'server.2' },
    ];
    expect(normalise(['at 127.0.0.1:4711', 'port 4711.', '14711 47110 0.4711'], { volatile: [], handed })).toEqual([
      'at ‹server.2›',
      'port ‹server.1›.',
      '14711 47110 0.4711',
    ]);
  });
});

describe('comparePanes', () => {
  const run = (lines: string, marks = '', exit: number | null = 0): PaneRun => ({
    ...{ lines: lines.split(' ').filter(Boolean), marks: marks.split(' ').filter(Boolean), exit },
  });
  it.each([
    ['the same', run('a b', 'm'), run('a b', 'm'), false, []],
    ['another line', run('a b'), run('a c'), false, ['@@ -1,2 +1,2 @@', ' a', '-b', '+c']],
    ['another order', run('a b'), run('b a'), true, []],
    ['another line, in any order', run('a b'), run('c a'), true, ['@@ -2 @@', '-b', '@@ +1 @@', '+c']],
    ['marks in another order', run('', 'one two'), run('', 'two one'), false, ['@@ marks @@', '-one', ' two', '+one']],
    ['a mark that was not reached', run('', 'one two'), run('', 'one'), true, ['@@ marks @@', '-two']],
    ['another end', run('', '', 0), run('', '', 143), false, ['@@ exit @@', '-0', '+143']],
    ['no end', run('', '', 0), run('', '', null), false, ['@@ exit @@', '-0', '+none']],
    ['an end that was not recorded', run('', '', null), run('', '', 1), false, []],
  ])('%s', (_, before, after, unordered, expected) => {
    expect(comparePanes(before, after, unordered)).toEqual(expected);
  });
});
