// The worker as the build makes it, bundled into a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export interface BuiltWorker {
  readonly url: URL;
  /** Empty, for a test's own files. */
  readonly folder: string;
  remove(): Promise<void>;
}

export async function buildWorker(): Promise<BuiltWorker> {
  // Inside the repository's cache, so that the built file finds no package.json that says otherwise.
  const folder = await mkdtemp(fileURLToPath(new URL('../../node_modules/.worker-', import.meta.url)));
  await build({
    entryPoints: { 'highlight-worker': fileURLToPath(new URL('../../src/highlight/worker.ts', import.meta.url)) },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  return { url: pathToFileURL(join(folder, 'highlight-worker.mjs')), folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
