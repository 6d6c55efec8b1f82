// @title Hello
// @summary Three greetings, at once and one by one.
// @size 56x14
import { setTimeout as sleep } from 'node:timers/promises';

// #region wait
async function greet(name: string, ms: number) {
  await sleep(ms);
  console.log(`hello, ${name}`);
}
// #endregion

console.log('one by one');
await greet('first', 300);
await greet('second', 300);
await greet('third', 300);

// @mark together
console.log('\ntogether');
await Promise.all([greet('slow', 600), greet('quick', 200), greet('middling', 400)]);
