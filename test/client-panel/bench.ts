// The workbench of the panel's tests: lab.ts and panel.css bundled into a folder,
// served on loopback, opened in the shared Chromium.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { KeyInput, Page } from 'puppeteer';
import type { DemoInfo, DemoStatus } from '../../src/protocol.ts';
import { openPage } from '../support/browser.ts';
import { tempFolder } from '../support/temp.ts';
import type {} from './lab.ts';

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html', woff2: 'font/woff2' };

/** The host fills the window; --k as the stage would set it for a window this high. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>panel</title><link rel="stylesheet" href="panel.css">
<style>html, body, #host { height: 100%; margin: 0 } body { background: #fbfaf5; overflow: hidden }</style>
<body><div id="host"></div><script type="module" src="lab.js"></script></body>`;

/** The same with recordings played in the page. */
const PLAYER = PAGE.replace('lab.js', 'player.js');

export interface Site extends AsyncDisposable {
  readonly url: string;
}

/** Builds and serves the lab. */
export async function serveLab(): Promise<Site> {
  const folder = await tempFolder({ 'index.html': PAGE, 'player.html': PLAYER });
  const root = join(import.meta.dirname, '..', '..');
  const face = '@font-face{font-family:"%";font-weight:#;src:url("@fontsource/$.woff2")}';
  const faces = [
    ['JetBrains Mono', '400', 'jetbrains-mono/files/jetbrains-mono-latin-400-normal'],
    ['JetBrains Mono', '700', 'jetbrains-mono/files/jetbrains-mono-latin-700-normal'],
    ['Inter', '400', 'inter/files/inter-latin-400-normal'],
    ['Inter', '500', 'inter/files/inter-latin-500-normal'],
    ['Inter', '600', 'inter/files/inter-latin-600-normal'],
  ].map(([family = '', weight = '', file = '']) => face.replace('%', family).replace('#', weight).replace('$', file));
  await build({
    absWorkingDir: root,
    outdir: folder.path,
    bundle: true,
    format: 'esm',
    logLevel: 'warning',
    loader: { '.woff2': 'file' },
    entryPoints: { lab: 'test/client-panel/lab.ts', player: 'test/client-panel/player.ts', panel: 'lab:panel.css' },
    plugins: [
      {
        name: 'faces',
        setup(plugin) {
          plugin.onResolve({ filter: /^lab:/ }, ({ path }) => ({ path, namespace: 'lab' }));
          plugin.onLoad({ filter: /.*/, namespace: 'lab' }, () => ({
            contents: `@import "./src/client/panel/panel.css";${faces.join('')}`,
            loader: 'css',
            resolveDir: root,
          }));
        },
      },
    ],
  });
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    readFile(join(folder.path, name)).then(
      (body) => response.writeHead(200, { 'Content-Type': TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** A demo of one pane, 40 by 8. */
export function demo(change: Partial<DemoInfo> = {}): DemoInfo {
  return {
    name: 'queue',
    title: 'Queue',
    summary: 'A producer and a consumer share a queue of three places.',
    size: { columns: 40, rows: 8 },
    panes: [{ name: 'queue', command: 'node queue.ts' }],
    keys: 'deck',
    onLeave: 'stop',
    recorded: false,
    stale: false,
    fallback: 'offer',
    ...change,
  };
}

export function status(state: DemoStatus['state'], run: string | null, change: Partial<DemoStatus> = {}): DemoStatus {
  return {
    name: 'queue',
    state,
    run,
    kind: 'live',
    recordedAt: null,
    reason: '',
    trouble: '',
    mark: '',
    replay: null,
    elapsed: 0,
    ...change,
  };
}

export interface Bench extends AsyncDisposable {
  readonly page: Page;
  status(status: DemoStatus): Promise<void>;
  screen(status: DemoStatus, panes: Record<string, string>): Promise<void>;
  output(run: string, data: string, pane?: string, demo?: string): Promise<void>;
  exit(run: string, code: number, pane?: string, demo?: string): Promise<void>;
  /** Text of the demo's pane once it matches, or as it is after the guard. */
  text(pattern: RegExp, demo?: string, pane?: string): Promise<string>;
  log(): Promise<unknown[][]>;
}

/** Opens the lab with these demos, the first shown. */
export async function openBench(site: Site, demos: readonly DemoInfo[], size = { width: 712, height: 1080 }, k = 1): Promise<Bench> {
  const opened = await openPage(size);
  const { page } = opened;
  await page.goto(site.url);
  await page.evaluate(
    (list, scale) => {
      document.documentElement.style.setProperty('--k', String(scale));
      window.mountLab(list).panel.show(list.map(({ name }) => name).slice(0, 1));
    },
    [...demos],
    k,
  );
  await page.waitForSelector('.xterm-screen');
  // A face that comes late is measured once more.
  await page.evaluate(async () => void (await document.fonts.ready));
  const first = demos[0]?.name ?? '';
  return {
    page,
    status: (next) => page.evaluate((s) => window.lab.handler.status(s), next),
    screen: (next, panes) =>
      page.evaluate(
        (s, p) => window.lab.handler.screen({ status: s, panes: Object.entries(p).map(([name, data]) => ({ name, data })) }),
        next,
        panes,
      ),
    output: (run, data, pane = first, of = first) =>
      page.evaluate((r, d, p, o) => window.lab.handler.event(o, r, { type: 'output', time: 0, pane: p, data: d }), run, data, pane, of),
    exit: (run, code, pane = first, of = first) =>
      page.evaluate(
        (r, c, p, o) => window.lab.handler.event(o, r, { type: 'exit', time: 1, pane: p, code: c, signal: null }),
        run,
        code,
        pane,
        of,
      ),
    text: async (pattern, of = first, pane) => {
      const source = [pattern.source, pattern.flags] as const;
      await page
        .waitForFunction((s, o, p) => new RegExp(s[0], s[1]).test(window.lab.panel.text(o, p)), { timeout: 20_000 }, source, of, pane)
        .catch(() => undefined);
      return page.evaluate((o, p) => window.lab.panel.text(o, p), of, pane);
    },
    log: () => page.evaluate(() => window.lab.log),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

/** Presses keys without a pause between them, however slow the page is to answer: to the panel, time tells keys apart. */
export async function atOnce({ keyboard }: Page, keys: Iterable<string>): Promise<void> {
  await Promise.all([...keys].flatMap((key) => [keyboard.down(key as KeyInput), keyboard.up(key as KeyInput)]));
}

/** What the panel has sent to the program, in order. */
export const inputs = async (bench: Bench): Promise<unknown[]> =>
  (await bench.log()).filter(([call]) => call === 'input').map(([, , , data]) => data);

/** A live run that this view has started, or another one has. */
export async function live(site: Site, startedHere: boolean): Promise<Bench> {
  const bench = await openBench(site, [demo()]);
  if (startedHere) await bench.page.evaluate(() => window.lab.panel.run());
  await bench.status(status('running', 'r1'));
  return bench;
}
