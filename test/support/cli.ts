// The built command line as a real process: on pipes with `lectern`, on a terminal
// with `terminal`. Both start the build that the whole test run shares.
import { spawn } from 'node:child_process';
import { shared } from './shared.ts';

export interface CliOptions {
  readonly cwd?: string;
  /** What comes in on standard input; without it there is none. */
  readonly input?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface CliResult {
  /** The exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a test may not inherit: it would change colours or the browser. */
export const NEUTRAL = { NO_COLOR: undefined, FORCE_COLOR: undefined, CI: undefined, LECTERN_BROWSER: undefined };

/** Runs `lectern` with these words to its end. */
export async function lectern(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const program = await shared('build');
  const child = spawn(process.execPath, [program, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...NEUTRAL, ...options.env },
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(options.input);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
