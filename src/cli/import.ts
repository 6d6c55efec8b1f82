// `lectern import`: another format to a talk, on stdout or in a file. What the result
// comes to, and what was not understood, is said on stderr.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, relative, resolve } from 'node:path';
import { compile, createSlideCache } from '../compile/compile.ts';
import { checkTarget, TargetError, writeWhole } from '../export/write-file.ts';
import { FORMATS, type Format, formatNamed, formatOfFile, formatOfText } from '../import/formats.ts';
import { fromPandoc } from '../import/from-pandoc.ts';
import { runPandoc } from '../import/pandoc.ts';
import { type Imported, talkText } from '../import/result.ts';
import { fromSlideText } from '../import/slide-text.ts';
import { didYouMean, type Message } from '../message.ts';
import { defineCommand } from './command.ts';
import { failed, missingProgram, wrongUsage } from './failure.ts';
import type { Io } from './io.ts';
import { findRoot, isFolder, rootFiles } from './root.ts';
import { onStopSignals } from './stop-signals.ts';
import { shownPath } from './talk.ts';

const MISSING =
  'pandoc is not here, and this format is read through it\n  get it with apt-get install pandoc, brew install pandoc or winget install JohnMacFarlane.Pandoc, or from https://pandoc.org/installing.html';
const NAMES = FORMATS.map(({ name }) => name);
const LARGEST_TEXT = 20_000_000;

export default defineCommand({
  arguments: [{ name: 'file', help: 'a document, or the text of slides' }],
  options: {
    output: { type: 'string', value: 'FILE', short: 'o', help: 'where to write the talk (stdout); its pictures go beside it' },
    from: { type: 'string', value: 'FORMAT', help: `what the file is, where its name does not tell: ${NAMES.join(', ')}` },
    force: { type: 'boolean', help: 'replace what is there' },
  },
  about:
    'Plain text of slides is read by Lectern itself, Markdown is taken as it stands, all else goes through pandoc, which has to be installed.',
  examples: [
    { line: 'import lecture.rst -o talk.md', does: 'a talk of a document; then: lectern present talk.md' },
    { line: 'import slides.txt', does: 'the text of slides, as pdftotext makes it, on stdout' },
    { line: 'import notes.docx -o talks/notes.md', does: 'with its pictures in talks/notes-media' },
    { line: 'import page --from html -o talk.md', does: 'a file whose name does not tell what it is' },
  ],
  async run({ arguments: [word = ''], options }, io) {
    const named = options.from === undefined ? null : formatNamed(options.from);
    if (options.from !== undefined && named === null)
      throw wrongUsage(`--from ${options.from} is none of ${NAMES.join(', ')}${didYouMean(options.from, NAMES)}`);
    const file = resolve(io.cwd, word);
    if (!existsSync(file)) throw failed(`${word} is not there`);
    if (isFolder(file)) throw failed(`${word} is a folder: name a file in it`);
    const target = options.output === undefined ? null : resolve(io.cwd, options.output);
    const shown = options.output ?? '';
    const format = named ?? formatOfFile(file);
    if (format === null) throw wrongUsage(unknownFormat(word));
    if (target !== null) {
      if (existsSync(target) && !options.force) throw failed(`${shown} is there already: --force replaces it`);
      await checkTarget(target, shown).catch(asFailure);
    }
    const { text, told } = await converted(file, word, format, options.from !== undefined, target, options.force, io);
    const summary = summaryOf(text, target ?? file, io);
    if (target === null) io.print(text.replace(/\n$/, ''));
    else await writeWhole(target, Buffer.from(text), shown).catch(asFailure);
    for (const line of [...told, ...summary.problems]) io.note(`lectern: ${line}`);
    io.note(`${io.err.bold(target === null ? basename(file) : shown)}: ${summary.slides}`);
    return 0;
  },
});

interface Converted {
  readonly text: string;
  readonly told: readonly string[];
}

async function converted(
  file: string,
  word: string,
  format: Format,
  named: boolean,
  target: string | null,
  force: boolean,
  io: Io,
): Promise<Converted> {
  if (format.pandoc !== null) return throughPandoc(file, word, format.pandoc, target, force, io);
  const raw = textOf(file, word);
  if (named && format.name === 'slides') return finished(fromSlideText(raw));
  const { name, reason } = format.name === 'markdown' ? { name: 'markdown', reason: 'so its name says' } : formatOfText(raw);
  if (name === 'slides') return finished(fromSlideText(raw));
  if (name === 'markdown')
    return { text: raw.endsWith('\n') ? raw : `${raw}\n`, told: [`${word} is Markdown already (${reason}) and is taken as it stands`] };
  const result = await throughPandoc(file, word, name, target, force, io);
  return { ...result, told: [`${word} is read as ${name} (${reason}); --from says it otherwise`, ...result.told] };
}

function finished(imported: Imported): Converted {
  return { text: talkText(imported), told: imported.told };
}

async function throughPandoc(file: string, word: string, from: string, target: string | null, force: boolean, io: Io): Promise<Converted> {
  const folder = target === null ? dirname(file) : dirname(target);
  const media = target === null ? null : `${basename(target, extname(target))}-media`;
  if (media !== null && existsSync(resolve(folder, media)) && !force)
    throw failed(`${shownPath(resolve(folder, media), io.cwd)} is there already, where pictures would go: --force replaces them`);
  const stopped = new AbortController();
  let code: number | null = null;
  const off = onStopSignals((signalCode) => {
    code = signalCode;
    stopped.abort();
  });
  try {
    const result = await runPandoc({ file, from, media, cwd: folder, env: io.env, signal: stopped.signal });
    if (code !== null) process.exit(code);
    if (result.kind === 'missing') throw missingProgram(`${word}: ${MISSING}`);
    if (result.kind === 'failed') throw failed(`pandoc could not read ${word}: ${result.reason}`);
    const imported = fromPandoc(
      result.markdown,
      result.warnings.map((line) => line.replaceAll(file, word)),
    );
    return finished(target === null ? imported : { ...imported, body: rebased(imported.body, dirname(file), folder) });
  } finally {
    off();
  }
}

/** Pictures beside the document, as seen from the talk. */
function rebased(body: string, from: string, to: string): string {
  if (from === to) return body;
  const way = relative(to, from).replaceAll('\\', '/');
  return body.replace(/(!\[[^\]\n]*\]\()([^)\s:]+)(?=[)\s])/g, (whole, open: string, path: string) =>
    path.startsWith('/') || existsSync(resolve(to, decoded(path))) || !existsSync(resolve(from, decoded(path)))
      ? whole
      : `${open}${way}/${path}`,
  );
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function textOf(file: string, word: string): string {
  const bytes = readFileSync(file);
  if (bytes.length > LARGEST_TEXT) throw failed(`${word} is larger than 20 MB: it is hardly a talk`);
  if (bytes.subarray(0, 4000).includes(0)) throw failed(`${word} is no text: --from says what it is`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What is no UTF-8 was written by an older program.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What the talk comes to, as it will be read from its place. */
function summaryOf(text: string, file: string, io: Io): { readonly slides: string; readonly problems: readonly string[] } {
  const root = findRoot(dirname(file));
  const input = { file, root, text, options: {}, ...rootFiles(root), demoNames: [], cache: createSlideCache() };
  const { deck, messages } = compile({ ...input, display: (path) => shownPath(path, io.cwd) });
  const count = deck.slides.length;
  const split = messages.filter(({ rule }) => rule === 'section-split').length;
  const more = split === 0 ? '' : `; ${split === 1 ? 'one section is' : `${split} sections are`} on more than one`;
  return {
    slides: `${count === 1 ? 'one slide' : `${count} slides`} of dialect ${deck.dialect}${more}`,
    problems: messages.filter(({ severity }) => severity !== 'info').map((m: Message) => `line ${m.line}: ${m.reason}`),
  };
}

function unknownFormat(word: string): string {
  const extension = extname(word).toLowerCase();
  const all = FORMATS.flatMap(({ extensions }) => extensions);
  const what = extension === '' ? `${word} has no extension` : `nothing reads ${extension}${didYouMean(extension, all)}`;
  return `${what}: it can be ${all.join(' ')}, or --from says what it is: ${NAMES.join(', ')}`;
}

function asFailure(error: unknown): never {
  throw error instanceof TargetError ? failed(error.message) : error;
}
