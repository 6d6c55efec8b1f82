// The step that makes the build. It runs in a process of its own: the builder
// needs packages that the step before may just have installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './error.mjs';
import { isBuildFresh } from './freshness.mjs';

/**
 * @param {string} root
 * @param {(text: string) => void} say
 */
export function step(root, say) {
  return {
    needed: async () =>
      isBuildFresh(root) ? null : existsSync(join(root, 'dist', 'cli.js')) ? 'the sources have changed' : 'there is none yet',
    /** @param {string} why */
    make: async (why) => {
      say(`building, ${why}`);
      const child = spawn(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: ['ignore', 2, 2] });
      const code = await new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (status, signal) => resolve(signal ?? status));
      });
      if (code !== 0) throw new SetupError('the build failed: its reason is above', 1);
    },
  };
}
