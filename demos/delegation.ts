// @title One asks another
// @summary yield* hands the conversation to another generator, and gets its answer back.
// @size 52x26
//
// A generator that calls generators. While `yield*` lasts, its caller talks to the
// inner one; what that returns is the value of the `yield*`.
import { setTimeout as sleep } from 'node:timers/promises';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const within = (depth: number, text: string): void =>
  console.log(tint(90, `${'  '.repeat(depth)}${text}`));

// #region ask
type Asking<T> = Generator<string, T, string>;

function* askNumber(question: string): Asking<number> {
  within(1, '┌ askNumber');
  let n = Number(yield question);
  while (Number.isNaN(n)) {
    n = Number(yield 'a number, please?');
  }
  within(1, `└ returns ${n}`);
  return n;
}
// #endregion

// #region order
function* order(): Asking<string> {
  within(0, '┌ order');
  const what = yield 'what would you like?';
  const n = yield* askNumber('how many?');
  const table = yield* askNumber('which table?');
  within(0, '└ returns');
  return `${n} × ${what} for table ${table}`;
}
// #endregion

// #region talk
async function talk(words: string[]): Promise<string> {
  const asking = order();
  let turn = asking.next();
  for (const word of words) {
    if (turn.done) break;
    say(turn.value, word);
    await sleep(450);
    turn = asking.next(word);
  }
  return turn.value;
}
// #endregion

function say(question: string, answer: string): void {
  console.log(
    `${tint(36, question.padEnd(24))}${tint(33, answer)}`,
  );
}

const result = await talk(['tea', 'two', '2', '7']);
// @mark answer
console.log(tint(1, `\n${result}`));
