// `lectern new`: a folder with a talk of one's own, a demo and its recording, ready
// to present. Made beside its place and moved there whole.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineCommand } from './command.ts';
import { failed, wrongUsage } from './failure.ts';
import { isFolder } from './root.ts';

const TEMPLATE = fileURLToPath(new URL('../../templates/talk/', import.meta.url));

export default defineCommand({
  arguments: [{ name: 'dir', help: 'the folder to make; an empty one may be there' }],
  options: {
    title: { type: 'string', value: 'TITLE', help: "what the talk is called (the folder's name)" },
  },
  about: 'Makes slides/<name>/talk.md, demos/hello.ts with its recording, package.json and .gitignore.',
  examples: [
    { line: 'new my-talk', does: 'make my-talk/ and say how to present it' },
    { line: 'new . --title "Queues, slowly"', does: 'here, in an empty folder' },
  ],
  async run({ arguments: [word = ''], options }, io) {
    const folder = resolve(io.cwd, word);
    const name = slug(basename(folder));
    if (name === '') throw wrongUsage(`${word} is no name for a talk: use letters and digits`);
    const title = (options.title ?? titleOf(basename(folder))).replace(/\s+/g, ' ').trim();
    if (existsSync(folder)) {
      if (!isFolder(folder)) throw failed(`${word} is a file: name a folder`);
      if (readdirSync(folder).length > 0) throw failed(`${word} is not empty: name a new folder`);
    }
    try {
      await mkdir(dirname(folder), { recursive: true });
      await make(folder, name, title);
    } catch (error) {
      throw failed(`${word} cannot be made: ${error instanceof Error ? error.message : error}`);
    }
    const here = relative(io.cwd, folder);
    io.note(`${io.err.bold(here === '' ? '.' : here)}: a talk, a demo and its recording. Next:`);
    const enter = here === '' ? '' : `cd ${quoted(here)} && `;
    io.print(`  ${enter}lectern present slides/${name}`);
    io.print(`  ${enter}lectern demo record hello`);
    return 0;
  },
});

async function make(folder: string, name: string, title: string): Promise<void> {
  const made = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    await cp(join(TEMPLATE, 'demos'), join(made, 'demos'), { recursive: true });
    await mkdir(join(made, 'slides', name), { recursive: true });
    const talk = readFileSync(join(TEMPLATE, 'slides', 'talk.md'), 'utf8');
    const [front = '', ...body] = talk.split('\n---\n');
    const words = title.replace(/[\\*_[\]<>`]/g, '\\$&');
    const text = [front.replace('{{title}}', () => JSON.stringify(title)), ...body].join('\n---\n').replaceAll('{{title}}', () => words);
    await writeFile(join(made, 'slides', name, 'talk.md'), text);
    await writeFile(join(made, '.gitignore'), 'node_modules/\n.lectern/\n');
    await writeFile(join(made, 'package.json'), `${JSON.stringify(packageOf(name), null, 2)}\n`);
    // A temporary folder is only its owner's.
    await chmod(made, 0o777 & ~process.umask());
    // An empty folder stands where it is made; the shell may be in it.
    if (!existsSync(folder)) await rename(made, folder);
    else {
      for (const entry of readdirSync(made)) await rename(join(made, entry), join(folder, entry));
      await rmdir(made);
    }
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    throw error;
  }
}

/** Its scripts call the `lectern` that is installed. */
function packageOf(name: string): object {
  const talk = `slides/${name}`;
  const scripts = {
    start: `lectern present ${talk}`,
    check: `lectern check ${talk} && lectern demo verify --all`,
    record: 'lectern demo record --all',
    pdf: `lectern export ${talk}`,
  };
  return { name, version: '0.0.0', private: true, type: 'module', scripts };
}

function slug(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

function titleOf(word: string): string {
  const words = word.replace(/[-_.\s]+/g, ' ').trim();
  return words.replace(/^./u, (c) => c.toUpperCase());
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
