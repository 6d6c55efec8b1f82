// The demos that the command line sees from where it stands, and one of them by name.
import type { DemoSpec } from '../demo.ts';
import { didYouMean, formatMessage } from '../message.ts';
import { loadDemos } from '../runner/catalogue.ts';
import { failed, wrongUsage } from './failure.ts';
import type { Io } from './io.ts';
import { findRoot } from './root.ts';

/** The root that holds the folder we are in, and its demos. What is wrong with any of them goes to stderr. */
export async function demosHere(io: Io): Promise<{ readonly root: string; readonly demos: readonly DemoSpec[] }> {
  const root = findRoot(io.cwd);
  const { demos, messages } = await loadDemos(root);
  for (const message of messages) io.note(formatMessage(message));
  return { root, demos };
}

/** Throws a Failure with a suggestion when there is no demo of that name. */
export function demoNamed(name: string, demos: readonly DemoSpec[]): DemoSpec {
  if (demos.length === 0) throw failed('there are no demos here: a demo is a program in a folder demos/ beside or above');
  const demo = demos.find((candidate) => candidate.name === name);
  if (demo !== undefined) return demo;
  const names = demos.map((candidate) => candidate.name);
  throw wrongUsage(`unknown demo "${name}"${didYouMean(name, names)}: there is ${names.join(', ')}`);
}
