// A talk being presented by the current build, as a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * @typedef {{ url: string, presenterUrl: string, port: number, pid: number, close: () => Promise<void> }} Presented
 */

/**
 * The program of the current build, as an installation has it.
 * @param {string} root
 */
export function builtProgram(root) {
  const { id } = JSON.parse(readFileSync(join(root, 'dist', 'build.json'), 'utf8'));
  return join(root, 'dist', id, 'cli.js');
}

/**
 * Resolves when the addresses are printed; rejects with what it said when it ends before.
 * @param {string} program
 * @param {string} cwd
 * @param {string[]} args the talk and options
 * @returns {Promise<Presented>}
 */
export async function present(program, cwd, args) {
  const child = spawn(process.execPath, [program, 'present', '--json', '--port', '0', ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const exited = once(child, 'exit');
  const first = await Promise.race([once(createInterface(child.stdout), 'line'), exited.then(() => null)]);
  if (first === null) throw new Error(`lectern present ended at once:\n${said}`);
  const { url, presenterUrl, port } = JSON.parse(first[0]);
  return {
    ...{ url, presenterUrl, port },
    pid: child.pid ?? 0,
    close: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
