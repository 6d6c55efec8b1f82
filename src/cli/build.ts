// `lectern build`: a talk, or a folder of talks, as a site that any host serves; or as
// one file. What is written appears whole, and nothing of anybody else's is lost.
import { resolve } from 'node:path';
import { type Content, checkSite, SiteError, writeSite } from '../build/write-site.ts';
import { checkTarget, TargetError, writeWhole } from '../export/write-file.ts';
import { formatMessage } from '../message.ts';
import { readManifest } from './assets.ts';
import { defineCommand } from './command.ts';
import { Failure, failed, wrongUsage } from './failure.ts';
import type { Io } from './io.ts';
import { createProgress } from './progress.ts';
import { nameOf, prepareStatic, type StaticTalk } from './static-talk.ts';
import { findTalk, talkOptionSpecs, talkOptions } from './talk.ts';
import { talkPage, talkSite } from './talk-site.ts';

export default defineCommand({
  arguments: [{ name: 'talk', help: 'a Markdown file, a folder that holds talk.md, or a folder of such folders' }],
  options: {
    output: { type: 'string', value: 'DIR', short: 'o', help: 'the folder to write; with --single the file' },
    base: {
      type: 'string',
      value: 'URL',
      help: 'where it will be published, for links to it and their previews; pages themselves need it not',
    },
    single: { type: 'boolean', help: 'one .html file that opens from a disk and asks for nothing' },
    presenter: { type: 'boolean', default: true, help: 'leave out the presenter view, and with it all notes' },
    force: { type: 'boolean', help: 'also into a folder that holds other things' },
    json: { type: 'boolean', help: 'print one line of JSON about what was written' },
    ...talkOptionSpecs,
  },
  about:
    "Demos play from their recordings. The presenter view is published too, and anybody who finds it reads the notes: --no-presenter leaves them out. The deck's own pages hold no notes.",
  examples: [
    { line: 'build slides/async-typescript -o site', does: 'write a folder for any web server' },
    { line: 'build talk.md -o talk.html --single', does: 'write one file to carry along or send' },
    { line: 'build slides -o site --base https://example.org/talks/', does: 'all talks of a folder, with a page that lists them' },
  ],
  async run({ arguments: [word = ''], options }, io) {
    const talk = findTalk(word, io.cwd);
    if (options.output === undefined && !options.single) throw wrongUsage('where is the site to go? -o DIR names a folder');
    const shown = options.output ?? `${nameOf(talk)}.html`;
    const target = resolve(io.cwd, shown);
    const { presenter, force } = options;
    await (options.single ? checkTarget(target, shown) : checkSite(target, { shown, force })).catch(asFailure);
    const assets = readManifest();
    const progress = createProgress(process.stderr);
    try {
      progress.say('compiling …');
      const prepared = await prepareStatic({
        ...{ talk, options: talkOptions(options), cwd: io.cwd, env: io.env, assets, beside: !options.single },
        fileUrl: (name) => `files/${name.split('/').map(encodeURIComponent).join('/')}`,
      });
      if (options.single) {
        const bytes = Buffer.from(talkPage(prepared, { assets, presenter }));
        await writeWhole(target, bytes, shown).catch(asFailure);
        progress.clear();
        tell(prepared, io);
        result({ out: shown, files: 1, bytes: bytes.length }, options.json, io);
        return 0;
      }
      const base = options.base === undefined ? null : options.base.replace(/\/*$/, '/');
      const site = talkSite(prepared, { assets, assetsAt: 'assets/', presenter, base });
      const files = new Map<string, Content>(site.files);
      for (const [path, content] of site.shared) files.set(`assets/${path}`, content);
      files.set('index.html', site.index(null));
      progress.say('writing …');
      const written = await writeSite(target, files, { shown, force }).catch(asFailure);
      progress.clear();
      tell(prepared, io);
      result({ out: shown, ...written }, options.json, io);
      return 0;
    } finally {
      progress.clear();
    }
  },
});

function tell({ messages, notes }: StaticTalk, io: Io): void {
  for (const line of [...messages.map(formatMessage), ...notes.map((text) => `lectern: ${text}`)]) io.note(line);
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
