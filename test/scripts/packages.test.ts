import { rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adopt, packagesProblem, refuseLink, writeStamp } from '../../scripts/setup/packages.mjs';
import { tempFolder } from '../support/temp.ts';

const HERE = { os: [process.platform], cpu: [process.arch] };
const ELSEWHERE = { os: ['aix'], cpu: ['ppc64'] };

/** A clone with three packages: a plain one, a native part for this platform, and one for another that is absent. */
async function clone() {
  const packages = {
    'node_modules/plain': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/native-here': { version: '1.0.0', integrity: 'sha512-b', optional: true, ...HERE },
    'node_modules/native-elsewhere': { version: '1.0.0', integrity: 'sha512-c', optional: true, ...ELSEWHERE },
  };
  const { 'node_modules/native-elsewhere': _, ...installed } = packages;
  return tempFolder({
    'package.json': '{"name":"clone"}',
    'package-lock.json': JSON.stringify({ packages: { '': {}, ...packages } }),
    'node_modules/.package-lock.json': JSON.stringify({ packages: installed }),
    'node_modules/plain/package.json': '{}',
    'node_modules/native-here/package.json': '{}',
  });
}

describe('packagesProblem', () => {
  it('finds nothing wrong after an installation, though a package for another platform is absent', async () => {
    await using folder = await clone();
    expect(packagesProblem(folder.path)).toBe('there are none yet');
    writeStamp(folder.path);
    expect(packagesProblem(folder.path)).toBe(null);
  });

  it('notices a half-deleted node_modules whose stamp is still there', async () => {
    await using folder = await clone();
    writeStamp(folder.path);
    await rm(join(folder.path, 'node_modules/native-here'), { recursive: true });
    expect(packagesProblem(folder.path)).toBe('node_modules/native-here is missing');
  });

  it('notices an emptied package folder', async () => {
    await using folder = await clone();
    writeStamp(folder.path);
    await rm(join(folder.path, 'node_modules/plain/package.json'));
    expect(packagesProblem(folder.path)).toBe('node_modules/plain is missing');
  });

  it('notices a changed lock file or package.json', async () => {
    await using folder = await clone();
    writeStamp(folder.path);
    await folder.write({ 'package.json': '{"name":"clone","scripts":{}}' });
    expect(packagesProblem(folder.path)).toBe('package.json or package-lock.json has changed');
  });

  it('notices packages of another platform or Node.js', async () => {
    await using folder = await clone();
    writeStamp(folder.path);
    expect(packagesProblem(folder.path, 'darwin-arm64-137')).toBe(
      `those here are for ${process.platform}-${process.arch}-${process.versions.modules}, this is darwin-arm64-137`,
    );
  });
});

describe('adopt', () => {
  it("takes over what somebody's own npm ci put there", async () => {
    await using folder = await clone();
    expect(adopt(folder.path)).toBe(true);
    expect(packagesProblem(folder.path)).toBe(null);
  });

  it('refuses another version than the lock file has', async () => {
    await using folder = await clone();
    await folder.write({
      'node_modules/.package-lock.json': '{"packages":{"node_modules/plain":{"version":"0.9.0","integrity":"sha512-z"}}}',
    });
    expect(adopt(folder.path)).toBe(false);
  });

  it('refuses when the native part for this platform is absent', async () => {
    await using folder = await clone();
    await rm(join(folder.path, 'node_modules/native-here'), { recursive: true });
    expect(adopt(folder.path)).toBe(false);
  });
});

describe('refuseLink', () => {
  it('keeps npm ci from emptying the node_modules of another clone', async () => {
    await using folder = await clone();
    expect(() => refuseLink(folder.path)).not.toThrow();
    const other = join(folder.path, 'other');
    await rename(join(folder.path, 'node_modules'), other);
    await symlink(other, join(folder.path, 'node_modules'));
    expect(() => refuseLink(folder.path)).toThrow(
      `packages have to be installed, but node_modules is a link to ${other}: install them there, or remove the link`,
    );
  });
});
