// A worker: an event loop of its own, whose events are the questions of the main
// thread. While it answers none, nothing of the main thread stands still.
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';

/** An Int32Array over shared memory is a gate: 0 is shut. */
export type Question =
  | 'steps'
  | 'name'
  | 'end'
  | Int32Array;

// #region two
async function steps(): Promise<string> {
  const trace: string[] = [];
  const walk = async (who: string) => {
    for (let n = 1; n <= 3; n++) {
      trace.push(`${who}${n}`);
      await sleep(100);
    }
  };
  await Promise.all([walk('x'), walk('y')]);
  return trace.join(' ');
}
// #endregion

// #region listen
parentPort?.on('message', async (question: Question) => {
  parentPort?.postMessage(await answer(question));
  if (question === 'end') parentPort?.close();
});

async function answer(q: Question): Promise<string> {
  if (q === 'steps') return steps();
  if (q === 'name') return 'answers';
  if (q === 'end') return 'ends';
  Atomics.wait(q, 0, 0); // stands still until it opens
  return 'is free again';
}
// #endregion
