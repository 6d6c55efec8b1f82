// The steps of set-up in their order. First a look without a lock, which is all
// that happens on most starts; then, under the lock, each step looks again, since
// another set-up may have done the work while this one waited.
import { join } from 'node:path';
import { SetupError } from './error.mjs';
import { withLock } from './lock.mjs';

/**
 * @typedef {{ needed: () => Promise<string | null>, make: (why: string) => Promise<void> }} SetupStep
 *   `needed` says why there is work to do, or null; `make` does it.
 * @typedef {{ build: boolean, browser: boolean }} Wanted
 * @typedef {(text: string) => void} Say
 */

/**
 * Brings the clone at `root` up to date.
 * @param {string} root absolute
 * @param {Wanted} wanted
 * @param {Say} say
 * @returns {Promise<number>} an exit code
 */
export async function run(root, wanted, say) {
  try {
    const steps = await stepsFor(root, wanted, say);
    if (await allDone(steps)) return 0;
    await withLock(join(root, '.lectern', 'setup.lock'), say, async () => {
      for (const step of steps) {
        const why = await step.needed();
        if (why !== null) await step.make(why);
      }
    });
    return 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return error.code;
  }
}

/**
 * @param {string} root
 * @param {Wanted} wanted
 * @param {Say} say
 * @returns {Promise<SetupStep[]>}
 */
async function stepsFor(root, wanted, say) {
  /** @type {Promise<{ step: (root: string, say: Say) => SetupStep }>[]} */
  const modules = [import('./packages.mjs')];
  if (wanted.build) modules.push(import('./build-step.mjs'));
  if (wanted.browser) modules.push(import('./browser.mjs'));
  return (await Promise.all(modules)).map((module) => module.step(root, say));
}

/** @param {SetupStep[]} steps */
async function allDone(steps) {
  for (const step of steps) if ((await step.needed()) !== null) return false;
  return true;
}
