// Asks three workers, and shows who answers while one of them holds its thread:
// not by computing, but at a gate, so that we decide for how long.
import { on } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Question } from './thread.ts';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

// #region ask
type Ask = (question: Question) => Promise<string>;

function start(name: string): Ask {
  const file = new URL('./thread.ts', import.meta.url);
  const worker = new Worker(file);
  const answers = on(worker, 'message');
  return async (question) => {
    worker.postMessage(question);
    const { value } = await answers.next();
    return `${name.padEnd(8)}${value[0]}`;
  };
}
// #endregion

async function show(
  ...answers: Promise<string>[]
): Promise<void> {
  for (const text of await Promise.all(answers))
    console.log(`  ${tint(36, text)}`);
}

const red = start('red');
const green = start('green');
const blue = start('blue');

console.log(tint(1, 'each takes turns with itself'));
await show(red('steps'), green('steps'), blue('steps'));

// @mark green holds
console.log(tint(1, '\ngreen holds its thread'));
// #region hold
const gate = new Int32Array(new SharedArrayBuffer(4));
const held = green(gate);
const late = green('name');
await show(red('name'), blue('name'));
await sleep(800);
await show(red('name'), blue('name'));

// @mark green lets go
console.log(tint(1, '\nthe gate opens: green lets go'));
Atomics.store(gate, 0, 1);
Atomics.notify(gate, 0);
await show(held, late);
// #endregion

console.log(tint(1, '\nnothing left to wait for'));
await show(red('end'), green('end'), blue('end'));
