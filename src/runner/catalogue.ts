// Finds the demos of a root: `demos/<name>.ts` (or .js), whose title and size are
// tags in its leading comment, and `demos/<name>/demo.yaml`. What is wrong with one
// becomes a message with its place; the others are there all the same.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DemoSpec } from '../demo.ts';
import type { Message } from '../message.ts';
import { readDemoFile } from './demo-file.ts';
import { readDemoYaml } from './demo-yaml.ts';
import { localFiles } from './local-files.ts';

export interface Catalogue {
  /** Sorted by name. */
  readonly demos: readonly DemoSpec[];
  /** Places name files relative to the root. */
  readonly messages: readonly Message[];
}

const PROGRAM = /^(?![._])(?!.*\.(?:d|test)\.[cm]?ts$)(.+)\.[cm]?[jt]s$/;

/** Never rejects: without a folder `demos` there are none. */
export async function loadDemos(root: string): Promise<Catalogue> {
  const folder = join(root, 'demos');
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = new Map<string, DemoSpec>();
  const messages: Message[] = [];

  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const loaded = entry.isDirectory() ? await loadFolder(root, path) : PROGRAM.test(entry.name) ? await loadFile(root, path) : null;
    if (loaded === null) continue;
    messages.push(...loaded.messages);
    if (loaded.demo === null) continue;
    const { name } = loaded.demo;
    const place = { file: `demos/${entry.name}`, line: 1, column: 1 };
    if (found.has(name))
      messages.push({ ...place, severity: 'warning', rule: 'demo-twice', reason: `demo "${name}" is there twice; rename this one` });
    else found.set(name, { ...loaded.demo, files: localFiles(loaded.demo) });
  }
  return { demos: [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), messages };
}

interface Loaded {
  readonly demo: DemoSpec | null;
  readonly messages: readonly Message[];
}

async function loadFile(root: string, path: string): Promise<Loaded | null> {
  const source = await readFile(path, 'utf8').catch(() => null);
  const name = PROGRAM.exec(basename(path))?.[1] ?? basename(path);
  return source === null ? null : readDemoFile({ root, path, name, source });
}

async function loadFolder(root: string, folder: string): Promise<Loaded | null> {
  const path = join(folder, 'demo.yaml');
  const source = await readFile(path, 'utf8').catch(() => null);
  return source === null ? null : readDemoYaml({ root, path, name: basename(folder), source });
}
