// Ten questions to a slow web server, asked in three ways. The server runs on the
// same thread: it waits, too. A dot is a question, a bar its answer.
import { serve } from './server.ts';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const { url, close } = await serve();
let underWay = 0;
let most = 0;

// #region get
async function get(n: number): Promise<string> {
  underWay++;
  most = Math.max(most, underWay);
  process.stdout.write('·');
  const response = await fetch(`${url}/${n}`);
  const text = await response.text();
  process.stdout.write(tint(32, '▌'));
  underWay--;
  return text;
}
// #endregion

const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

// #region one-by-one
async function oneByOne(): Promise<string[]> {
  const answers: string[] = [];
  for (const n of numbers) answers.push(await get(n));
  return answers;
}
// #endregion

// #region together
function together(): Promise<string[]> {
  return Promise.all(numbers.map(get));
}
// #endregion

// #region few
async function threeAtATime(): Promise<string[]> {
  const answers: string[] = [];
  const left = numbers.values(); // one list for all three
  async function visitor(): Promise<void> {
    for (const n of left) answers[n - 1] = await get(n);
  }
  await Promise.all([visitor(), visitor(), visitor()]);
  return answers;
}
// #endregion

async function measure(
  title: string,
  visit: () => Promise<string[]>,
): Promise<void> {
  most = 0;
  console.log(tint(1, title));
  const start = performance.now();
  const answers = await visit();
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `\n${answers[0]} … ${answers.at(-1)}, at most ${most} under way\n` +
      `${tint(33, `${seconds.toFixed(1)} s`)}\n`,
  );
}

await fetch(url); // fetch itself has to be loaded once
await measure('one by one', oneByOne);
// @mark together
await measure('together', together);
// @mark three at a time
await measure('three at a time', threeAtATime);
close();
console.log('ten answers each time, in order');
