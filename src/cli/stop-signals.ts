// For commands that end what they do in order before they end: a signal is passed on,
// as the exit code that the command will have then.
import { constants } from 'node:os';

/** 128 + SIGINT: what Ctrl-C means, also where it comes as a key. */
export const INTERRUPTED = 128 + constants.signals.SIGINT;

/** Calls `stop` with 128 and the signal's number, each time one comes; returns the off. */
export function onStopSignals(stop: (code: number) => void): () => void {
  const told = (signal: NodeJS.Signals): void => stop(128 + constants.signals[signal]);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, told);
  return () => {
    for (const signal of signals) process.off(signal, told);
  };
}
