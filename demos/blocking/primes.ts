// Counts primes, the slow way: it takes about a second, and hands the thread to
// nobody. As a worker it counts for the one who has started it.
import {
  isMainThread,
  parentPort,
  workerData,
} from 'node:worker_threads';

// #region count
export function countPrimes(below: number): number {
  let count = 0;
  for (let n = 2; n < below; n++) {
    let d = 2;
    while (d < n && n % d !== 0) d++;
    if (d === n) count++;
  }
  return count;
}
// #endregion

// #region worker
if (!isMainThread) {
  const count = countPrimes(workerData);
  parentPort?.postMessage(count);
}
// #endregion
