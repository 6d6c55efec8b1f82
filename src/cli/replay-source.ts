// What `lectern demo replay` plays: the recording of a demo by its name, or any cast
// by its file; all panes of it or one.
import { open } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { decodeCast } from '../cast/decode.ts';
import type { PaneCast } from '../cast/timeline.ts';
import { didYouMean } from '../message.ts';
import { readCasts } from './cast-files.ts';
import { demoNamed, demosHere } from './demos.ts';
import { failed, wrongUsage } from './failure.ts';
import type { Io } from './io.ts';

export interface ReplaySource {
  readonly name: string;
  readonly title: string;
  readonly casts: readonly PaneCast[];
}

/** Bytes; a larger file is not read. */
const LARGEST = 128 * 1024 * 1024;
const FILE = /\.(cast|json)$|[/\\]/;

/** `word` names a demo or a file; `pane` one of its panes; `talk` whose inline demos are meant. Throws a Failure when there is nothing to play. */
export async function findReplay(word: string, pane: string | undefined, io: Io, talk?: string): Promise<ReplaySource> {
  const source = FILE.test(word) ? await fromFile(word, io) : await fromDemo(word, io, talk);
  if (pane === undefined) return source;
  const names = source.casts.map((one) => one.pane);
  const casts = source.casts.filter((one) => one.pane === pane);
  if (casts.length === 0) throw wrongUsage(`${source.name} has no pane "${pane}"${didYouMean(pane, names)}: there is ${names.join(', ')}`);
  return { ...source, casts };
}

async function fromDemo(name: string, io: Io, talk: string | undefined): Promise<ReplaySource> {
  const { root, demos } = await demosHere(io, talk, [name]);
  const demo = demoNamed(name, demos);
  const found = await readCasts(demo, root);
  if ('reason' in found) throw failed(`${name}: ${found.reason}`);
  return { name, title: demo.title, casts: found.casts };
}

async function fromFile(word: string, io: Io): Promise<ReplaySource> {
  const path = resolve(io.cwd, word);
  const shown = relative(io.cwd, path) || word;
  const text = await readWhole(path).catch((error: NodeJS.ErrnoException) => {
    throw failed(error.code === 'ENOENT' ? `there is no file ${shown}` : `${shown} cannot be read: ${error.message}`);
  });
  const cast = decodeCast(text, 'main');
  if (!cast.ok) throw failed(`${shown}:${headLine(text)}: ${cast.error}`);
  for (const { line, reason } of cast.problems) io.note(`${shown}:${line}: ${reason}`);
  if (cast.events.length === 0) throw failed(`${shown}: the recording is empty: nothing happens in it`);
  const { origin, title } = cast.header;
  const pane = origin?.pane ?? 'main';
  return { name: shown, title: title ?? shown, casts: [{ pane, cast }] };
}

async function readWhole(path: string): Promise<string> {
  const file = await open(path);
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw new Error('it is a folder');
    if (stats.size > LARGEST) throw new Error(`it is larger than ${LARGEST / 1024 / 1024} MB`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** The number of the line that should be the header. */
function headLine(text: string): number {
  const at = text.split('\n', 1000).findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  return at + 1 || 1;
}
