// The one door to pandoc: found through PATH, started with a list of arguments and no
// shell, in its sandbox (it reads nothing but the file), for a limited time.
import { spawn } from 'node:child_process';

export interface PandocRun {
  /** Absolute path of the file. */
  readonly file: string;
  /** Name of pandoc's reader. */
  readonly from: string;
  /** Where pictures that the file holds go: a folder's name in `cwd`; null = nowhere. */
  readonly media: string | null;
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly signal: AbortSignal;
}

export type PandocResult =
  | { readonly kind: 'done'; readonly markdown: string; readonly warnings: readonly string[] }
  /** There is no such program. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string };

const LIMIT_S = 120;
const LARGEST = 64 * 1024 * 1024;
/** GitHub's Markdown with formulas; headings with `#`, paragraphs on one line each. */
const TO = ['--to', 'gfm+tex_math_dollars', '--wrap=none', '--standalone', '--eol=lf'];

/** Never rejects. */
export async function runPandoc(run: PandocRun): Promise<PandocResult> {
  const first = await start(run, ['--sandbox']);
  // Before version 2.15 there is none; what it would keep out it keeps out of nothing then.
  const old = first.kind === 'failed' && /unknown option.*--sandbox|unrecognized option.*--sandbox/i.test(first.reason);
  return old ? start(run, []) : first;
}

function start({ file, from, media, cwd, env, signal }: PandocRun, more: readonly string[]): Promise<PandocResult> {
  const args = ['--from', from, ...TO, ...more, ...(media === null ? [] : [`--extract-media=${media}`]), file];
  return new Promise((resolve) => {
    const child = spawn('pandoc', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], signal, killSignal: 'SIGKILL', windowsHide: true });
    let out = '';
    let err = '';
    let ended: string | null = null;
    const stop = (reason: string): void => {
      ended ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`it was not done after ${LIMIT_S} seconds`), LIMIT_S * 1000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.length > LARGEST) stop('the result is larger than 64 MB');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (err.length < 100_000) err += text;
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve(error.code === 'ENOENT' ? { kind: 'missing' } : { kind: 'failed', reason: ended ?? error.message });
    });
    child.once('close', (code, killed) => {
      clearTimeout(timer);
      const lines = err.split(/\r?\n/).filter((line) => line.trim() !== '');
      if (code === 0 && ended === null) resolve({ kind: 'done', markdown: out, warnings: warningsOf(lines) });
      else
        resolve({ kind: 'failed', reason: ended ?? (lines.join(' ') || (killed === null ? `exit code ${code}` : `stopped by ${killed}`)) });
    });
  });
}

/** `[WARNING] Could not fetch …` and the lines that go on with it, in lower case and without repetition. */
function warningsOf(lines: readonly string[]): string[] {
  const found: string[] = [];
  for (const line of lines) {
    if (/^\[(?:WARNING|ERROR)\]/.test(line)) found.push(line.replace(/^\[\w+\]\s*/, ''));
    else if (found.length > 0 && /^\s/.test(line)) found[found.length - 1] += ` ${line.trim()}`;
  }
  return [...new Set(found)].map((line) => line.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase()).replace(/\.$/, ''));
}
