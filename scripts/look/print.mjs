// Printed pages as pictures: the talk is exported, and a few of its pages drawn by
// pdftoppm where the machine has it.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { knownBrowser } from '../setup/browser.mjs';
import { TALK } from './talk.mjs';

/**
 * @param {{ root: string, program: string, folder: string, out: string, theme: string, pages: readonly number[] }} job `pages` from 1
 * @returns {string[]} the files
 */
export function printedPages({ root, program, folder, out, theme, pages }) {
  if (spawnSync('pdftoppm', ['-v'], { stdio: 'ignore' }).status !== 0) throw new Error('pdftoppm is not installed: no printed pages');
  const browser = knownBrowser(root, process.env);
  const pdf = join(folder, `print-${theme}.pdf`);
  execFileSync(process.execPath, [program, 'export', TALK, '-o', pdf, '--theme', theme, '--slides', pages.join(',')], {
    cwd: folder,
    env: { ...process.env, ...browser?.env, LECTERN_BROWSER: browser?.executable },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return pages.map((page, index) => {
    const name = `print-${String(page).padStart(2, '0')}-1920x1080-${theme}`;
    const at = String(index + 1);
    execFileSync('pdftoppm', ['-png', '-singlefile', '-f', at, '-l', at, '-scale-to-x', '1920', '-scale-to-y', '-1', pdf, join(out, name)]);
    return `${name}.png`;
  });
}
