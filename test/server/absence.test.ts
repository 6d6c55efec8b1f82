// The speaker has left the talk when no window of it is open for a while.
import { expect, it } from 'vitest';
import { alive } from '../runner/support.ts';
import { until } from '../support/wait.ts';
import { openWindow, snapshotOf, type Window } from './clients.ts';
import { demo, slide, talk } from './support.ts';

const UP = 'console.log(`pid ${process.pid} up`); setInterval(() => {}, 1000);';

async function pidOf(window: Window, name: string): Promise<number> {
  await until(() => /pid \d+ up/.test(window.output(name)), `${name} to be up`);
  return Number(/pid (\d+)/.exec(window.output(name))?.[1]);
}

it('test 77: demos that were left behind on other slides run on while a window is open, and end after the last one', async () => {
  const demos = [demo('one', UP), demo('two', UP), demo('three', UP, { onLeave: 'stop' })];
  const t = await talk({ demos, absence: 0.3, slides: demos.map(({ name }) => slide(name, { demos: [name] })) });
  const deck = await openWindow(t);
  const presenter = await openWindow(t, 'presenter');
  for (const { name } of demos) deck.say({ type: 'run', demo: name });
  const [one, two, three] = await Promise.all(demos.map(({ name }) => pidOf(deck, name)));
  deck.say({ type: 'go', slide: 2, step: 0, base: 0 });
  deck.say({ type: 'go', slide: 1, step: 0, base: 1 });
  await deck.sees('demo', ({ status }) => status.name === 'three' && status.state === 'stopped');
  expect([one, two, three].map((pid) => alive(pid ?? 0))).toEqual([true, true, false]);

  await deck.close();
  await presenter.close();
  await until(() => !alive(one ?? 0) && !alive(two ?? 0), 'both to be ended');
  // Their end is told a moment after it.
  const stateOf = async (name: string) => (await snapshotOf(await openWindow(t), name)).state;
  await until(async () => (await stateOf('one')) === 'stopped', 'the end to be told');
});

it('a window that comes back in time finds its demo running', async () => {
  const t = await talk({ demos: [demo('one', UP)], absence: 20 });
  const first = await openWindow(t);
  first.say({ type: 'run', demo: 'one' });
  const pid = await pidOf(first, 'one');
  await first.close();
  const second = await openWindow(t);
  expect(await snapshotOf(second, 'one')).toMatchObject({ state: 'running', text: `pid ${pid} up` });
});
