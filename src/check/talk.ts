// What `lectern check` says of a talk, as data: what the compiler found, files that
// are not there, demos and their recordings. Each check is ok, a warning or failed.
import type { Deck } from '../deck.ts';
import type { Message, Severity } from '../message.ts';

export interface Check {
  /** `messages`, `files`, `demo queue`. */
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'failed';
  /** What was found, in a few words. */
  readonly found: string;
  /** What to do about it; null where nothing is to be done. */
  readonly todo: string | null;
}

/** What is known of a demo that the talk shows. */
export interface CheckedDemo {
  readonly name: string;
  readonly recorded: boolean;
  /** The sources have changed since it was recorded. */
  readonly stale: boolean;
  /** How it did when it ran again; null where it was not run. */
  readonly verdict: { readonly ok: boolean; readonly reason: string | null } | null;
}

/** The checks of a compiled talk and its demos, in the order in which they are shown. */
export function talkChecks(deck: Deck, messages: readonly Message[], demos: readonly CheckedDemo[]): Check[] {
  return [slides(deck), others(messages.filter((one) => !isMissing(one))), files(deck, messages.filter(isMissing)), ...demos.map(demo)];
}

/** Whether the talk passes: nothing has failed, and with `strict` there is no warning either. */
export function passes(checks: readonly Check[], strict: boolean): boolean {
  return checks.every(({ status }) => status === 'ok' || (status === 'warn' && !strict));
}

/** A talk without one of its files is not the talk that was meant, though a deck can be made of it. */
function isMissing({ rule, reason }: Message): boolean {
  return rule === 'missing-file' || (rule === 'snippet' && reason.endsWith('is not there'));
}

function slides({ slides: all }: Deck): Check {
  const steps = all.reduce((sum, slide) => sum + slide.steps.length, 0);
  const found = `${count(all.length, 'slide')}, ${count(steps, 'step')}`;
  if (all.length > 0) return { name: 'slides', status: 'ok', found, todo: null };
  return { name: 'slides', status: 'failed', found: 'none', todo: 'write one' };
}

function others(messages: readonly Message[]): Check {
  const of = (severity: Severity): number => messages.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [of('error'), of('warning')];
  const parts = [...(errors > 0 ? [count(errors, 'error')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : [])];
  const status = errors > 0 ? 'failed' : warnings > 0 ? 'warn' : 'ok';
  return { name: 'messages', status, found: parts.join(', ') || 'none', todo: null };
}

function files({ files: there }: Deck, missing: readonly Message[]): Check {
  if (missing.length > 0) return { name: 'files', status: 'failed', found: `${missing.length} missing`, todo: null };
  return { name: 'files', status: 'ok', found: there.length === 0 ? 'none needed' : `${there.length} there`, todo: null };
}

function demo({ name, recorded, stale, verdict }: CheckedDemo): Check {
  const row = { name: `demo ${name}` };
  if (!recorded) return { ...row, status: 'failed', found: 'no recording', todo: `lectern demo record ${name}` };
  if (verdict !== null && !verdict.ok) {
    const found = `not as recorded: ${verdict.reason ?? ''}`;
    return { ...row, status: 'failed', found, todo: `lectern demo verify ${name} shows what differs` };
  }
  const same = verdict === null ? 'recorded' : 'as recorded';
  if (stale) return { ...row, status: 'warn', found: `${same}, but its sources have changed since`, todo: `lectern demo record ${name}` };
  return { ...row, status: 'ok', found: same, todo: null };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
