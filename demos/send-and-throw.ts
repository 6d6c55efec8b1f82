// @title Three wake-ups
// @summary Values, an error and the end of it, given to a generator that sleeps at its yield.
// @size 52x26
//
// What its caller can do to a sleeping generator: next(value) is what the yield
// returns, throw(error) is what it throws, return(value) makes it leave.
import { setTimeout as sleep } from 'node:timers/promises';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

function inside(text: string): void {
  console.log(tint(33, `      in here: ${text}`));
}

type Mean = Generator<number, string, number>;

function meanOf(numbers: readonly number[]): number {
  const sum = numbers.reduce((a, b) => a + b, 0);
  return sum / (numbers.length || 1);
}

// #region mean
function* mean(): Mean {
  const heard: number[] = [];
  try {
    while (true) {
      try {
        heard.push(yield meanOf(heard));
      } catch (error) {
        inside(`caught "${error}"`);
      }
    }
  } finally {
    inside(`finally: heard ${heard.length} numbers`);
  }
}
// #endregion

async function show(
  call: string,
  wake: () => IteratorResult<number, string>,
): Promise<void> {
  console.log(tint(1, call));
  try {
    const { value, done } = wake();
    const text = done
      ? `done: ${value}`
      : `yields ${value}`;
    console.log(tint(36, `  ${text}`));
  } catch (error) {
    console.log(tint(31, `  out comes "${error}"`));
  }
  await sleep(350);
}

const m = mean();
const late = new Error('too late');

// #region calls
await show('next()', () => m.next());
await show('next(10)', () => m.next(10));
await show('next(20)', () => m.next(20));
// @mark throw
await show("throw('no number')", () =>
  m.throw('no number'),
);
await show('next(30)', () => m.next(30));
// @mark return
await show("return('enough')", () => m.return('enough'));
await show('throw(late)', () => m.throw(late));
// #endregion
