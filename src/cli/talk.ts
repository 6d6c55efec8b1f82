// From a word on the command line to a compiled talk: finds the file and its root,
// and gives the compiler its only door to the disk.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { CompileInput, SlideCache } from '../compile/compile.ts';
import { didYouMean } from '../message.ts';
import { DIALECTS, ENGINES, type TalkOptions } from '../settings.ts';
import { failed } from './failure.ts';
import { findRoot, isFolder, rootFiles } from './root.ts';
import { createTypeset } from './typeset.ts';

/** The options of every command that reads a talk. */
export const talkOptionSpecs = {
  dialect: { type: 'string', value: 'DIALECT', choices: DIALECTS, help: 'how the talk is written, where detection is wrong' },
  engine: { type: 'string', value: 'ENGINE', choices: ENGINES, help: 'what shows the slides' },
  theme: { type: 'string', value: 'THEME', help: 'how they look' },
  strict: { type: 'boolean', help: "follow the dialect's original to the letter" },
} as const;

/** A talk that has been found; all paths absolute, links resolved. */
export interface Talk {
  readonly file: string;
  readonly root: string;
}

/** The talk that `word` names: a file, or a folder with talk.md. Throws a Failure when there is none. */
export function findTalk(word: string, cwd: string): Talk {
  const path = resolve(cwd, word);
  if (!existsSync(path)) throw failed(`no talk at ${word}: there is no such file${nearby(path)}`);
  const file = isFolder(path) ? join(path, 'talk.md') : path;
  if (!existsSync(file)) throw failed(`no talk in ${word}: the folder holds no talk.md${nearby(file)}`);
  const real = realpathSync(file);
  return { file: real, root: findRoot(dirname(real)) };
}

/** `async-typescript` for slides/async-typescript/talk.md, `intro` for intro.md. */
export function nameOf({ file }: Talk): string {
  const name = basename(file).replace(/\.[^.]+$/, '');
  const folder = basename(dirname(file));
  return name === 'talk' && folder !== '' ? folder : name;
}

/** What the compiler needs to compile the talk as it is on disk now; the cache lives as long as its owner wants. */
export function compileInput(talk: Talk, options: TalkOptions, demoNames: readonly string[], cwd: string, cache: SlideCache): CompileInput {
  const { file, root } = talk;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw failed(`${shownPath(file, cwd)} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  return {
    file,
    root,
    text,
    options,
    demoNames,
    cache,
    ...rootFiles(root),
    typeset: createTypeset(),
    display: (path) => shownPath(path, cwd),
  };
}

/** Of the options of a command line those about the talk; what was not given is left to the front matter. */
export function talkOptions(given: {
  dialect: TalkOptions['dialect'];
  engine: TalkOptions['engine'];
  theme: string | undefined;
  strict: boolean;
}): TalkOptions {
  return {
    ...(given.dialect === undefined ? {} : { dialect: given.dialect }),
    ...(given.engine === undefined ? {} : { engine: given.engine }),
    ...(given.theme === undefined ? {} : { theme: given.theme }),
    ...(given.strict ? { strict: true } : {}),
  };
}

/** A path as people see it: relative to where they are, unless that leads far up. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short.startsWith(join('..', '..', '..')) ? path : short;
}

/** A file of nearly the same name in the same folder. */
function nearby(path: string): string {
  const folder = dirname(path);
  return isFolder(folder) ? didYouMean(basename(path), readdirSync(folder)) : '';
}
