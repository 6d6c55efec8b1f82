// Waiting for each other, for a turn, together: what these demos print, whole
// and the same twice.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from './program.ts';
import { runTwice } from './twice.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

it('queue: who waits for whom, join, cancel, and two places', async () => {
  const [first, second] = await runTwice(workshop, 'queue.ts');
  expect(first).toBe(`producer         queue      consumer
put 1            [■ ]
                 [  ]       got 1
put 2            [■ ]
put 3            [■■]
full: waiting    [■■]
                 [■■]       done with 1
                 [■ ]       got 2
put 4            [■■]
                 [■■]       done with 2
                 [■ ]       got 3
                 [■ ]       done with 3
                 [  ]       got 4
                 [  ]       done with 4
join: all four are done
consumer ended: AbortError

four visitors, two places
a enters, inside: a
b enters, inside: a b
c enters, inside: b c
d enters, inside: c d
everybody has been inside
`);
  expect(second).toBe(first);
});

it('yield-juggling: each keeps what it heard, in whatever order it is woken', async () => {
  const [first, second] = await runTwice(workshop, 'yield-juggling.ts');
  expect(first).toBe(`next(…)     red          green        blue
            zzz          zzz          zzz
up          zzz         ▸up           zzz
over        zzz          up          ▸over
down        zzz         ▸up down      over
catch      ▸catch        up down      over
under       catch        up down     ▸over under
throw      ▸catch throw  up down      over under
            catch throw  up down      over under

All three sleep again, each with what it heard.
`);
  expect(second).toBe(first);
});

it('gather: in turn the waits add up, together they overlap', async () => {
  const outs = await runTwice(workshop, 'gather.ts');
  for (const out of outs) {
    const shape = out.replace(/\d+\.\d s/g, '# s').replace(/ *█+ +/g, ' █ ');
    expect(shape).toBe(`one after another
weather █ # s
trains █ # s
news █ # s
total # s
weather ok, trains ok, news ok

all at once
news █ # s
weather █ # s
trains █ # s
total # s
weather ok, trains ok, news ok

`);
    const bars = [...out.matchAll(/^\w+ +(?=█)(█+)/gm)].map(([bar, blocks = '']) => ({
      start: bar.length - blocks.length - 9,
      end: bar.length - 9,
    }));
    expect(bars).toHaveLength(6);
    const inTurn = bars.slice(0, 3);
    const together = bars.slice(3);
    // A cell of slack: start and end are rounded each for itself.
    for (const [i, bar] of inTurn.entries()) expect(bar.start).toBeGreaterThanOrEqual((inTurn[i - 1]?.end ?? 0) - 1);
    expect(Math.max(...together.map(({ start }) => start))).toBeLessThan(Math.min(...together.map(({ end }) => end)));
    const totals = [...out.matchAll(/total (\d+\.\d) s/g)].map(([, s]) => Number(s));
    expect(totals).toHaveLength(2);
    expect(totals[0]).toBeGreaterThan(totals[1] ?? Number.NaN);
  }
});
