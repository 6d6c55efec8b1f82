// The demos that use more than one thread or process: whole outputs.
import { afterAll, beforeAll, it } from 'vitest';
import { openWorkshop, type Workshop } from './program.ts';
import { runTwice } from './twice.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

it.concurrent('blocking: no beat while it counts on the same thread, all of them beside a worker', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'blocking/main.ts');
  expect(first).toBe(`on the same thread
  ada   ♥ 1
  grace ♥ 1
  ada   ♥ 2
  grace ♥ 2
  starts to count primes
  has 8713 primes
  ada   ♥ 3
  grace ♥ 3
  ada   ♥ 4
  grace ♥ 4

in a worker
  ada   ♥ 1
  grace ♥ 1
  ada   ♥ 2
  grace ♥ 2
  starts to count primes
  ada   ♥ 3
  grace ♥ 3
  ada   ♥ 4
  grace ♥ 4
  has 8713 primes
`);
  expect(second).toBe(first);
});

it.concurrent('workers: who holds its thread answers late, the others do not wait for it', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'workers/main.ts');
  expect(first).toBe(`each takes turns with itself
  red     x1 y1 x2 y2 x3 y3
  green   x1 y1 x2 y2 x3 y3
  blue    x1 y1 x2 y2 x3 y3

green holds its thread
  red     answers
  blue    answers
  red     answers
  blue    answers

the gate opens: green lets go
  green   is free again
  green   answers

nothing left to wait for
  red     ends
  green   ends
  blue    ends
`);
  expect(second).toBe(first);
});

it.concurrent('subprocess: lines as they come, three exit codes', async ({ expect }) => {
  const shown = `tea             egg             soup
boils
                boils
                                boils
draws
                smells
                                thickens
is poured
                                is hot
tea   exit code 0
egg   exit code 3
soup  exit code 0
served: tea, soup
`;
  const outs = await runTwice(workshop, 'subprocess/main.ts');
  // On a busy machine the three may come in another order, but never the lines of one of them.
  for (const out of outs) {
    for (const column of [/^\S/, /^ {16}\S/, /^ {32}\S/])
      expect(out.split('\n').filter((line) => column.test(line))).toEqual(shown.split('\n').filter((line) => column.test(line)));
    expect(out.split('\n').sort()).toEqual(shown.split('\n').sort());
    expect(out.split('\n').slice(-5)).toEqual(shown.split('\n').slice(-5));
  }
});
