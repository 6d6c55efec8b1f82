// A talk being presented by the built command line, as a process of its own.
//
//   await using talk = await present(folder.path, 'talk.md');
//   await page.goto(talk.url);
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Page } from 'puppeteer';
import { NEUTRAL } from './cli.ts';
import { shared } from './shared.ts';

export interface Presented extends AsyncDisposable {
  readonly url: string;
  readonly presenterUrl: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** All that went to stderr so far. */
  stderr(): string;
  /** Sends the signal and resolves to the exit code, or the signal that it died of. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Presents `talk`, a path relative to `cwd`, on any free port. */
export function present(cwd: string, talk: string, ...options: readonly string[]): Promise<Presented> {
  return presentWith({}, cwd, talk, ...options);
}

/** The same with more in its environment. */
export async function presentWith(
  env: Readonly<Record<string, string>>,
  cwd: string,
  talk: string,
  ...options: readonly string[]
): Promise<Presented> {
  const bin = await shared('build');
  const port = options.includes('--port') ? [] : ['--port', '0'];
  const child = spawn(process.execPath, [bin, 'present', talk, '--no-open', '--json', ...port, ...options], {
    cwd,
    env: { ...process.env, ...NEUTRAL, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // Not 'exit': its last words may be on their way still.
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const first = await Promise.race([once(createInterface(child.stdout), 'line') as Promise<[string]>, closed.then(() => null)]);
  if (first === null) throw new Error(`lectern present ended at once:\n${stderr}`);
  const { url, presenterUrl, port: bound } = JSON.parse(first[0]) as { url: string; presenterUrl: string; port: number };

  const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    const [code, died] = await closed;
    return code ?? died;
  };
  return {
    url,
    presenterUrl,
    port: bound,
    process: child,
    stderr: () => stderr,
    end,
    [Symbol.asyncDispose]: async () => void (await end()),
  };
}

/** Loads a deck or presenter page and waits until it says that it is ready. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForSelector('html[data-lectern="ready"]', { timeout: 30_000 });
}
