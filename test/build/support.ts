// A talk to publish, with all that a published talk may hold, good and bad; what a
// plain host of static files does; and what was asked of the net meanwhile.
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { HTTPRequest, Page } from 'puppeteer';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import type {} from '../../src/client/api.ts';
import { type CliResult, lectern } from '../support/cli.ts';

/** Marks at one and two seconds, which no test waits for. */
const CAST = encodeCast(castHeader({ columns: 40, rows: 8 }, { timestamp: 1_763_647_320 }), [
  { type: 'output', time: 0, pane: 'two', data: 'zero\r\n' },
  { type: 'marker', time: 300, pane: 'two', label: 'one' },
  { type: 'output', time: 600, pane: 'two', data: 'first\r\n' },
  { type: 'marker', time: 600, pane: 'two', label: 'two' },
  { type: 'output', time: 600.2, pane: 'two', data: 'second\r\n' },
  { type: 'exit', time: 600.2, pane: 'two', code: 0, signal: null },
]);

const EVIL = 'top.__evil = (top.__evil ?? 0) + 1';
/** A drawing that is a program to whoever opens it by itself. */
export const EVIL_SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="${EVIL}"><script>${EVIL}</script><image href="http://spy.invalid/a.png"/><rect width="40" height="40" fill="red"/></svg>`;
const SEA = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><path d="M0 20h80" stroke="blue"/></svg>';

export const TALK = `---
title: Tides & times
author: The harbour
dialect: remark
---
name: first

# Tides & times

Twice a day the water comes.

![sea](pictures/the%20sea.svg)

???
A secret of the speaker.

---
name: steps

# Steps

One.

--

Two.

--

Three.

---
name: marks
demo: two

# Marks

\`\`\`ts file=demos/two.ts
\`\`\`

--

A step.

---
name: hostile

# Hostile

<script>${EVIL}</script>
<img src="nothing.png" onerror="${EVIL}">
<svg onload="${EVIL}"></svg>
[go](javascript:${encodeURIComponent(EVIL)})

![evil](evil.svg)

[the drawing](evil.svg)

<iframe src="page.html" width="100" height="50"></iframe>

![remote](http://spy.invalid/remote.png)

---
name: äußerst

# The last
`;

export const FILES = {
  'package.json': '{}',
  'talk.md': TALK,
  'pictures/the sea.svg': SEA,
  'evil.svg': EVIL_SVG,
  'page.html': `<!doctype html><p>page</p><script>${EVIL}</script>`,
  'unused.svg': SEA,
  'demos/two.ts': `// @mark one\nconsole.log('first');\n// @mark two\nconsole.log('second');\n`,
  'demos/two.cast': CAST,
};

/** `lectern build` without a browser. */
export function build(cwd: string, ...args: readonly string[]): Promise<CliResult> {
  return lectern(['build', ...args, '--no-picture'], { cwd });
}

/** Contents by path below a folder. */
export async function tree(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.sort().map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'latin1')] as const)),
  );
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

export interface Host extends AsyncDisposable {
  /** Of the folder, with a slash at its end. */
  readonly url: string;
  /** Paths that were asked for and are not there. */
  readonly missing: readonly string[];
}

/** Serves a folder below `/talks/x/`, and nothing else. */
export async function host(folder: string): Promise<Host> {
  const missing: string[] = [];
  const below = '/talks/x/';
  const server: Server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const bytes = name.startsWith(below) ? await readFile(join(folder, name.slice(below.length))).catch(() => null) : null;
    if (bytes === null) missing.push(path);
    response.writeHead(bytes === null ? 404 : 200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' });
    response.end(bytes ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${below}`,
    missing,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface Watched {
  /** Addresses that were asked for, without data: and blob:. */
  readonly asked: readonly string[];
  /** Errors of the page. */
  readonly errors: readonly string[];
}

export function watch(page: Page): Watched {
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request: HTTPRequest) => {
    if (!/^(data|blob):/.test(request.url())) asked.push(request.url());
  });
  // What the page's own policy holds back has not been asked for: it fails without the net's having a word for it.
  page.on('requestfailed', (request) => {
    if (!request.failure()?.errorText) asked.splice(asked.indexOf(request.url()), 1);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { asked, errors };
}

export const at = (page: Page): Promise<string> => page.evaluate(() => `${window.lectern.slide}.${window.lectern.step}`);

/** What the demo `two` shows, and the code line that is lit. */
export const demo = (page: Page) =>
  page.evaluate(() => ({
    at: `${window.lectern.slide}.${window.lectern.step}`,
    state: window.lectern.demo.state('two'),
    text: window.lectern.demo.text('two'),
    foot: document.querySelector('.foot-right')?.textContent,
  }));
