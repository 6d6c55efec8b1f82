// The part of the build that browsers load: the pages' scripts and styles, and the
// themes with their fonts, under names that carry a hash of the content.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { present } from './present.mjs';
import { remarkJs } from './remark-js.mjs';
import { revealThemes } from './reveal-themes.mjs';

/** Pages' scripts, by their name in the manifest. */
const CLIENT_ENTRIES = {
  deck: 'src/client/deck.ts',
  presenter: 'src/client/presenter.ts',
};
/** Pages that are opened without our server's modules: one classic script each. */
const SINGLE_ENTRIES = {
  print: 'src/client/print.ts',
  single: 'src/client/single.ts',
};

/**
 * @param {string} root
 * @param {string} folder
 * @returns {Promise<object>} the manifest; see src/cli/assets.ts, which reads it
 */
export async function buildClient(root, folder) {
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
    plugins: [woff2Only, remarkJs, revealThemes],
  };
  const [scripts, singles, styles, math] = await Promise.all([
    esbuild.build(
      /** @type {import('esbuild').BuildOptions} */ ({
        ...shared,
        entryPoints: present(root, CLIENT_ENTRIES),
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
        entryPoints: present(root, SINGLE_ENTRIES),
        format: 'iife',
        entryNames: '[name]-[hash]',
        assetNames: 'assets/[name]-[hash]',
      }),
    ),
    esbuild.build(
      /** @type {import('esbuild').BuildOptions} */ ({
        ...shared,
        entryPoints: themeFiles(root),
        outbase: root,
        entryNames: '[dir]/[name]-[hash]',
        assetNames: 'themes/fonts/[name]-[hash]',
      }),
    ),
    esbuild.build(
      /** @type {import('esbuild').BuildOptions} */ ({
        ...shared,
        entryPoints: { math: 'src/client/math.css' },
        entryNames: '[name]-[hash]',
        assetNames: 'math/[name]-[hash]',
      }),
    ),
  ]);
  /** @param {string} file as a metafile names it: relative to the root */
  const inFolder = (file) => relative(folder, resolve(root, file)).replaceAll('\\', '/');
  return {
    ...pagesOf(scripts.metafile, CLIENT_ENTRIES, inFolder),
    ...pagesOf(singles.metafile, SINGLE_ENTRIES, inFolder),
    themes: themesOf(styles.metafile, inFolder),
    math: Object.keys(math.metafile?.outputs ?? {})
      .filter((file) => file.endsWith('.css'))
      .map(inFolder)[0],
  };
}

/** Fonts come as woff2 alone: every browser that runs our scripts reads it. */
const woff2Only = {
  name: 'woff2-only',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /(@fontsource.*|katex)\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(['"](?:woff|truetype)['"]\)/g, ''),
      loader: 'css',
      resolveDir: dirname(path),
    }));
  },
};

/**
 * For each page its script, its styles, and the chunks that are worth loading at once.
 * @param {import('esbuild').Metafile | undefined} metafile
 * @param {Record<string, string>} entries
 * @param {(file: string) => string} inFolder
 */
function pagesOf(metafile, entries, inFolder) {
  /** @type {Record<string, { script: string, styles: string[], preload: string[], later: string[] }>} */
  const pages = {};
  for (const [name, entry] of Object.entries(entries)) {
    const found = Object.entries(metafile?.outputs ?? {}).find(([, output]) => output.entryPoint === entry);
    if (found === undefined) continue;
    const [file, { cssBundle, imports }] = found;
    const chunks = imports.filter(({ kind, external }) => kind === 'import-statement' && external !== true);
    pages[name] = {
      script: inFolder(file),
      styles: cssBundle === undefined ? [] : [inFolder(cssBundle)],
      preload: chunks.map(({ path }) => inFolder(path)),
      later: laterOf(metafile?.outputs ?? {}, file, new Set(chunks.map(({ path }) => path))).map(inFolder),
    };
  }
  return pages;
}

/**
 * All that a script may import when it is needed, at any remove.
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {string} script
 * @param {Set<string>} atOnce
 */
function laterOf(outputs, script, atOnce) {
  const met = new Set([script]);
  for (const file of met) {
    for (const { path, external } of outputs[file]?.imports ?? []) if (external !== true && path.endsWith('.js')) met.add(path);
  }
  return [...met].filter((file) => file !== script && !atOnce.has(file)).sort();
}

/**
 * For each theme its style sheet and the fonts that this one names.
 * @param {import('esbuild').Metafile | undefined} metafile
 * @param {(file: string) => string} inFolder
 */
function themesOf(metafile, inFolder) {
  /** @type {Record<string, { css: string, fonts: string[] }>} */
  const themes = {};
  for (const [file, { entryPoint, imports }] of Object.entries(metafile?.outputs ?? {})) {
    if (entryPoint?.endsWith('/theme.css') !== true) continue;
    const fonts = imports.filter(({ path }) => path.endsWith('.woff2')).map(({ path }) => inFolder(path));
    themes[basename(dirname(entryPoint))] = { css: inFolder(file), fonts };
  }
  return themes;
}

/** @param {string} root */
function themeFiles(root) {
  const folder = join(root, 'themes');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => `themes/${name}/theme.css`)
    .filter((file) => existsSync(join(root, file)));
}
