// A cook: takes its steps so many ms after the start, tells each on stdout, and ends
// badly where something burns. The start comes by stdin. usage: cook.ts <step@ms>…
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

console.log('ready');
process.stdin.setEncoding('utf8');
const [start] = await once(process.stdin, 'data');

// #region cook
for (const step of process.argv.slice(2)) {
  const [what = '', ms] = step.split('@');
  const time = Number(start) + Number(ms);
  await sleep(Math.max(0, time - Date.now()));
  if (what === 'burns') process.exit(3);
  console.log(what);
}
// #endregion
