// The demos on generators, from next() to a loop that wakes them: whole outputs.
import { afterAll, beforeAll, it } from 'vitest';
import { openWorkshop, type Workshop } from './program.ts';
import { runTwice } from './twice.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

it.concurrent('iterator-protocol: every call that for makes, and the one for leaving early', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'iterator-protocol.ts');
  expect(first).toBe(`by hand
  next()    { value: 2, done: false }
  next()    { value: 1, done: false }
  next()    { value: undefined, done: true }

for … of calls until done
  next()    { value: 3, done: false }
for gets 3
  next()    { value: 2, done: false }
for gets 2
  next()    { value: 1, done: false }
for gets 1
  next()    { value: undefined, done: true }

left at 2: it says so
  next()    { value: 3, done: false }
for gets 3
  next()    { value: 2, done: false }
for gets 2
  return()  { value: undefined, done: true }

a generator has the same three
  next()    { value: 1, done: false }
  next()    { value: undefined, done: true }
`);
  expect(second).toBe(first);
});

it.concurrent('send-and-throw: three ways to wake it, and an error once it has ended', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'send-and-throw.ts');
  expect(first).toBe(`next()
  yields 0
next(10)
  yields 10
next(20)
  yields 15
throw('no number')
      in here: caught "no number"
  yields 15
next(30)
  yields 20
return('enough')
      in here: finally: heard 3 numbers
  done: enough
throw(late)
  out comes "Error: too late"
`);
  expect(second).toBe(first);
});

it.concurrent('delegation: the inner one talks to the caller, and its value comes back', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'delegation.ts');
  expect(first).toBe(`┌ order
what would you like?    tea
  ┌ askNumber
how many?               two
a number, please?       2
  └ returns 2
  ┌ askNumber
which table?            7
  └ returns 7
└ returns

2 × tea for table 7
`);
  expect(second).toBe(first);
});

it.concurrent('mainloop: four tasks on two sockets, each wake and each wish', async ({ expect }) => {
  const [first, second] = await runTwice(workshop, 'mainloop.ts');
  expect(first).toBe(`awake            was given      and wishes
server: ada                     recv
server: grace                   recv
ada                             send 1
grace                           recv
ada                             recv
server: ada      1              send 1
server: ada                     recv
grace            1              sleep
grace                           send 2
grace                           recv
server: grace    2              send 2
server: grace                   recv
ada              2              sleep
ada                             send 3
ada                             recv
server: ada      3              send 3
server: ada                     recv
grace            3              is done
server: grace                   is done
ada                             is done
server: ada                     is done
no task is left: the loop ends
`);
  expect(second).toBe(first);
});
