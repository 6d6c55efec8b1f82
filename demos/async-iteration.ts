// @title Only when asked
// @summary for await pulls: the source works when the loop asks, and is switched off when it leaves.
// @size 52x26
//
// An async generator waits and yields. It runs only while somebody asks it for the next
// value; leaving the loop early runs its `finally`, through every stage between.
import { setTimeout as sleep } from 'node:timers/promises';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const source = (text: string): void =>
  console.log(tint(36, text));
const loop = (text: string): void =>
  console.log(tint(33, `${' '.repeat(24)}${text}`));

// #region source
async function* measure(): AsyncGenerator<number> {
  try {
    for (let n = 1; ; n++) {
      source(`measures ${n}`);
      await sleep(200); // it takes a while
      yield n;
    }
  } finally {
    source('is switched off');
  }
}
// #endregion

// #region pairs
async function* pairs(
  numbers: AsyncIterable<number>,
): AsyncGenerator<[number, number]> {
  let first: number | null = null;
  for await (const n of numbers) {
    if (first !== null) yield [first, n];
    first = first === null ? n : null;
  }
}
// #endregion

console.log(tint(1, 'source                  loop'));
// #region walk
for await (const n of measure()) {
  loop(`gets ${n}`);
  await sleep(400);
  loop(`is done with ${n}`);
  if (n === 3) break;
}
loop('has left');
// #endregion

// @mark pairs
console.log(tint(1, '\nthe same in pairs'));
// #region walk-pairs
for await (const [a, b] of pairs(measure())) {
  loop(`gets ${a} and ${b}`);
  if (b === 4) break;
}
loop('has left');
// #endregion
