// The panes of a demo.yaml, from what it states to what the runner takes, and what is
// wrong with them beyond their single values.
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type * as v from 'valibot';
import type { PaneSpec, Program } from '../demo.ts';
import { didYouMean } from '../message.ts';
import type { paneSchema } from './demo-settings.ts';
import { pageFault } from './page.ts';

type Stated = v.InferOutput<typeof paneSchema>;

export interface PanesFile {
  readonly root: string;
  /** Of the demo.yaml; absolute. */
  readonly folder: string;
  readonly demo: string;
}

/** The first fault found; `keys` lead to the value it is about. */
export interface PaneFault {
  readonly keys: readonly (string | number)[];
  readonly rule: string;
  readonly reason: string;
}

export function readPanes(stated: readonly Stated[], file: PanesFile): { panes: PaneSpec[] } | PaneFault {
  const names = stated.map(({ name }, index) => name ?? (stated.length === 1 ? file.demo : `pane-${index + 1}`));
  for (const index of stated.keys()) {
    const fault = faultOf(stated, index, names, file);
    if (fault !== null) return { ...fault, keys: ['panes', index, ...fault.keys] };
  }
  if (stated.every(({ run }) => run === undefined)) {
    return { keys: ['panes'], rule: 'nothing-runs', reason: 'panes show only pages; one must run their server' };
  }
  return { panes: stated.map((pane, index) => specOf(pane, names[index] ?? '', file.folder)) };
}

/** @param names of all panes, also those that were not given one */
function faultOf(stated: readonly Stated[], index: number, names: readonly string[], { root, folder }: PanesFile): PaneFault | null {
  const pane = stated[index];
  if (pane === undefined) return null;
  const { run, url, type } = pane;
  const where = `panes[${index + 1}]`;
  const name = names[index] ?? '';
  if (names.indexOf(name) < index) return { keys: ['name'], rule: 'pane-twice', reason: `pane "${name}" is there twice; rename one` };
  if (run === undefined && url === undefined)
    return { keys: ['run'], rule: 'bad-setting', reason: `${where}.run is missing, or url for a web page` };
  if (typeof run === 'string' && relative(root, resolve(folder, run)).startsWith('..')) {
    return { keys: ['run'], rule: 'outside-root', reason: `${run} lies outside the root of the talk` };
  }
  const badUrl = url === undefined ? null : pageFault(url);
  if (badUrl !== null) return { keys: ['url'], rule: 'bad-address', reason: `${where}.url ${badUrl}` };
  const idle = run !== undefined ? undefined : (['args', 'ready', 'type', 'expect'] as const).find((key) => isStated(pane[key]));
  if (idle !== undefined) {
    return { keys: [idle], rule: 'page-needs-run', reason: `${where}.${idle} needs a run: the program in the page's place in recordings` };
  }
  for (const [at, line] of type.entries()) {
    if (line.in === null) continue;
    const other = stated[names.indexOf(line.in)];
    const keys = ['type', at, 'in'];
    if (other === undefined) return { keys, rule: 'unknown-pane', reason: `unknown pane "${line.in}"${didYouMean(line.in, names)}` };
    if (other.run === undefined) return { keys, rule: 'page-needs-run', reason: `pane "${line.in}" shows a page and prints nothing` };
  }
  return null;
}

function isStated(value: string | readonly unknown[] | null): boolean {
  return value !== null && value.length > 0;
}

function specOf({ run, url, args, ready, type, expect }: Stated, name: string, folder: string): PaneSpec {
  const program: Program | null =
    run === undefined ? null : typeof run === 'string' ? { kind: 'node', file: resolve(folder, run) } : { kind: 'command', argv: run };
  const terminal: PaneSpec | null = program === null ? null : { name, program, args, ready, type, expect };
  if (url === undefined && terminal !== null) return terminal;
  const page = { kind: 'web', url: url ?? '', standIn: terminal, picture: pictureOf(folder, name) } as const;
  return { name, program: page, args: [], ready: null, type: [], expect: [] };
}

/** `<pane>.png` or `.svg` beside the demo.yaml. */
function pictureOf(folder: string, pane: string): string | null {
  return ['png', 'svg'].map((kind) => join(folder, `${pane}.${kind}`)).find((path) => existsSync(path)) ?? null;
}
