// @title In turn, at once
// @summary Three slow answers: first awaited in turn, then together. Watch the bars overlap.
// @size 52x26
// @volatile [ ]*█+ *\d+\.\d s
// @volatile \d+\.\d s
//
// What Promise.all saves. Each bar is one wait, drawn where it began and as long
// as it took, by the clock; a cell is a tenth of a second.
import { setTimeout as sleep } from 'node:timers/promises';

const CELL = 100;
const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

let zero = 0;
const since = (): number => performance.now() - zero;
const seconds = (ms: number): string =>
  `${(ms / 1000).toFixed(1)} s`;

// #region ask
async function ask(what: string, ms: number) {
  const start = since();
  await sleep(ms); // as if a far-away server thought
  draw(what, start, since());
  return `${what} ok`;
}
// #endregion

function draw(
  what: string,
  start: number,
  end: number,
): void {
  const gap = Math.round(start / CELL);
  const length = Math.round(end / CELL) - gap;
  const bar =
    `${' '.repeat(gap)}${'█'.repeat(length)}`.padEnd(30);
  console.log(
    `${what.padEnd(9)}${tint(36, bar)} ${seconds(end - start)}`,
  );
}

// #region in-turn
async function inTurn(): Promise<string[]> {
  const weather = await ask('weather', 800);
  const trains = await ask('trains', 1200);
  const news = await ask('news', 500);
  return [weather, trains, news];
}
// #endregion

// #region together
async function together(): Promise<string[]> {
  return await Promise.all([
    ask('weather', 800),
    ask('trains', 1200),
    ask('news', 500),
  ]);
}
// #endregion

// #region measure
async function measure(
  title: string,
  job: () => Promise<string[]>,
): Promise<void> {
  console.log(tint(1, title));
  zero = performance.now();
  const results = await job();
  console.log(`total ${seconds(since())}`);
  console.log(`${results.join(', ')}\n`);
}
// #endregion

await measure('one after another', inTurn);
// @mark all at once
await measure('all at once', together);
