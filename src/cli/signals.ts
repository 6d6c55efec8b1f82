// For commands that must tidy up before they end: on a signal the tidying is done,
// then the process ends with 128 and the signal's number. A second signal does not wait.
import { constants } from 'node:os';

/** Runs `tidy` and ends the process when it is told to end; returns the off. */
export function onSignals(tidy: () => Promise<void>): () => void {
  let told = false;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const end = (signal: (typeof signals)[number]): void => {
    const code = 128 + constants.signals[signal];
    if (told) process.exit(code);
    told = true;
    void tidy().finally(() => process.exit(code));
  };
  for (const signal of signals) process.on(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}
