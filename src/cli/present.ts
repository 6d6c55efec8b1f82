// `lectern present`: serves a talk with its demos until it is stopped. Puts the parts
// together and owns their end: server first, so that no new run starts, then the
// runs, then what only read and coloured.
import { constants } from 'node:os';
import { privateValues } from '../cast/mask.ts';
import { maskSession } from '../cast/mask-session.ts';
import { createExpectations } from '../runner/expectations.ts';
import { createPrompter } from '../runner/prompter.ts';
import { createRunner } from '../runner/runner.ts';
import { PortError } from '../server/listen.ts';
import { startServer } from '../server/server.ts';
import { openTalkSession } from '../server/session-store.ts';
import { readManifest } from './assets.ts';
import { readCasts } from './cast-files.ts';
import { defineCommand } from './command.ts';
import { failed } from './failure.ts';
import type { Io } from './io.ts';
import { openBrowser } from './open-browser.ts';
import { stateFolder } from './root.ts';
import { findTalk, talkOptionSpecs, talkOptions } from './talk.ts';
import { watchTalk } from './watched-talk.ts';

/** Where a talk is served unless the command line says otherwise. */
const PORT = 4040;
/** A demo that takes every core leaves enough of them to turn the slide and to be stopped. */
const NICENESS = 5;

export default defineCommand({
  arguments: [{ name: 'talk', help: 'a Markdown file, or a folder that holds talk.md' }],
  options: {
    port: { type: 'number', value: 'PORT', min: 0, max: 65_535, help: `where to serve it (${PORT}, or the next free one); 0 takes any` },
    'strict-port': { type: 'boolean', help: 'fail when the port is taken, instead of taking the next' },
    host: { type: 'string', value: 'ADDRESS', help: 'the address to listen on (127.0.0.1: this machine only)' },
    open: { type: 'boolean', default: true, help: 'do not open the browser' },
    json: { type: 'boolean', help: 'print one line of JSON with the addresses' },
    'new-session': { type: 'boolean', help: 'start afresh: first slide, new addresses' },
    ...talkOptionSpecs,
  },
  about: 'A saved edit is on the screen at once. A server that is started again goes on at the same slide and step.',
  examples: [
    { line: 'slides/async-typescript', does: 'present a talk, in the browser that opens' },
    { line: 'present talk.md --port 8080 --no-open', does: 'serve it there, and only print the addresses' },
    { line: 'present talk.md --theme ink', does: 'in the dark theme' },
  ],
  async run({ arguments: [word = ''], options }, io) {
    const talk = findTalk(word, io.cwd);
    const folder = stateFolder(talk.root, io.env);
    const assets = readManifest();
    const session = await openTalkSession({
      stateFolder: folder,
      talk: talk.file,
      fresh: options['new-session'],
      notice: (text) => io.note(`lectern: ${text}`),
    });
    const { slide } = session.saved.position;
    const watched = await watchTalk({
      ...{ talk, options: talkOptions(options), cwd: io.cwd, cacheFolder: folder, assets, slide },
      note: (text) => io.note(text),
    });
    let ownPort: number | null = null;
    const swept = (count: number) =>
      io.note(`lectern: ended ${count} ${count === 1 ? 'process' : 'processes'} that an earlier run left behind`);
    const runner = createRunner({
      root: talk.root,
      cacheFolder: folder,
      lastGood: true,
      swept,
      niceness: NICENESS,
      ownPort: () => ownPort,
    });
    const secrets = privateValues({ env: io.env, home: '', user: '', root: '' }).map(({ value }) => value);
    const host = options.host ?? '127.0.0.1';
    const server = await startServer({
      site: watched.site,
      runner: { ...runner, start: (spec) => maskSession(runner.start(spec), secrets) },
      demos: watched.demos,
      casts: (spec) => readCasts(spec, talk.root),
      expectations: (spec) => createExpectations(spec.panes),
      prompter: (spec, hands) => createPrompter({ panes: spec.panes, ...hands }),
      fallback: () => watched.site.deck.fallback,
      host,
      port: options.port ?? PORT,
      strictPort: options['strict-port'],
      session,
      assets: assets.folder,
      notice: (text) => io.note(`lectern: ${text}`),
    }).catch(async (error: unknown) => {
      await Promise.all([runner.close(), watched.close()]);
      throw error instanceof PortError ? failed(error.message) : error;
    });
    ownPort = server.port;
    announce(server, watched.site.deck, host, options.json, io);
    if (options.open && !options.json) void openBrowser(server.url, io);
    void runner.warm();

    const code = await ended(io);
    await server.close();
    await Promise.all([runner.close(), watched.close()]);
    return code;
  },
});

interface Addresses {
  readonly url: string;
  readonly presenterUrl: string;
  readonly remoteUrl: string | null;
  readonly port: number;
}

function announce(server: Addresses, deck: { title: string; slides: readonly unknown[] }, host: string, json: boolean, io: Io): void {
  const { url, presenterUrl, remoteUrl, port } = server;
  if (!/^(127\.|localhost$|::1$)/.test(host)) {
    io.note(
      io.err.yellow(
        `lectern: listening on ${host}: others on this network can reach the server, and who has an address below can run the demos`,
      ),
    );
  }
  if (json) {
    io.print(JSON.stringify({ url, presenterUrl, remoteUrl, port }));
    return;
  }
  const { bold, dim, cyan } = io.out;
  io.print(
    `\n  ${bold(deck.title)} ${dim(`· ${deck.slides.length} slides`)}\n\n  deck       ${cyan(url)}\n  presenter  ${cyan(presenterUrl)}\n`,
  );
  io.note(io.err.dim('  Ctrl-C ends it'));
}

/** Resolves to the exit code when the process is told to end, or has lost its footing; told twice, it ends at once. */
function ended(io: Io): Promise<number> {
  return new Promise((resolve) => {
    let told = false;
    const end = (code: number): void => {
      if (told) process.exit(code);
      told = true;
      resolve(code);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(128 + constants.signals[signal]));
    const fault = (error: unknown): void => {
      io.note(`lectern: a mistake in Lectern itself: ${error instanceof Error ? error.stack : String(error)}`);
      end(1);
    };
    process.on('uncaughtException', fault).on('unhandledRejection', fault);
  });
}
