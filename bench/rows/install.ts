// What an installation weighs: the package as it would be published, installed for
// use in an empty folder. Asks the registry for packages, so only with --install. Install
// scripts do not run: what one of them would fetch besides is not counted.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Bench, Figure, Row } from '../row.ts';

export const install: Row = {
  name: 'install',
  title: 'install for use',
  flag: 'install',
  async *measure(bench) {
    const folder = await bench.folder({ 'empty/package.json': '{"private":true}\n' });
    const tarball = pack(bench, join(folder, 'package'));
    const target = join(folder, 'empty');
    npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', tarball], target);
    const modules = join(target, 'node_modules');
    const megabytes = weight(modules) / 1e6;
    const packages = Object.keys(JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages).length;
    yield { name: 'tarball', unit: 'MB', samples: [lstatSync(tarball).size / 1e6] } satisfies Figure;
    yield {
      name: 'installed, without what install scripts fetch',
      unit: 'MB',
      samples: [megabytes],
      target: '≤ 150',
      met: megabytes <= 150,
      peer: 'Marp 136, reveal-md 213',
    } satisfies Figure;
    yield {
      name: 'installed packages',
      unit: '',
      samples: [packages],
      target: '≤ 250',
      met: packages <= 250,
      peer: 'Marp 156, reveal-md 457',
    } satisfies Figure;
  },
};

/** A copy with the current build alone, packed: `npm pack` in the clone would take away the builds that others use. */
function pack({ root, program }: Bench, copy: string): string {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: readonly string[] };
  mkdirSync(join(copy, 'dist'), { recursive: true });
  const build = basename(dirname(program));
  const wanted = ['package.json', 'README.md', 'LICENSE', ...manifest.files.filter((name) => name !== 'dist')];
  for (const name of [...wanted, `dist/${build}`, 'dist/cli.js', 'dist/build.json']) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  const out = npm(['pack', '--ignore-scripts', '--json'], copy);
  return join(copy, (JSON.parse(out) as readonly { filename: string }[])[0]?.filename ?? '');
}

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' });
}

/** Bytes of all files below a folder, as they say, not as disks round them. */
function weight(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.reduce((sum, entry) => sum + (entry.isFile() ? lstatSync(join(entry.parentPath, entry.name)).size : 0), 0);
}
