// Set-up: makes whatever a fresh or stale clone lacks, and nothing else. Packages
// (npm ci), then the build, then with --test a browser for the tests. Needs only
// Node.js; says one line on stderr for each real step, and nothing when there is none.
// The syntax here is old on purpose, so that an old Node.js gets as far as the message.
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from '../bin/node-version.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} text one line for people */
function say(text) {
  process.stderr.write(`lectern: ${text}\n`);
}

/**
 * What `bin/lectern.js` calls in a clone: packages and build, made when missing or stale.
 * @returns {Promise<number>} an exit code, 0 when all is there
 */
export function ensureBuilt() {
  return import('./setup/steps.mjs').then((steps) => steps.run(root, { build: true, browser: false }, say));
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} an exit code
 */
function main(args) {
  const unknown = args.find((arg) => arg !== '--test' && arg !== '--no-build');
  if (unknown !== undefined) {
    say(`unknown option ${unknown} (known: --test, --no-build)`);
    return Promise.resolve(2);
  }
  const wanted = { build: !args.includes('--no-build'), browser: args.includes('--test') };
  return import('./setup/steps.mjs').then((steps) => steps.run(root, wanted, say));
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const problem = nodeProblem(process.versions.node);
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    process.exit(3);
  }
  main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
