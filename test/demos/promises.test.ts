// The demos on promises and the loop of Node.js: whole outputs.
import { afterAll, beforeAll, it } from 'vitest';
import { openWorkshop, type Workshop } from './program.ts';
import { runTwice } from './twice.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

it.concurrent('callbacks: three ways, the same trail and the same error', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'callbacks.ts');
  expect(first).toBe(`callbacks
  oak → well → barn
  mill: no cave here
promises
  oak → well → barn
  mill: no cave here
await
  oak → well → barn
  mill: no cave here
`);
  expect(second).toBe(first);
});

it.concurrent('scheduling: the order of the loop, and alarms in the order of their times', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'scheduling.ts');
  expect(first).toBe(`asked in this order
  setTimeout, 0 ms
  setImmediate
  queueMicrotask
  process.nextTick
  an ordinary call

run in this order
  1  an ordinary call
  2  process.nextTick
  3  queueMicrotask
  4  setImmediate
  5  setTimeout, 0 ms

three alarms, set from late to early
  all are set
  rings: now + 400 ms
  rings: now + 800 ms
  rings: now + 1200 ms
`);
  expect(second).toBe(first);
});

it.concurrent('cancellation: closed each time, and the reason told', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'cancellation.ts');
  expect(first).toBe(`quick enough
  + connection opened
  … waits 0.3 s for an answer
  - connection closed
  → an answer

called off after 600 ms
  + connection opened
  … waits 60 s for an answer
  - connection closed
  → AbortError

whichever signal comes first
  + connection opened
  … waits 60 s for an answer
  - connection closed
  → TimeoutError

`);
  expect(second).toBe(first);
});

it.concurrent('forgotten-await: too early, caught by nobody; then awaited', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'forgotten-await.ts');
  expect(first).toBe(`forgotten: too early
  all is saved
  saved: to Ada

forgotten: the error finds nobody
  all is saved
  unhandled: an empty letter

awaited
  saved: to Grace
  all is saved
  caught: an empty letter
`);
  expect(second).toBe(first);
});

it.concurrent('async-iteration: the source works when asked, and is closed through every stage', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'async-iteration.ts');
  expect(first).toBe(`source                  loop
measures 1
                        gets 1
                        is done with 1
measures 2
                        gets 2
                        is done with 2
measures 3
                        gets 3
                        is done with 3
is switched off
                        has left

the same in pairs
measures 1
measures 2
                        gets 1 and 2
measures 3
measures 4
                        gets 3 and 4
is switched off
                        has left
`);
  expect(second).toBe(first);
});
