// @title next() and done
// @summary An iterator that tells of every call: by hand, walked by for, and left early.
// @size 52x26
//
// All that `for … of` knows of what it walks through is next(), done, and return()
// for leaving early. A generator has the same three, written for us.
import { setTimeout as sleep } from 'node:timers/promises';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

// #region countdown
function countdown(n: number): Iterator<number> {
  return {
    next() {
      const done = n === 0;
      return done
        ? { value: undefined, done }
        : { value: n--, done };
    },
  };
}
// #endregion

// #region told
function told(it: Iterator<number>): Iterable<number> {
  const next = () => tell('next()', it.next());
  const leave = () =>
    tell('return()', { value: undefined, done: true });
  return {
    [Symbol.iterator]: () => ({ next, return: leave }),
  };
}
// #endregion

function tell(
  call: string,
  result: IteratorResult<number>,
): IteratorResult<number> {
  const { value, done } = result;
  console.log(
    `  ${call.padEnd(10)}${tint(36, `{ value: ${value}, done: ${done} }`)}`,
  );
  return result;
}

// #region walk
async function walk(stopAt: number): Promise<void> {
  for (const n of told(countdown(3))) {
    console.log(tint(33, `for gets ${n}`));
    if (n === stopAt) break;
    await sleep(300);
  }
}
// #endregion

console.log(tint(1, 'by hand'));
// #region by-hand
const it = told(countdown(2))[Symbol.iterator]();
it.next();
it.next();
it.next();
// #endregion
await sleep(600);

// @mark for
console.log(tint(1, '\nfor … of calls until done'));
await walk(0);
await sleep(600);

// @mark break
console.log(tint(1, '\nleft at 2: it says so'));
await walk(2);
await sleep(600);

// @mark generator
console.log(tint(1, '\na generator has the same three'));
// #region generator
function* written(
  n: number,
): Generator<number, undefined> {
  while (n > 0) yield n--;
}
const g = written(1);
tell('next()', g.next());
tell('next()', g.next());
// #endregion
