// The talk that is looked at: a copy of the flagship, so that no session of its own
// is disturbed, with two demos more, for the states that good demos do not show.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const TALK = 'slides/async-typescript/talk.md';

const SLIDES = `
---
name: look-runs
demo: look-runs

# A demo that goes on

- It has written a few lines
- and waits

---
name: look-fails
demo: look-fails

# A demo that fails

It names the place in its own source.
`;

const RUNS = `// Writes a line for each port it asks, and then waits for a word.
const colours = [32, 33, 36];
for (const [index, port] of [4040, 4041, 4042].entries()) {
  console.log(\`\\x1b[\${colours[index]}mport \${port}\\x1b[0m  \${index === 1 ? 'taken' : 'free'}\`);
}
process.stdout.write('which one? ');
process.stdin.resume();
`;

const FAILS = `// Asks for a place that is not there.
interface Place {
  readonly seats: number;
}
const places = new Map<string, Place>([['window', { seats: 2 }]]);

function seats(name: string): number {
  const place = places.get(name);
  if (place === undefined) throw new Error(\`no place called \${name}\`);
  return place.seats;
}

console.log('window:', seats('window'));
console.log('terrace:', seats('terrace'));
`;

/**
 * @param {string} root of the clone
 * @param {string} folder an empty one
 */
export function copyTalk(root, folder) {
  for (const name of ['slides', 'demos']) cpSync(join(root, name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
  if (!existsSync(join(folder, 'node_modules'))) symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, TALK), readFileSync(join(folder, TALK), 'utf8').trimEnd() + SLIDES);
  writeFileSync(join(folder, 'demos/look-runs.ts'), RUNS);
  writeFileSync(join(folder, 'demos/look-fails.ts'), FAILS);
}

/**
 * @typedef {{ index: number, name: string | null, demos: string[], codeBlocks: unknown[], steps: unknown[] }} Slide
 */

/**
 * What the talk compiles to.
 * @param {string} program
 * @param {string} folder
 * @returns {Slide[]}
 */
export function slidesOf(program, folder) {
  const text = execFileSync(process.execPath, [program, 'inspect', TALK, '--json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(text).slides;
}
