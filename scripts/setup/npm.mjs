// Finds and runs npm with this very Node.js, so that a shim, a version manager or
// a Windows .cmd cannot bring in another one.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { SetupError } from './error.mjs';

/**
 * Runs npm in `root`, its output on our stderr.
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<void>} rejects with a SetupError when npm is missing or fails
 */
export async function runNpm(root, args) {
  const npm = findNpm(process.env);
  if (npm === null) throw new SetupError('npm was not found beside Node.js or on the PATH: install it, or run `npm ci` by other means', 3);
  const child = spawn(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve(signal ?? status));
  });
  if (code !== 0)
    throw new SetupError(`npm ${args[0]} failed (${code}): its reason is above; without a network the packages must be in npm's cache`, 1);
}

/**
 * The file of npm's command line, to be run by Node.js.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function findNpm(env) {
  const beside = dirname(process.execPath);
  const candidates = [
    // Set by npm for its scripts; yarn and pnpm set it to themselves.
    env.npm_execpath,
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(env.PATH ?? '')
      .split(delimiter)
      .flatMap((folder) => [join(folder, 'npm'), join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')]),
  ];
  for (const candidate of candidates) {
    if (candidate === undefined || !existsSync(candidate)) continue;
    const file = realpathSync(candidate);
    if (file.endsWith('npm-cli.js')) return file;
  }
  return null;
}
