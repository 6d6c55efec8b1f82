// Makes the build: `node scripts/build.mjs`. Each build lies in a folder of its own,
// dist/<hash of the sources>/, and dist/cli.js points to the current one: a half
// build is never seen, and a talk that is being given keeps the files it started with.
//
//   dist/cli.js              one line: imports the current build
//   dist/<id>/cli.js …       for Node.js, with chunks that load when needed
//   dist/<id>/client/…       for the browser: hashed names, listed in manifest.json
//
// A source that does not exist yet is left out. `--clean` removes older builds.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildClient } from './build/client.mjs';
import { compressTexts } from './build/compress.mjs';
import { turnedPatterns } from './build/patterns.mjs';
import { present } from './build/present.mjs';
import { markOfInputs, writeMark, writeWhole } from './setup/freshness.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Programs for Node.js, by the name of the built file. */
const NODE_ENTRIES = {
  cli: 'src/cli/main.ts',
  'highlight-worker': 'src/highlight/worker.ts',
};
/** Stay packages of their own: they hold programs or native code. The last two are optional parts of ws. */
const EXTERNAL = ['esbuild', 'puppeteer', '@lydell/node-pty', 'bufferutil', 'utf-8-validate'];
/** Older builds that are kept, since a server or a test may still read from them: so many, and those of the last hour. */
const KEPT = 4;
const HOUR_MS = 3_600_000;

async function main() {
  const started = performance.now();
  const mark = markOfInputs(root);
  const target = join(root, 'dist', mark.id);
  if (!existsSync(target)) {
    const temporary = join(root, 'dist', `.${mark.id}.${process.pid}`);
    try {
      mkdirSync(temporary, { recursive: true });
      const [, manifest] = await Promise.all([buildNode(temporary), buildClient(root, join(temporary, 'client')), buildMath(temporary)]);
      writeFileSync(join(temporary, 'patterns.json'), JSON.stringify(await turnedPatterns()));
      await compressTexts(join(temporary, 'client'));
      writeFileSync(join(temporary, 'client', 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
      place(temporary, target);
    } catch (error) {
      if (!(error instanceof Error && 'errors' in error)) throw error;
      // esbuild itself has said on stderr what is wrong, and where.
      process.exitCode = 1;
      return;
    } finally {
      rmSync(temporary, { recursive: true, force: true });
      await esbuild.stop();
    }
  }
  const now = new Date();
  utimesSync(target, now, now);
  writeWhole(join(root, 'dist', 'cli.js'), `import './${mark.id}/cli.js';\n`);
  writeMark(root, mark);
  removeOldBuilds(mark.id, process.argv.includes('--clean') ? 0 : KEPT);
  process.stderr.write(`lectern: built in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

/** @param {string} folder */
async function buildNode(folder) {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: present(root, NODE_ENTRIES),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    chunkNames: 'chunk-[hash]',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Packages in CommonJS ask for Node's own modules with require(), which a module file does not have.
    banner: { js: "import{createRequire as lecternRequire}from'node:module';const require=lecternRequire(import.meta.url);" },
  });
}

/**
 * KaTeX in one CommonJS file, since a formula is set in the middle of a synchronous compilation, and only talks with formulas load it.
 * @param {string} folder
 */
async function buildMath(folder) {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { katex: 'katex' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['main'],
    conditions: ['require'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/**
 * @param {string} temporary
 * @param {string} target
 */
function place(temporary, target) {
  try {
    renameSync(temporary, target);
  } catch (error) {
    // Another build of the same sources was quicker.
    if (!existsSync(target)) throw error;
  }
}

/**
 * @param {string} current
 * @param {number} kept
 */
function removeOldBuilds(current, kept) {
  const dist = join(root, 'dist');
  const folders = readdirSync(dist, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== current);
  const byAge = folders
    .map(({ name }) => ({ name, time: statSync(join(dist, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time);
  const aged = byAge.filter(({ time }, i) => kept === 0 || (i >= kept && Date.now() - time > HOUR_MS));
  // A folder with a dot belongs to a build that is at work, unless it is old.
  const gone = aged.filter(({ name, time }) => !name.startsWith('.') || Date.now() - time > HOUR_MS);
  for (const { name } of gone) rmSync(join(dist, name), { recursive: true, force: true });
}

await main();
