// Two tasks that only wait, and one that computes: first on their thread, then in
// a worker. It begins to compute behind the second beat of both.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { countPrimes } from './primes.ts';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const BELOW = 90_000;

// #region heart
async function heart(
  name: string,
  afterTwo?: () => void,
): Promise<void> {
  for (let beat = 1; beat <= 4; beat++) {
    await sleep(100);
    console.log(`  ${name.padEnd(6)}♥ ${beat}`);
    if (beat === 2) afterTwo?.();
  }
}
// #endregion

// #region here
async function here(): Promise<number> {
  return countPrimes(BELOW); // async, and yet it blocks
}
// #endregion

// #region there
async function there(): Promise<number> {
  const file = new URL('./primes.ts', import.meta.url);
  const worker = new Worker(file, { workerData: BELOW });
  const [count] = await once(worker, 'message');
  return count;
}
// #endregion

// #region among
async function among(count: () => Promise<number>) {
  let counting: Promise<void> | null = null;
  const hearts = [
    heart('ada'),
    heart('grace', () => {
      counting = tell(count);
    }),
  ];
  await Promise.all(hearts);
  await counting;
}
// #endregion

async function tell(
  count: () => Promise<number>,
): Promise<void> {
  console.log(tint(33, '  starts to count primes'));
  console.log(tint(33, `  has ${await count()} primes`));
}

console.log(tint(1, 'on the same thread'));
await among(here);
await sleep(600);
// @mark in a worker
console.log(tint(1, '\nin a worker'));
await among(there);
