// Checks what npm leaves to discipline: package.json pins exact versions, the lock
// file belongs to it, and names no place that packages came from.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/**
 * @param {string} root
 * @returns {string[]} what is wrong, one line each
 */
export function checkLock(root) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const problems = [];
  for (const kind of KINDS) {
    const wanted = manifest[kind] ?? {};
    const locked = lock.packages['']?.[kind] ?? {};
    for (const [name, version] of Object.entries(wanted)) {
      if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) problems.push(`package.json: ${name} is not pinned to one version: ${version}`);
      if (locked[name] !== version)
        problems.push(`package-lock.json: ${name} is ${locked[name] ?? 'missing'}, package.json wants ${version}: run npm install`);
    }
    for (const name of Object.keys(locked))
      if (!(name in wanted)) problems.push(`package-lock.json: ${name} is not in package.json: run npm install`);
  }
  for (const [path, entry] of Object.entries(lock.packages)) {
    if ('resolved' in entry) problems.push(`package-lock.json: ${path} has "resolved": delete the line; .npmrc keeps npm from writing it`);
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkLock(process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url))));
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) process.exitCode = 1;
}
