// docs/security.md says of each threat of our list where it is tested, or why not.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const docs = join(import.meta.dirname, '../../docs');
/** How many threats the list has. */
const ALL = 103;

/** `1–3, 7` as numbers. */
const numbersOf = (cell: string): number[] =>
  cell.split(', ').flatMap((part) => {
    const [from = 0, to = from] = part.split('–').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });

/** The numbers in the names of a file's tests. */
async function testedIn(path: string): Promise<Set<number>> {
  const text = await readFile(join(docs, path), 'utf8');
  return new Set([...text.matchAll(/\btest (\d+(?:, \d+)*)/gi)].flatMap(([, list = '']) => numbersOf(list)));
}

it('every threat has a test of its number, or a reason why there is none', async () => {
  const text = await readFile(join(docs, 'security.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (\d[\d–, ]*) \| (.+) \|$/gm)].map(([, cell = '', said = '']) => ({ numbers: numbersOf(cell), said }));
  const wrong: string[] = [];
  const told = new Map<number, 'tested' | 'untested'>();
  for (const { numbers, said } of rows) {
    const path = /^\[.*\]\((.+)\)$/.exec(said)?.[1];
    const tested = path === undefined ? null : await testedIn(path);
    for (const number of numbers) {
      const now = tested === null ? 'untested' : 'tested';
      if (tested?.has(number) === false) wrong.push(`${path} has no test ${number}`);
      if (told.has(number) && told.get(number) !== now) wrong.push(`${number} is tested, and is not`);
      told.set(number, now);
    }
  }
  for (let number = 1; number <= ALL; number++) if (!told.has(number)) wrong.push(`nothing is said of ${number}`);
  expect(wrong).toEqual([]);
});
