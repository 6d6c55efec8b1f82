// Makes the build: `node scripts/build.mjs`. Each build lies in a folder of its own,
// dist/<hash of the sources>/, and dist/cli.js points to the current one: a half
// build is never seen, and a talk that is being given keeps the files it started with.
//
//   dist/cli.js              one line: imports the current build
//   dist/<id>/cli.js …       for Node.js, with chunks that load when needed
//   dist/<id>/client/…       for the browser: hashed names, listed in manifest.json
//
// A source that does not exist yet is left out. `--clean` removes older builds.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { markOfInputs, writeMark, writeWhole } from './setup/freshness.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Programs for Node.js, by the name of the built file. */
const NODE_ENTRIES = {
  cli: 'src/cli/main.ts',
  'highlight-worker': 'src/highlight/worker.ts',
};
/** Pages' scripts, by their name in the manifest. */
const CLIENT_ENTRIES = {
  deck: 'src/client/deck.ts',
  presenter: 'src/client/presenter.ts',
};
/** Stay packages of their own: they hold programs or native code. The last two are optional parts of ws. */
const EXTERNAL = ['esbuild', 'puppeteer', '@lydell/node-pty', 'bufferutil', 'utf-8-validate'];
/** Older builds that are kept, since a running server may still read from them. */
const KEPT = 4;

async function main() {
  const started = performance.now();
  const mark = markOfInputs(root);
  const target = join(root, 'dist', mark.id);
  if (!existsSync(target)) {
    const temporary = join(root, 'dist', `.${mark.id}.${process.pid}`);
    try {
      mkdirSync(temporary, { recursive: true });
      const [, manifest] = await Promise.all([buildNode(temporary), buildClient(join(temporary, 'client'))]);
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
  writeWhole(join(root, 'dist', 'cli.js'), `import './${mark.id}/cli.js';\n`);
  writeMark(root, mark);
  removeOldBuilds(mark.id, process.argv.includes('--clean') ? 0 : KEPT);
  process.stderr.write(`lectern: built in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

/** @param {string} folder */
async function buildNode(folder) {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: present(NODE_ENTRIES),
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
 * @param {string} folder
 * @returns {Promise<object>} the manifest; see src/cli/assets.ts, which reads it
 */
async function buildClient(folder) {
  mkdirSync(folder, { recursive: true });
  const shared = {
    absWorkingDir: root,
    outdir: folder,
    bundle: true,
    minify: true,
    metafile: true,
    target: ['chrome111', 'firefox115', 'safari16.4'],
    legalComments: 'none',
    logLevel: 'warning',
    loader: { '.woff2': 'file', '.woff': 'file', '.svg': 'file', '.png': 'file' },
    plugins: [woff2Only],
  };
  const [scripts, styles] = await Promise.all([
    esbuild.build(
      /** @type {import('esbuild').BuildOptions} */ ({
        ...shared,
        entryPoints: present(CLIENT_ENTRIES),
        splitting: true,
        format: 'esm',
        entryNames: '[name]-[hash]',
        chunkNames: '[name]-[hash]',
        assetNames: 'assets/[name]-[hash]',
        define: { 'process.env.NODE_ENV': '"production"' },
      }),
    ),
    esbuild.build(
      /** @type {import('esbuild').BuildOptions} */ ({
        ...shared,
        entryPoints: themeFiles(),
        outbase: root,
        entryNames: '[dir]/[name]-[hash]',
        assetNames: 'themes/fonts/[name]-[hash]',
      }),
    ),
  ]);
  return { ...pagesOf(scripts.metafile, folder), themes: themesOf(styles.metafile, folder) };
}

/** Fonts come as woff2 alone: every browser that runs our scripts reads it. */
const woff2Only = {
  name: 'woff2-only',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /@fontsource.*\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, ''),
      loader: 'css',
      resolveDir: dirname(path),
    }));
  },
};

/**
 * For each page its script, its styles, and the chunks that are worth loading at once.
 * @param {import('esbuild').Metafile | undefined} metafile
 * @param {string} folder
 */
function pagesOf(metafile, folder) {
  /** @type {Record<string, { script: string, styles: string[], preload: string[] }>} */
  const pages = {};
  for (const [name, entry] of Object.entries(CLIENT_ENTRIES)) {
    const found = Object.entries(metafile?.outputs ?? {}).find(([, output]) => output.entryPoint === entry);
    if (found === undefined) continue;
    const [file, { cssBundle, imports }] = found;
    const chunks = imports.filter(({ kind, external }) => kind === 'import-statement' && external !== true);
    pages[name] = {
      script: inFolder(folder, file),
      styles: cssBundle === undefined ? [] : [inFolder(folder, cssBundle)],
      preload: chunks.map(({ path }) => inFolder(folder, path)),
    };
  }
  return pages;
}

/**
 * For each theme its style sheet and the fonts that this one names.
 * @param {import('esbuild').Metafile | undefined} metafile
 * @param {string} folder
 */
function themesOf(metafile, folder) {
  /** @type {Record<string, { css: string, fonts: string[] }>} */
  const themes = {};
  for (const [file, { entryPoint, imports }] of Object.entries(metafile?.outputs ?? {})) {
    if (entryPoint?.endsWith('/theme.css') !== true) continue;
    const fonts = imports.filter(({ path }) => path.endsWith('.woff2')).map(({ path }) => inFolder(folder, path));
    themes[basename(dirname(entryPoint))] = { css: inFolder(folder, file), fonts };
  }
  return themes;
}

/**
 * @param {string} folder
 * @param {string} file as the metafile names it: relative to the root
 */
function inFolder(folder, file) {
  return relative(folder, resolve(root, file)).replaceAll('\\', '/');
}

function themeFiles() {
  const folder = join(root, 'themes');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => `themes/${name}/theme.css`)
    .filter((file) => existsSync(join(root, file)));
}

/**
 * The entries whose source exists.
 * @param {Record<string, string>} entries
 */
function present(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file))));
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
  // A folder with a dot belongs to a build that is at work, or died an hour ago and more.
  const old = byAge.filter(({ name }) => !name.startsWith('.')).slice(kept);
  const dead = byAge.filter(({ name, time }) => name.startsWith('.') && Date.now() - time > 3_600_000);
  for (const { name } of [...old, ...dead]) rmSync(join(dist, name), { recursive: true, force: true });
}

await main();
