// How a run ended, in one line for people.
import type { Outcome } from '../session.ts';
import type { PaneExit } from './pane.ts';
import type { StopReport } from './stop-ladder.ts';

/** Of a run whose programs all ended by themselves: failed if any of them ended badly, which is the one named. */
export function naturalOutcome(exits: ReadonlyMap<string, PaneExit>, panes: number): Outcome {
  const bad = [...exits].find(([, exit]) => exit.code !== 0);
  if (bad === undefined) return { state: 'exited', code: 0, signal: null, reason: 'exit code 0' };
  const [pane, { code, signal }] = bad;
  const reason = signal === null ? `exit code ${code}` : `killed by ${signal}`;
  return { state: 'failed', code, signal, reason: panes > 1 ? `${pane}: ${reason}` : reason };
}

/** Of a run that was stopped: by the speaker, or because its time was up. */
export function stoppedOutcome(exits: ReadonlyMap<string, PaneExit>, report: StopReport, timeout: number | null): Outcome {
  const last = [...exits.values()].at(-1) ?? { code: null, signal: null };
  const after = report.seconds < 1 ? '' : ` after ${Math.round(report.seconds)} s`;
  const how = timeout === null ? `stopped with ${report.signal}${after}` : `timed out after ${timeout} s`;
  const rest = report.survivors.length === 0 ? '' : `, still running: ${report.survivors.join(', ')}`;
  return { state: 'stopped', ...last, reason: how + rest };
}

/** Of a run that could not begin, or not all of it. */
export function failedOutcome(reason: string): Outcome {
  return { state: 'failed', code: null, signal: null, reason };
}
