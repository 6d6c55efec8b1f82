// `lectern build`: a talk, or a folder of talks, as a site that any host serves; or as
// one file. What is written appears whole, and nothing of anybody else's is lost. Where
// nothing has changed since it was built, nothing is done.
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { checkSite, SiteError } from '../build/write-site.ts';
import { findBrowser, noBrowser } from '../export/find-browser.ts';
import { checkTarget, TargetError } from '../export/write-file.ts';
import { readManifest } from './assets.ts';
import type { Said } from './build-talks.ts';
import { defineCommand } from './command.ts';
import { Failure, failed, missingProgram, wrongUsage } from './failure.ts';
import type { Io } from './io.ts';
import { keptBuild } from './kept-build.ts';
import { findRoot, isFolder, stateFolder } from './root.ts';
import { findTalk, nameOf, type Talk, talkOptionSpecs } from './talk.ts';

export default defineCommand({
  arguments: [{ name: 'talk', help: 'a Markdown file, a folder that holds talk.md, or a folder of talks' }],
  options: {
    output: { type: 'string', value: 'DIR', short: 'o', help: "the folder to write; with --single the file (the talk's name, here)" },
    single: { type: 'boolean', help: 'one .html file that opens from a disk and asks for nothing' },
    base: {
      type: 'string',
      value: 'URL',
      help: 'where it will be published, for links to it and their previews; else addresses are relative',
    },
    presenter: { type: 'boolean', default: true, help: 'leave out the presenter view, and with it all notes' },
    picture: { type: 'boolean', default: true, help: 'take no picture of the first slide' },
    browser: { type: 'string', value: 'PATH', help: 'the Chrome, Chromium or Edge that takes it (LECTERN_BROWSER, or one that is found)' },
    force: { type: 'boolean', help: 'also into a folder that holds other things' },
    json: { type: 'boolean', help: 'print one line of JSON about what was written' },
    ...talkOptionSpecs,
  },
  about:
    'Demos play from their recordings. The presenter view is published too, and whoever opens it reads the notes: --no-presenter leaves them out. In the deck itself there are none, but a page of one file is both.',
  examples: [
    { line: 'build slides/async-typescript -o site', does: 'write a folder for any web server' },
    { line: 'build talk.md --single -o talk.html', does: 'write one file to carry along or to send' },
    { line: 'build slides -o site --base https://example.org/talks/', does: 'all talks of a folder, with a page that lists them' },
  ],
  async run({ arguments: [word = ''], options }, io) {
    const talks = talksOf(word, io.cwd);
    const [first] = talks;
    const isSite = talks.length > 1 || first === undefined || !holdsOne(word, io.cwd);
    if (first === undefined) throw failed(`no talk in ${word}: it holds neither talk.md nor folders with one`);
    if (options.single && isSite) throw wrongUsage('--single makes a file of one talk: name the talk');
    if (options.output === undefined && !options.single) throw wrongUsage('where is the site to go? -o DIR names a folder');
    const shown = options.output ?? `${nameOf(first)}.html`;
    const target = resolve(io.cwd, shown);
    const { force } = options;
    await (options.single ? checkTarget(target, shown) : checkSite(target, { shown, force })).catch(asFailure);
    const executable = findBrowser(io.env, options.browser);
    if (executable === null && options.browser !== undefined) throw missingProgram(noBrowser(io.env, options.browser));

    const { json: _, ...chosen } = options;
    const assets = readManifest();
    const state = stateFolder(first.root, io.env);
    const wanted = { target, talks, chosen, executable: options.picture ? executable : null, assets: assets.folder, cwd: io.cwd };
    const kept = keptBuild<Said>(state, wanted);
    const said = kept.said ?? (await make());
    if (typeof said === 'number') return said;
    for (const line of said.lines) io.note(line);
    result(said.written, options.json, io);
    return 0;

    /** Loads the compiler only now: what is there already needs none. */
    async function make(): Promise<Said | number> {
      const { buildTalks } = await import('./build-talks.ts');
      const job = { talks, title: isSite ? titleOf(word, io.cwd) : null, target, shown, executable, assets, state, options };
      const made = await buildTalks(job, io).catch(asFailure);
      if (typeof made === 'number') return made;
      const { inputs, outputs, ...saying } = made;
      kept.keep(inputs, outputs, saying);
      return saying;
    }
  },
});

/** Whether the word names one talk, and not a folder of some. */
function holdsOne(word: string, cwd: string): boolean {
  const path = resolve(cwd, word);
  return !isFolder(path) || existsSync(join(path, 'talk.md'));
}

/** The one talk that the word names, or those in the folder that it names: `x/talk.md` and `x.md`. */
function talksOf(word: string, cwd: string): Talk[] {
  if (holdsOne(word, cwd)) return [findTalk(word, cwd)];
  const folder = realpathSync(resolve(cwd, word));
  const named = readdirSync(folder)
    .sort()
    .map((name) => (/\.md$/i.test(name) && !/^readme\./i.test(name) ? join(folder, name) : join(folder, name, 'talk.md')));
  const files = named.filter((file) => existsSync(file) && !isFolder(file)).map((file) => realpathSync(file));
  return files.map((file) => ({ file, root: findRoot(join(file, '..')) }));
}

/** `Slides` for slides/. */
function titleOf(word: string, cwd: string): string {
  const name = basename(resolve(cwd, word)).replace(/[-_]+/g, ' ').trim();
  return name === '' || /^slides$/i.test(name) ? 'Talks' : name[0]?.toUpperCase() + name.slice(1);
}

function result({ out, files, bytes }: { out: string; files: number; bytes: number }, json: boolean, io: Io): void {
  if (json) {
    io.print(JSON.stringify({ out, files, bytes }));
    return;
  }
  const size = bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  io.print(`${io.out.bold(out)}: ${files === 1 ? '1 file' : `${files} files`}, ${size}`);
}

function asFailure(error: unknown): never {
  if (error instanceof Failure) throw error;
  if (error instanceof SiteError || error instanceof TargetError) throw failed(error.message);
  throw error;
}
