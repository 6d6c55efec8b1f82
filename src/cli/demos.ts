// The demos that the command line sees from where it stands, and one of them by name:
// those of demos/, and those that stand in a talk.
import type { DemoSpec } from '../demo.ts';
import { didYouMean, formatMessage } from '../message.ts';
import { loadDemos } from '../runner/catalogue.ts';
import { failed, wrongUsage } from './failure.ts';
import { inlineDemosOf, talksBelow } from './inline-demos.ts';
import type { Io } from './io.ts';
import { findRoot } from './root.ts';
import { findTalk } from './talk.ts';

/** The option of every command that takes the name of a demo. */
export const demoOptionSpecs = {
  talk: { type: 'string', value: 'TALK', help: 'whose inline demos are meant, instead of those of all talks below slides/' },
} as const;

/**
 * The root that holds the folder we are in, or that of a talk that is named, and its demos. What is wrong with any of
 * them goes to stderr.
 * @param wanted when demos/ has all of these names, no talk is read for more: that takes most of a second
 */
export async function demosHere(
  io: Io,
  talk?: string,
  wanted: readonly string[] = [],
): Promise<{ readonly root: string; readonly demos: readonly DemoSpec[] }> {
  const told = talk === undefined ? null : findTalk(talk, io.cwd);
  const root = told?.root ?? findRoot(io.cwd);
  const { demos, messages } = await loadDemos(root);
  const names = demos.map(({ name }) => name);
  const enough = talk === undefined && wanted.length > 0 && wanted.every((name) => names.includes(name));
  const inline = enough ? { demos: [], messages: [] } : await inlineDemosOf(told === null ? talksBelow(root) : [told], names, io.cwd);
  for (const message of [...messages, ...inline.messages]) io.note(formatMessage(message));
  return { root, demos: [...demos, ...inline.demos] };
}

/** Throws a Failure with a suggestion when there is no demo of that name. */
export function demoNamed(name: string, demos: readonly DemoSpec[]): DemoSpec {
  if (demos.length === 0) throw failed('there are no demos here: a demo is a program in a folder demos/ beside or above');
  const demo = demos.find((candidate) => candidate.name === name);
  if (demo !== undefined) return demo;
  const names = demos.map((candidate) => candidate.name);
  throw wrongUsage(`unknown demo "${name}"${didYouMean(name, names)}: there is ${names.join(', ')}`);
}
