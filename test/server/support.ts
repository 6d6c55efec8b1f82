// A small talk in a temporary folder with a real server on it. Its clients are in
// clients.ts.
import { join } from 'node:path';
import { Terminal } from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { DEFAULT_GRID, type DemoSpec } from '../../src/demo.ts';
import type { DeckData, ShownMessage, SlideData } from '../../src/protocol.ts';
import { createRunner } from '../../src/runner/runner.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/server.ts';
import { openTalkSession, type TalkSession } from '../../src/server/session-store.ts';
import type { Site, SiteChange } from '../../src/server/site.ts';
import { tempFolder } from '../support/temp.ts';

export const CANARY = 'CANARY-7f3a';

export function slide(hash: string, part: Partial<SlideData> = {}): SlideData {
  const base = {
    hash,
    number: 1,
    name: null,
    h: 0,
    v: 0,
    stepNumbers: [1],
    demos: [],
    attributes: {},
    html: `<h1>${hash}</h1>`,
    notes: `notes of ${hash}`,
  };
  return { ...base, ...part };
}

export function deck(slides: readonly SlideData[], version = 1): DeckData {
  return { version, title: 'Small talk', slides, demos: [] };
}

/** A demo of one pane that runs a script with this Node. */
export function demo(name: string, script: string, part: Partial<DemoSpec> = {}): DemoSpec {
  const pane = {
    name: 'main',
    program: { kind: 'command', argv: [process.execPath, '-e', script] },
    args: [],
    ready: null,
    type: [],
    expect: [],
  } as const;
  const base = { name, title: name, summary: '', size: DEFAULT_GRID, panes: [pane], env: {}, cwd: '/', timeout: null } as const;
  return { ...base, keys: 'deck', onLeave: 'keep', fallback: 'offer', volatile: [], unordered: [], files: [], ...part };
}

export interface SmallSite extends Site {
  change(data: DeckData, messages?: readonly ShownMessage[]): void;
  /** May be given out, beside pictures/a.png. */
  readonly named: Set<string>;
}

export function smallSite(root: string, first: DeckData): SmallSite {
  const listeners = new Set<(change: SiteChange) => void>();
  let data = first;
  let messages: readonly ShownMessage[] = [];
  const named = new Set([join(root, 'pictures/a.png')]);
  return {
    root,
    named,
    page: (view, { nonce, position }) =>
      `<!doctype html><title>${view}</title><link rel="icon" href="data:,"><p>${position.slide}<script type="module" nonce="${nonce}" src="/assets/deck-ABCDEFGH.js"></script>`,
    whole: Promise.resolve(),
    data: () => data,
    files: () => named,
    recording: async (demo) => (demo === 'queue' ? { panes: [{ name: 'main', cast: '{"version":3}' }] } : null),
    messages: () => messages,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (next, newMessages = []) => {
      data = next;
      messages = newMessages;
      const order = next.slides.map(({ hash, number, h, v, stepNumbers }) => ({ hash, number, h, v, stepNumbers }));
      const patch = { version: next.version, title: next.title, order, slides: next.slides, demos: next.demos };
      for (const listener of listeners) listener({ patch, messages });
    },
  };
}

export interface Talk {
  /** Parent of the root, where the canary lies. */
  readonly folder: string;
  readonly root: string;
  readonly site: SmallSite;
  readonly session: TalkSession;
  readonly server: RunningServer;
  readonly port: number;
  readonly token: string;
  /** `lectern-PORT=TOKEN`. */
  readonly cookie: string;
  /** All lines the server gave to people. */
  readonly notices: string[];
  /** One more server on the same folder, as after a restart. */
  again(): Promise<Talk>;
}

export interface TalkOptions extends Partial<Omit<ServerOptions, 'demos'>> {
  readonly slides?: readonly SlideData[];
  readonly demos?: readonly DemoSpec[];
}

/** Four slides, a picture that the deck names, a secret that it does not, and a canary outside. */
export async function talk(options: TalkOptions = {}): Promise<Talk> {
  const folder = await tempFolder({
    'outside/CANARY': CANARY,
    'deck/pictures/a.png': 'picture',
    'deck/pictures/unnamed.png': CANARY,
    'deck/.env': CANARY,
    'deck-secret/s.txt': CANARY,
    'assets/deck-ABCDEFGH.js': 'import("/assets/more-ABCDEFGH.js")',
    'assets/more-ABCDEFGH.js': 'document.documentElement.dataset.more = "here"',
    'assets/plain.css': 'p { color: teal }',
  });
  onTestFinished(() => folder[Symbol.asyncDispose]());
  return serve(folder.path, options);
}

async function serve(folder: string, options: TalkOptions): Promise<Talk> {
  const root = join(folder, 'deck');
  const { slides = ['one', 'two', 'three', 'four'].map((hash) => slide(hash)), demos = [], ...rest } = options;
  const notices: string[] = [];
  const notice = (text: string) => void notices.push(text);
  const site = smallSite(root, deck(slides));
  const session = await openTalkSession({ stateFolder: join(folder, 'state'), talk: root, fresh: false, notice });
  const runner = createRunner({ root, cacheFolder: join(folder, 'cache') });
  const settings = {
    site,
    session,
    runner,
    host: '127.0.0.1',
    port: 0,
    strictPort: false,
    assets: join(folder, 'assets'),
    notice,
    demos: () => demos,
  };
  const server = await startServer({ ...settings, ...rest });
  onTestFinished(async () => {
    await server.close();
    await runner.close();
  });
  const token = session.token('presenter');
  const { port } = server;
  const cookie = `lectern-${port}=${token}`;
  const again = () => serve(folder, options);
  return { folder, root, site, session, server, port, token, cookie, notices, again };
}

/** What a person sees of a terminal of the default grid that was sent this text, scrollback included. */
export async function seen(data: string): Promise<string> {
  const terminal = new Terminal({ cols: DEFAULT_GRID.columns, rows: DEFAULT_GRID.rows, scrollback: 2000, allowProposedApi: true });
  await new Promise<void>((done) => terminal.write(data, done));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, i) => active.getLine(i)?.translateToString(true) ?? '');
  terminal.dispose();
  return lines.join('\n').trimEnd();
}

/** A program that says its process id, then answers each key; Ctrl-C ends it. */
export const ECHO = `
  process.stdin.setRawMode?.(true);
  process.stdout.write('pid ' + process.pid + '\\r\\n');
  process.stdin.on('data', (d) => String(d) === '\\x03' ? process.exit() : process.stdout.write('<' + d + '>'));
`;
