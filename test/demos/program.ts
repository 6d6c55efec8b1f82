// Runs a demo's file as plain Node would: bundled by esbuild into a folder of
// its own, in a process group of its own, its output collected. No runner of
// ours takes part, so that a demo is known to work by itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

export const DEMOS = fileURLToPath(new URL('../../demos/', import.meta.url));

export interface Program {
  readonly pid: number;
  /** What it wrote to stdout so far. */
  text(): string;
  /** Resolves with the match once stdout matches; rejects when the program ends without. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  type(text: string): void;
  /** Closes its stdin, as Ctrl-D does. */
  eof(): void;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

export interface Workshop {
  run(file: string, args?: readonly string[]): Promise<Program>;
  /** Kills what still runs and removes the built files. */
  close(): Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lectern-demos-'));
  const programs: Program[] = [];
  const built = new Map<string, Promise<string>>();
  return {
    async run(file, args = []) {
      const name = path.dirname(file) === '.' ? file : path.dirname(file);
      const folderOf = built.get(name) ?? bundle(name, folder);
      built.set(name, folderOf);
      const program = start(path.join(await folderOf, path.basename(file).replace(/ts$/, 'mjs')), args);
      programs.push(program);
      return program;
    },
    async close() {
      for (const { pid } of programs) if (groupLives(pid)) process.kill(-pid, 'SIGKILL');
      await Promise.all(programs.map((program) => program.ended));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Builds a one-file demo, or each program of a folder; gives the folder of what was built. */
async function bundle(demo: string, folder: string): Promise<string> {
  const alone = demo.endsWith('.ts');
  const files = alone
    ? [demo]
    : (await readdir(path.join(DEMOS, demo))).filter((file) => file.endsWith('.ts')).map((file) => path.join(demo, file));
  const outdir = path.join(folder, demo);
  const { warnings } = await build({
    entryPoints: files.map((file) => path.join(DEMOS, file)),
    outdir,
    outbase: alone ? DEMOS : path.join(DEMOS, demo),
    outExtension: { '.js': '.mjs' },
    // Packages that are CommonJS ask for Node's own modules by require.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    plugins: [neighbours],
  });
  if (warnings.length > 0) throw new Error(JSON.stringify(warnings));
  return outdir;
}

/** What a program names beside itself: programs are built beside it, other files stay where they are. */
const neighbours: Plugin = {
  name: 'neighbours',
  setup({ onLoad }) {
    onLoad({ filter: /demos[\\/].*\.ts$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const contents = source
        .replace(/new URL\('(\.\/[\w-]+)\.ts'/g, "new URL('$1.mjs'")
        .replace(/(new URL\('\.\/[\w-]+\.html', )import\.meta\.url/g, `$1${JSON.stringify(pathToFileURL(file).href)}`);
      return { contents, loader: 'ts' };
    });
  },
};

/** Whether any process of the group is left. */
export function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

function start(file: string, args: readonly string[]): Program {
  const { FORCE_COLOR: _, NODE_OPTIONS: __, ...env } = process.env;
  const child = spawn(process.execPath, [file, ...args], { detached: true, env, stdio: ['pipe', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdin.on('error', () => {}); // it may have ended before it read all
  const closed = once(child, 'close');
  return {
    pid: child.pid ?? 0,
    text: () => out,
    async until(pattern) {
      while (true) {
        const match = pattern.exec(out);
        if (match) return match;
        const more = await Promise.race([once(child.stdout, 'data').then(() => true), closed.then(() => false)]);
        if (!more && !pattern.test(out)) throw new Error(`ended without ${pattern}:\n${out}${err}`);
      }
    },
    type: (text) => void child.stdin.write(text),
    eof: () => void child.stdin.end(),
    ended: closed.then(() => ({ code: child.exitCode, out, err })),
  };
}
