#!/usr/bin/env node
// The command `lectern`. In a clone it first lets set-up make what is missing or
// stale; in an installed package there are no scripts/ and the build is there.
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { nodeProblem } from './node-version.js';

const problem = nodeProblem(process.versions.node);
if (problem !== null) {
  process.stderr.write(`${problem}\n`);
  process.exit(3);
}

// Node.js 22 and later keep compiled code on disk: a third off the start.
/** @type {{ enableCompileCache?: () => void }} */ (module).enableCompileCache?.();

const setup = new URL('../scripts/setup.mjs', import.meta.url);
if (existsSync(setup)) {
  const { ensureBuilt } = await import(setup.href);
  const code = await ensureBuilt();
  if (code !== 0) process.exit(code);
}
await import(new URL('../dist/cli.js', import.meta.url).href);
