// Which talks Marp's compiler is loaded for.
import { expect, it } from 'vitest';
import { mayBeMarp } from '../../src/cli/marp.ts';

it("is loaded for Marp's own front matter, a stated dialect, and nothing else", () => {
  const loaded = (text: string, dialect?: 'marp' | 'remark'): boolean => mayBeMarp(text, dialect === undefined ? {} : { dialect });
  expect([
    loaded('---\nmarp: true\n---\n# a'),
    loaded('\n---\nmarp: "true"\n---\n'),
    loaded('---\ndialect: marp\n---\n'),
    loaded('# a', 'marp'),
    loaded('---\nmarp: true\n---\n', 'remark'),
    loaded('---\nmarp: false\n---\n'),
    loaded('A word on marp: true or not'),
    loaded('---\ndialect: remark\n---\n'),
  ]).toEqual([true, true, true, true, false, false, false, false]);
});
