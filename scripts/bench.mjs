// `npm run bench`: bundles bench/main.ts and runs it with the words it was given.
//   npm run bench -- --only edit,keys   these rows alone
//   npm run bench -- --json             all samples
//   npm run bench -- --install          the weight of an installation too
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = join(root, 'node_modules', '.cache', 'lectern', 'bench.mjs');

await build({
  entryPoints: [join(root, 'bench', 'main.ts')],
  outfile: file,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
  // `await using` is older in TypeScript than in Node.js.
  supported: { using: false },
});
const { status, signal } = spawnSync(process.execPath, ['--enable-source-maps', file, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = signal === null ? (status ?? 1) : 1;
