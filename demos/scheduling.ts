// @title Who comes first?
// @summary Five ways to say "not now" and the order they run in; then three alarms at a set time.
// @size 52x26
//
// Asked in one callback, in the order of the list; run in the order of the loop.
// After that, a time on the clock: a timer may be early or late, so we look again.
import { stat } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

let place = 0;

function runs(what: string): void {
  place++;
  console.log(`  ${place}  ${tint(36, what)}`);
}

// #region ask
function ask(done: () => void): void {
  setTimeout(() => runs('setTimeout, 0 ms'), 0);
  setImmediate(() => runs('setImmediate'));
  queueMicrotask(() => runs('queueMicrotask'));
  process.nextTick(() => runs('process.nextTick'));
  runs('an ordinary call');
  setTimeout(done, 1);
}
// #endregion

console.log(tint(1, 'asked in this order'));
console.log(`  setTimeout, 0 ms
  setImmediate
  queueMicrotask
  process.nextTick
  an ordinary call
`);
await sleep(800);
console.log(tint(1, 'run in this order'));
const here = fileURLToPath(import.meta.url);
await new Promise<void>((done) => {
  // As a file's answer comes in: a callback of the loop.
  stat(here, () => ask(done));
});

// #region at
async function at(time: number): Promise<void> {
  while (Date.now() < time) {
    await sleep(time - Date.now());
  }
}
// #endregion

// @mark alarms
console.log(
  tint(1, '\nthree alarms, set from late to early'),
);
const now = Date.now();

// #region alarms
async function alarm(ms: number): Promise<void> {
  await at(now + ms);
  console.log(`  ${tint(33, `rings: now + ${ms} ms`)}`);
}

const alarms = [1200, 800, 400].map(alarm);
console.log('  all are set');
await Promise.all(alarms);
// #endregion
