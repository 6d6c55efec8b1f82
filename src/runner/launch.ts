// From a pane's declaration to a request that will start: arguments filled in, the
// program found, what is missing said in words.
import type { PaneSpec } from '../demo.ts';
import { findProgram } from './preflight.ts';
import { type Groups, substitute } from './ready.ts';

export type Argv = readonly [string, ...string[]];
/** The arguments of Node ahead of a program. */
export const NODE_ARGUMENTS = ['--enable-source-maps'] as const;

export type Launch = { readonly ok: true; readonly argv: Argv } | { readonly ok: false; readonly reason: string };

export interface LaunchContext {
  readonly cwd: string;
  /** Of the demo's environment, for commands. */
  readonly path: string;
  /** Source to built file. */
  readonly built: ReadonlyMap<string, string>;
  readonly latest: Groups;
  readonly byPane: ReadonlyMap<string, Groups>;
}

export async function prepareLaunch(pane: PaneSpec, context: LaunchContext): Promise<Launch> {
  const fill = (text: string) => substitute(text, context.latest, context.byPane);
  const args = pane.args.map(fill);
  const { program } = pane;
  if (program.kind === 'node') {
    const file = context.built.get(program.file) ?? program.file;
    return { ok: true, argv: [process.execPath, ...NODE_ARGUMENTS, file, ...args] };
  }
  if (program.kind === 'web') return { ok: false, reason: `pane ${pane.name} is a page, which nothing starts` };
  const [name, ...rest] = program.argv;
  if (name === undefined || name === '') return { ok: false, reason: `pane ${pane.name} names no program` };
  const found = await findProgram(name, context.cwd, context.path);
  return found.ok ? { ok: true, argv: [found.file, ...rest, ...args] } : found;
}
