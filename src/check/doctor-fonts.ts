// Whether this machine can draw what no theme brings along: emoji and the letters of
// East Asia. Without them an export shows boxes. Asks fontconfig where there is one.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Finding, Probe } from './doctor.ts';

interface Letters {
  readonly name: string;
  /** A letter that any font for them has. */
  readonly pattern: string;
  readonly packages: string;
}

const LETTERS: readonly Letters[] = [
  { name: 'emoji', pattern: ':charset=1f600', packages: 'fonts-noto-color-emoji' },
  { name: 'Chinese, Japanese, Korean', pattern: ':charset=4e2d', packages: 'fonts-noto-cjk' },
];

/** @param command fontconfig's lister */
export function fontProbes(command = 'fc-list'): Probe[] {
  return LETTERS.map((letters) => ({ name: `font for ${letters.name}`, needed: false, look: () => look(letters, command) }));
}

async function look({ pattern, packages }: Letters, command: string): Promise<Finding> {
  // These two bring them along.
  if (process.platform === 'darwin' || process.platform === 'win32') return { status: 'ok', found: 'part of the system', todo: null };
  let list: string;
  try {
    ({ stdout: list } = await promisify(execFile)(command, [pattern, 'family'], { timeout: 10_000 }));
  } catch {
    return {
      status: 'unknown',
      found: `${command} is not here to ask`,
      todo: `an export may show boxes: apt-get install fontconfig ${packages}`,
    };
  }
  const families = [...new Set(list.split('\n').flatMap((line) => line.split(',')[0]?.trim() || []))];
  if (families.length === 0)
    return { status: 'missing', found: 'none', todo: `an export shows boxes instead: apt-get install ${packages}` };
  return { status: 'ok', found: families.slice(0, 2).join(', '), todo: null };
}
