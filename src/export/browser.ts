// The one door to puppeteer: starts a browser of this machine without a window, on
// pipes, and owns it to the end. The pipes are also the leash: a browser whose tool
// was killed reads the end of its pipe and goes; the profile it leaves is swept at
// the next start. The program is started before puppeteer is imported, since both
// take their time.
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionTransport, Page } from 'puppeteer';
import { killGroup } from './processes.ts';
import { createProfile, type Profile, sweepProfiles } from './profile.ts';

export type { Page };

export interface LaunchOptions {
  /** The program, absolute: see findBrowser. */
  readonly executable: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Milliseconds until a browser that does not answer is given up. */
  readonly timeout?: number;
  /** Where its profile is kept; the system's temporary folder unless told. */
  readonly temporary?: string;
}

export interface LaunchedBrowser {
  /** Of the browser's process, which leads a group of its own. */
  readonly pid: number;
  /** Rejects with a BrowserError when the browser has ended. */
  newPage(): Promise<Page>;
  /** Ends it by force; resolves when neither process nor profile is left. Never rejects. */
  close(): Promise<void>;
}

/** The browser did not come up; the message is for people. */
export class BrowserError extends Error {}

const ANSWERS_WITHIN = 30_000;
const CLOSES_WITHIN = 3_000;

/**
 * Starts a browser. Nothing in it may leave the machine: no name resolves, not even an address, so a page gets only
 * what its owner answers by interception. Rejects with a BrowserError.
 */
export async function launchBrowser({ executable, env, timeout = ANSWERS_WITHIN, temporary }: LaunchOptions): Promise<LaunchedBrowser> {
  const sweeping = sweepProfiles(temporary);
  const profile = await createProfile(temporary);
  const args = [...launchFlags(process.getuid?.() === 0), `--user-data-dir=${profile.folder}`, 'about:blank'];
  // What it keeps outside its profile goes with it too; elsewhere the path would be too long for its sockets.
  const own = process.platform === 'linux' ? { ...env, TMPDIR: profile.folder } : env;
  const child = spawn(executable, args, {
    env: own,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const said = lastWords(child);
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
  if (child.pid !== undefined) await profile.usedBy(child.pid);

  try {
    const transport = pipeTransport(child.stdio[3] as Writable, child.stdio[4] as Readable);
    const { default: puppeteer } = await import('puppeteer');
    const connecting = puppeteer.connect({ transport, defaultViewport: null });
    connecting.catch(() => undefined);
    const browser = await Promise.race([connecting, failure(gone, timeout)]);
    await sweeping;
    const pid = child.pid ?? 0;
    // Puppeteer would wait half a minute for a page of a browser that ends in that moment.
    const lost = gone.then((): never => {
      throw new BrowserError(`${executable} has ended`);
    });
    lost.catch(() => undefined);
    return { pid, newPage: () => Promise.race([browser.newPage(), lost]), close: once(() => close(child, profile, gone)) };
  } catch (error) {
    await close(child, profile, gone);
    const reason = error instanceof Error ? error.message : String(error);
    throw new BrowserError(`${executable} does not start: ${said() || reason}`);
  }
}

/** @param root whether this is the superuser, for whom Chromium has no sandbox */
export function launchFlags(root: boolean): string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pings',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-component-extensions-with-background-pages',
    '--disable-component-update',
    '--disable-crash-reporter',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-features=Translate,MediaRouter,OptimizationHints,AcceptCHFrame',
    '--disable-quic',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    '--enable-automation',
    '--force-color-profile=srgb',
    // Type as wide on the screen, where it is fitted, as in print.
    '--font-render-hinting=none',
    '--hide-scrollbars',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--metrics-recording-only',
    '--mute-audio',
    '--password-store=basic',
    '--use-mock-keychain',
    ...(root ? ['--no-sandbox'] : []),
  ];
}

async function close(child: ChildProcess, profile: Profile, gone: Promise<void>): Promise<void> {
  const { pid } = child;
  if (pid !== undefined) {
    // Nothing in it is worth a second of leave-taking. When its output is closed, nobody of it lives who could write.
    killGroup(pid);
    await Promise.race([gone, within(CLOSES_WITHIN)]);
  }
  await profile.remove().catch(() => undefined);
}

/** The browser's own protocol on two pipes: texts, each ended by a zero byte. */
function pipeTransport(output: Writable, input: Readable): ConnectionTransport {
  const pending: Buffer[] = [];
  const transport: ConnectionTransport = {
    send: (message) => void output.write(`${message}\0`),
    close: () => {
      output.end();
      input.destroy();
    },
  };
  output.on('error', () => {});
  input.on('error', () => {});
  input.on('close', () => transport.onclose?.());
  input.on('data', (bytes: Buffer) => {
    let start = 0;
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
      const message = Buffer.concat([...pending.splice(0), bytes.subarray(start, end)]).toString('utf8');
      start = end + 1;
      // What a message sets off must not hold up those that came with it.
      setImmediate(() => transport.onmessage?.(message));
    }
    if (start < bytes.length) pending.push(bytes.subarray(start));
  });
  return transport;
}

/** What the browser said last on its standard error, for when it dies: the first line that tells something. */
function lastWords(child: ChildProcess): () => string {
  let text = '';
  let error = '';
  child.once('error', ({ message }) => {
    error = message;
  });
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    text = (text + part).slice(-8_000);
  });
  return () =>
    error ||
    (
      text.split('\n').find((line) => /error|fatal|cannot|not found|no such|no usable|unable/i.test(line)) ??
      text.split('\n')[0] ??
      ''
    ).trim();
}

async function failure(gone: Promise<void>, timeout: number): Promise<never> {
  const late = within(timeout).then(() => `no answer within ${timeout / 1000} s`);
  throw new Error(await Promise.race([gone.then(() => 'it ended at once'), late]));
}

/** For races only: by itself it keeps nothing alive. */
function within(milliseconds: number): Promise<void> {
  return delay(milliseconds, undefined, { ref: false });
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= act();
    return done;
  };
}
