// @title Forgotten await
// @summary One word is missing: "all is saved" comes too early, and the error finds nobody.
// @size 52x26
//
// A promise that nobody awaits still works, and still fails: only nobody waits for
// it, and no `try` around the call is there any more when the error comes.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const good = (text: string): void =>
  console.log(`  ${tint(32, text)}`);
const bad = (text: string): void =>
  console.log(`  ${tint(31, text)}`);

// #region save
async function save(letter: string): Promise<void> {
  await sleep(400);
  if (letter === '') throw new Error('an empty letter');
  good(`saved: ${letter}`);
}
// #endregion

// #region forgotten
async function forgotten(letter: string): Promise<void> {
  try {
    save(letter); // await is missing
    console.log('  all is saved');
  } catch (error) {
    good(`caught: ${(error as Error).message}`);
  }
}
// #endregion

// #region awaited
async function awaited(letter: string): Promise<void> {
  try {
    await save(letter);
    console.log('  all is saved');
  } catch (error) {
    good(`caught: ${(error as Error).message}`);
  }
}
// #endregion

console.log(tint(1, 'forgotten: too early'));
await forgotten('to Ada');
await sleep(900);

console.log(
  tint(1, '\nforgotten: the error finds nobody'),
);
// #region nobody
// Without this line, Node ends the process here.
const lost = once(process, 'unhandledRejection');
await forgotten('');
const [error] = await lost;
// #endregion
// @mark nobody caught it
bad(`unhandled: ${error.message}`);
await sleep(500);

// @mark awaited
console.log(tint(1, '\nawaited'));
await awaited('to Grace');
await awaited('');
