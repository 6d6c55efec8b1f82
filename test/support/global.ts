// What the whole test run shares, made when a test first asks for it: the build, and
// one Chromium. Tests run in processes of their own, so they ask over a loopback
// server whose address vitest hands them; they do so by way of shared.ts. The server
// has a blank page, too.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'puppeteer';
import type { TestProject } from 'vitest/node';
import { launchBrowser } from '../../scripts/support/browser.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server that gives what tests share. */
    shared: string;
  }
}

const root = join(import.meta.dirname, '..', '..');

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let launched: Promise<Browser> | undefined;
  const browser = once(async () => {
    await runSetup(['--test', '--no-build']);
    launched = launchBrowser(root);
    return launched;
  });

  const build = once(async () => {
    await runSetup([]);
    const { id } = JSON.parse(readFileSync(join(root, 'dist', 'build.json'), 'utf8')) as { id: string };
    return join(root, 'dist', id, 'cli.js');
  });
  const gifts: Readonly<Record<string, () => Promise<string>>> = {
    '/build': build,
    '/browser': async () => (await browser()).wsEndpoint(),
  };
  const server = createServer((request, response) => {
    if (request.url === '/blank') return void response.setHeader('content-type', 'text/html').end('<title>blank</title>');
    const gift = gifts[request.url ?? ''];
    if (gift === undefined) return void response.writeHead(404).end();
    gift().then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('shared', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  return async () => {
    server.close();
    await (await launched?.catch(() => undefined))?.close();
  };
}

/** The same promise at every call. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What `pretest` does; costs nothing when it has, and serves those who call vitest by itself. */
async function runSetup(options: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'scripts', 'setup.mjs'), ...options]).catch((error: { stderr?: string }) => {
    throw new Error(`set-up failed:\n${error.stderr}`);
  });
}
