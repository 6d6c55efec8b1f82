// A cook: takes its steps at the times it is given, tells each on stdout, and fails
// where a step is called so. usage: cook.ts <start in ms> <step@ms>…
import { setTimeout as sleep } from 'node:timers/promises';

const [start, ...steps] = process.argv.slice(2);

// #region cook
for (const step of steps) {
  const [what = '', ms] = step.split('@');
  const time = Number(start) + Number(ms);
  await sleep(Math.max(0, time - Date.now()));
  if (what === 'burns') process.exit(3);
  console.log(what);
}
// #endregion
