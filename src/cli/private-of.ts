// What a recording of a demo must not tell of this machine and its user: secrets of
// the environment, the home folder, the user's name, the folder of the talk.
import { readFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { type Masked, privateValues } from '../cast/mask.ts';
import type { DemoSpec } from '../demo.ts';

/** A user whose name the demo's own files hold, as a word, is not masked: the name means somebody of the demo. */
export async function privateOf(demo: DemoSpec, root: string, env: Readonly<NodeJS.ProcessEnv>): Promise<Masked[]> {
  const user = userName();
  const texts = await Promise.all(demo.files.map((file) => readFile(file, 'utf8').catch(() => '')));
  for (const { program } of demo.panes) if (program.kind === 'node') texts.push(program.source?.text ?? '');
  const isTheirs = user !== '' && texts.some((text) => text.split(/\W+/).includes(user));
  return privateValues({ env, home: homedir(), user: isTheirs ? '' : user, root });
}

/** '' where the system does not know. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
