// The one door to esbuild: builds a demo's TypeScript into a folder of the cache,
// with source maps that lead back to the author's lines, and marks as calls. A
// broken source is a result with a text for people, not a throw. In one file, for
// esbuild has one door.
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve } from 'node:path';
import type { BuildFailure, BuildOptions, Loader, OutputFile, Plugin } from 'esbuild';
import type { PartSource } from '../demo.ts';
import { type Fingerprints, fingerprint, fingerprints } from './fingerprint.ts';
import { insertMarks, type MarkLabel, numberMarks } from './mark-comments.ts';
import { checkFile } from './preflight.ts';
import { rewriteSourceUrls } from './source-urls.ts';
import { needsOwnClock } from './waiting-program.ts';
import { writeIfChanged } from './write-if-changed.ts';

export type Built =
  | {
      readonly ok: true /** Source to built file, both absolute. */;
      readonly files: ReadonlyMap<string, string> /** Marks that cannot be reported, each with its place. */;
      readonly notes: readonly string[];
      /** Of everything that was read for it and written, and of what was looked for in vain. */
      readonly contents: Fingerprints;
      /** Whether it may become a process that has waited for it. */
      readonly standby: boolean;
      /** Why this is the last good build and not one of the sources as they are; null where it is. */
      readonly instead: string | null;
    }
  | {
      readonly ok: false /** `demos/queue.ts:3:5: …` */;
      readonly reason: string /** With a frame and colours, for the pane. */;
      readonly text: string;
    };

/** A program to build: a file (absolute), or a part of it. */
export interface Entry {
  readonly file: string;
  readonly source?: PartSource;
}

export interface Transformer {
  /** Builds the entries of one demo. `name` is the folder of the cache they go to. */
  build(name: string, entries: readonly Entry[], columns: number): Promise<Built>;
  /** Starts esbuild's process ahead of the first build. */
  warm(): Promise<void>;
}

/** All paths absolute. Bare imports stay imports and are resolved from the root's node_modules. */
export function createTransformer(options: { readonly root: string; readonly cacheFolder: string }): Transformer {
  const { root, cacheFolder } = options;
  // With the cache elsewhere, the built file would not find the packages of the root.
  const packages = relative(root, cacheFolder).startsWith('..') ? 'bundle' : 'external';

  async function build(name: string, entries: readonly Entry[], columns: number): Promise<Built> {
    for (const { file, source } of entries) {
      const fault = source === undefined ? await checkFile(file, relative(root, file)) : null;
      if (fault !== null) return { ok: false, reason: fault, text: fault };
    }
    const esbuild = await import('esbuild');
    const out = join(cacheFolder, 'run', name);
    const all = new Set(entries.map(({ file }) => file));
    const parts = new Map(entries.flatMap(({ file, source }) => (source === undefined ? [] : [[file, source] as const])));
    try {
      for (;;) {
        const before = all.size;
        const reader = createReader(all, parts);
        const result = await esbuild.build({
          ...SETTINGS,
          entryPoints: [...all],
          absWorkingDir: root,
          outbase: root,
          outdir: out,
          packages,
          plugins: [reader.plugin],
        });
        // A worker found on the way is one more entry, and may itself name others.
        if (all.size > before) continue;
        const outputs = await withMarks(result.outputFiles, reader.labels);
        const others = Object.keys(result.metafile.inputs)
          .map((path) => resolve(root, path))
          .filter((path) => !parts.has(path));
        const contents = new Map([...(await fingerprints(others)), ...reader.contents]);
        for (const file of outputs.files) {
          await writeIfChanged(file.path, file.contents);
          contents.set(file.path, fingerprint(file.contents));
        }
        const built = [...all].map(
          (file) =>
            [
              file,
              join(
                out,
                relative(root, file)
                  .replaceAll(/(^|[\\/])\.\.(?=[\\/])/g, '$1_.._')
                  .replace(/\.[^.]+$/, '.mjs'),
              ),
            ] as const,
        );
        return {
          ok: true,
          files: new Map(built),
          contents,
          instead: null,
          standby: !result.outputFiles.some((file) => file.path.endsWith('.mjs') && needsOwnClock(file.text)),
          notes: outputs.lost.map(
            (mark) => `${relative(root, mark.file)}:${mark.line}: mark "${mark.label}" is not between statements and is not reported`,
          ),
        };
      }
    } catch (error) {
      if (!isBuildFailure(error)) return { ok: false, reason: messageOf(error), text: messageOf(error) };
      const first = error.errors[0];
      const place = first?.location ? `${first.location.file}:${first.location.line}:${first.location.column + 1}: ` : '';
      const text = await esbuild.formatMessages(error.errors.slice(0, 3), { kind: 'error', color: true, terminalWidth: columns });
      return { ok: false, reason: `${place}${first?.text ?? 'cannot be built'}`, text: text.join('').trimEnd() };
    }

    async function withMarks(files: readonly OutputFile[], labels: ReadonlyMap<number, MarkLabel & { file: string }>) {
      if (labels.size === 0) return { files, lost: [] };
      const lost = new Map(labels);
      const marked: { path: string; contents: Uint8Array }[] = [];
      for (const file of files) {
        if (!file.path.endsWith('.mjs')) {
          marked.push(file);
          continue;
        }
        const bare = await esbuild.transform(file.text, { loader: 'js', legalComments: 'none', target: 'esnext', format: 'esm' });
        const text: number[] = [];
        const code = insertMarks(file.text, bare.code, (number) => text.push(number));
        for (const match of file.text.matchAll(/@lectern-mark:(\d+):/g))
          if (!text.includes(Number(match[1]))) lost.delete(Number(match[1]));
        marked.push({ path: file.path, contents: Buffer.from(code) });
      }
      return { files: marked, lost: [...lost.values()] };
    }
  }

  return {
    build,
    async warm() {
      const esbuild = await import('esbuild');
      await esbuild.transform('');
    },
  };
}

const SETTINGS = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'inline',
  treeShaking: false,
  write: false,
  metafile: true,
  logLevel: 'silent',
  outExtension: { '.js': '.mjs' },
} satisfies BuildOptions;

interface Reader {
  readonly plugin: Plugin;
  readonly labels: Map<number, MarkLabel & { file: string }>;
  readonly contents: ReadonlyMap<string, string>;
}

/** Reads local sources: gives their marks numbers, and adds what they start by URL to `entries`. Of `parts` no file is read. */
function createReader(entries: Set<string>, parts: ReadonlyMap<string, PartSource>): Reader {
  const contents = new Map<string, string>();
  const labels = new Map<number, MarkLabel & { file: string }>();
  const plugin: Plugin = {
    name: 'demo-source',
    setup(build) {
      const load = async (path: string, source: string, loader: Loader) => {
        const { text, entries: named, missing } = rewriteSourceUrls(source, path);
        for (const file of missing) contents.set(file, '');
        for (const entry of named) entries.add(resolve(entry));
        const marked = numberMarks(text, labels.size);
        for (const mark of marked.labels) labels.set(mark.number, { ...mark, file: path });
        return { contents: marked.text, loader, resolveDir: dirname(path) };
      };
      for (const [file, { text, lang, line }] of parts) {
        const filter = new RegExp(`^${file.replace(/[^\w/]/g, '\\$&')}$`);
        // The file itself may be gone, as in the middle of a save.
        build.onResolve({ filter }, () => ({ path: file }));
        // On the lines where it stands, so that errors and traces name them.
        build.onLoad({ filter }, () => load(file, `${'\n'.repeat(line - 1)}${text}`, lang));
      }
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        contents.set(path, fingerprint(source));
        if (path.includes(`${join('/', 'node_modules', '/')}`)) return undefined;
        return load(path, source, loaderOf(path));
      });
    },
  };
  return { plugin, labels, contents };
}

/** How esbuild reads a file of this name. */
export function loaderOf(path: string): Loader {
  const extension = extname(path).replace(/^\.[cm]?/, '');
  return extension === 'ts' || extension === 'tsx' || extension === 'jsx' ? extension : 'js';
}

/** Where the text of a program is no program, and why, in one line; null where it is one. */
export async function syntaxFault(text: string, loader: Loader): Promise<{ line: number; column: number; reason: string } | null> {
  const esbuild = await import('esbuild');
  try {
    await esbuild.transform(text, { loader, logLevel: 'silent', target: SETTINGS.target, format: SETTINGS.format });
    return null;
  } catch (error) {
    const first = isBuildFailure(error) ? error.errors[0] : undefined;
    if (first === undefined) return { line: 1, column: 1, reason: messageOf(error) };
    return { line: first.location?.line ?? 1, column: (first.location?.column ?? 0) + 1, reason: first.text };
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
