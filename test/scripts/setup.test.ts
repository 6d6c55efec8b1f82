import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { nodeProblem } from '../../bin/node-version.js';
import { checkLock } from '../../scripts/check-lock.mjs';
import { knownBrowser } from '../../scripts/setup/browser.mjs';
import { findNpm } from '../../scripts/setup/npm.mjs';
import { shared } from '../support/shared.ts';
import { tempFolder } from '../support/temp.ts';

const root = join(import.meta.dirname, '..', '..');
const setup = join(root, 'scripts', 'setup.mjs');

describe('nodeProblem', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1'])('lets %s pass', (version) => expect(nodeProblem(version)).toBe(null));

  it.each(['12.22.12', '18.20.8', '20.18.3'])('turns %s away', (version) => {
    expect(nodeProblem(version)).toBe(
      `lectern: Node.js ${version} is too old, 20.19 or newer is needed (https://nodejs.org, or your version manager)`,
    );
  });

  it('is said before anything that an old Node.js could not read', async () => {
    await using folder = await tempFolder({ 'old.cjs': "Object.defineProperty(process.versions, 'node', { value: '18.20.8' });" });
    for (const file of [setup, join(root, 'bin', 'lectern.js')]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', join(folder.path, 'old.cjs'), file], {
        encoding: 'utf8',
      });
      expect({ status, stdout, stderr }).toEqual({ status: 3, stdout: '', stderr: `${nodeProblem('18.20.8')}\n` });
    }
  });
});

describe('setup', () => {
  // Again, since an edit of a source in the middle of it is something to do.
  it('says nothing when there is nothing to do', { retry: 3 }, async () => {
    await shared('browser');
    spawnSync(process.execPath, [setup]);
    expect(await promisify(execFile)(process.execPath, [setup, '--test'])).toEqual({ stdout: '', stderr: '' });
  });

  it('is what bin/lectern.js calls before it starts the build', async () => {
    await shared('build');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'bin', 'lectern.js'), '--version']);
    expect(stdout).toBe(`${version}\n`);
  });

  it('exits 2 for an option that it does not know', () => {
    const { status, stderr } = spawnSync(process.execPath, [setup, '--tset'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'lectern: unknown option --tset (known: --test, --no-build)\n' });
  });
});

describe('findNpm', () => {
  it('finds npm without being told by npm where it is', () => {
    expect(findNpm({ PATH: process.env.PATH })).toMatch(/npm-cli\.js$/);
  });

  it('does not take another package manager for npm', async () => {
    await using folder = await tempFolder({ 'yarn.js': '' });
    expect(findNpm({ PATH: process.env.PATH, npm_execpath: join(folder.path, 'yarn.js') })).toMatch(/npm-cli\.js$/);
  });
});

describe('knownBrowser', () => {
  it('forgets a browser that was replaced or is gone', async () => {
    const record = { executable: '/nowhere/chromium', size: 1, modified: 1, env: {} };
    await using folder = await tempFolder({ 'node_modules/.cache/lectern/browser.json': JSON.stringify(record) });
    expect(knownBrowser(folder.path, {})).toBe(null);
    expect(() => knownBrowser(folder.path, { LECTERN_BROWSER: '/nowhere/chrome' })).toThrow(
      'LECTERN_BROWSER names /nowhere/chrome, which is not there',
    );
  });
});

describe('the lock file', () => {
  it('belongs to package.json and names no place that packages came from', () => expect(checkLock(root)).toEqual([]));

  it('is told apart from one that does', async () => {
    const packages = {
      '': { dependencies: { a: '1.0.0', c: '1.0.0' } },
      'node_modules/a': { version: '1.0.0', resolved: 'https://example.org/a.tgz' },
    };
    await using folder = await tempFolder({
      'package.json': JSON.stringify({ dependencies: { a: '^1.0.0' }, devDependencies: { b: '2.0.0' } }),
      'package-lock.json': JSON.stringify({ packages }),
    });
    expect(checkLock(folder.path)).toEqual([
      'package.json: a is not pinned to one version: ^1.0.0',
      'package-lock.json: a is 1.0.0, package.json wants ^1.0.0: run npm install',
      'package-lock.json: c is not in package.json: run npm install',
      'package-lock.json: b is missing, package.json wants 2.0.0: run npm install',
      'package-lock.json: node_modules/a has "resolved": delete the line; .npmrc keeps npm from writing it',
    ]);
  });

  it('stays so: .npmrc keeps npm from writing addresses', () => {
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toContain('omit-lockfile-registry-resolved=true');
  });
});
