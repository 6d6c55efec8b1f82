// @title Stop, please
// @summary A job that is quick enough, one that is called off, one that runs out of time. All tidy up.
// @size 52x26
//
// A promise cannot be stopped from outside: the job gets a signal and listens. However
// it ends, `await using` closes what it has opened.
import { setTimeout as sleep } from 'node:timers/promises';

const colours =
  process.stdout.isTTY && process.stdout.hasColors();
const tint = (code: number, text: string): string =>
  colours ? `\x1b[${code}m${text}\x1b[0m` : text;

const step = (sign: string, text: string): void =>
  console.log(tint(36, `  ${sign} ${text}`));

class Connection implements AsyncDisposable {
  static async open(): Promise<Connection> {
    step('+', 'connection opened');
    return new Connection();
  }

  // #region ask
  async ask(ms: number, signal: AbortSignal) {
    step('…', `waits ${ms / 1000} s for an answer`);
    await sleep(ms, undefined, { signal });
    return 'an answer';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await sleep(100); // says good-bye, and waits for it
    step('-', 'connection closed');
  }
  // #endregion
}

// #region job
async function job(ms: number, signal: AbortSignal) {
  await using connection = await Connection.open();
  return await connection.ask(ms, signal);
}
// #endregion

// #region report
async function report(answer: Promise<string>) {
  try {
    console.log(`  → ${tint(32, await answer)}\n`);
  } catch (error) {
    const reason = (error as Error).cause as Error;
    console.log(`  → ${tint(31, reason.name)}\n`);
  }
}
// #endregion

// #region limits
console.log(tint(1, 'quick enough'));
const patience = AbortSignal.timeout(2000);
await report(job(300, patience));

// @mark called off
console.log(tint(1, 'called off after 600 ms'));
const hand = new AbortController();
setTimeout(() => hand.abort(), 600);
await report(job(60_000, hand.signal));
// #endregion

// @mark out of time
console.log(tint(1, 'whichever signal comes first'));
// #region any
const either = AbortSignal.any([
  new AbortController().signal, // nobody presses it
  AbortSignal.timeout(600),
]);
await report(job(60_000, either));
// #endregion
