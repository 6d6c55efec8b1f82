// All checks that CONTRIBUTING.md names, side by side: `npm run check`. Prints one
// line for each, and what those that fail have to say; exits 1 when any fails.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Each runs under this Node.js: a file and its arguments. */
const CHECKS = {
  types: ['node_modules/typescript/bin/tsc', '-p', '.'],
  style: ['node_modules/@biomejs/biome/bin/biome', 'check', '--colors=off'],
  unused: ['node_modules/knip/bin/knip.js', '--no-progress'],
  imports: ['scripts/check-imports.mjs'],
  lock: ['scripts/check-lock.mjs'],
};

/**
 * @param {string} name
 * @param {string[]} command
 */
async function check(name, command) {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    command.map((word, i) => (i === 0 ? join(root, word) : word)),
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code !== 0 || output.includes('(warning)')) console.log(output.trimEnd().replace(/^/gm, '       '));
  return code === 0;
}

const passed = await Promise.all(Object.entries(CHECKS).map(([name, command]) => check(name, command)));
if (passed.includes(false)) process.exitCode = 1;
