// Runs of demos that a waiting Node takes over, beside the same from a fresh one.
import type { DemoSpec } from '../../src/demo.ts';
import type { Runner } from '../../src/runner/runner.ts';
import type { Outcome, SessionEvent } from '../../src/session.ts';
import { listen, type Stage, until } from './support.ts';

/** Resolves to the pids once all panes of these demos have a process that is ready. */
export async function prepared(runner: Runner, ...specs: readonly DemoSpec[]): Promise<number[]> {
  runner.prepare(specs);
  const names = specs.flatMap((spec) => spec.panes.map(({ name }) => `${spec.name} ${name}`));
  await until(() => {
    const ready = runner.waiting().filter((one) => one.ready);
    return ready.map((one) => `${one.demo} ${one.pane}`).join() === names.join();
  });
  return runner.waiting().map(({ pid }) => pid);
}

export interface Ran {
  readonly text: string;
  readonly events: readonly Omit<SessionEvent, 'time'>[];
  readonly outcome: Outcome;
}

/** The whole of a run; `typed` once the program has said `up` on a line. */
export async function run(runner: Runner, spec: DemoSpec, typed = ''): Promise<Ran> {
  const session = runner.start(spec);
  const heard = listen(session);
  if (typed !== '') void heard.sees('up\r\n').then(() => session.write('main', typed));
  const outcome = await session.ended;
  const events = heard.events.filter(({ type }) => type !== 'output').map(({ time: _, ...event }) => event);
  return { text: heard.text(), events, outcome };
}

/** The same demo in a fresh Node and in one that has waited. */
export async function both({ runner }: Stage, spec: DemoSpec, typed = ''): Promise<{ fresh: Ran; stood: Ran }> {
  const fresh = await run(runner, spec, typed);
  await prepared(runner, spec);
  const stood = await run(runner, spec, typed);
  runner.prepare([]);
  return { fresh, stood };
}
