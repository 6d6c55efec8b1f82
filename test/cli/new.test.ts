import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPage } from '../support/browser.ts';
import { lectern } from '../support/cli.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

async function tree(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('new', () => {
  it('makes a talk without a message, and says how to go on', async () => {
    await using folder = await tempFolder();
    const made = await lectern(['new', 'my talk'], { cwd: folder.path });
    expect(made).toEqual({
      code: 0,
      signal: null,
      stdout: "  cd 'my talk' && lectern present slides/my-talk\n  cd 'my talk' && lectern demo record hello\n",
      stderr: 'my talk: a talk, a demo and its recording. Next:\n',
    });
    const own = join(folder.path, 'my talk');
    expect(await tree(own)).toEqual(['.gitignore', 'demos/hello.cast', 'demos/hello.ts', 'package.json', 'slides/my-talk/talk.md']);
    expect(await readdir(folder.path)).toEqual(['my talk']);
    const { scripts, ...rest } = JSON.parse(await readFile(join(own, 'package.json'), 'utf8'));
    expect(rest).toEqual({ name: 'my-talk', version: '0.0.0', private: true, type: 'module' });
    expect(scripts.start).toBe('lectern present slides/my-talk');
    expect((await stat(own)).mode & 0o777).toBe(0o777 & ~process.umask());

    const { stdout } = await lectern(['inspect', 'slides/my-talk', '--json'], { cwd: own });
    const { title, messages, slides } = JSON.parse(stdout);
    expect([title, messages]).toEqual(['My talk', []]);
    expect(slides.map((slide: { demos: string[] }) => slide.demos)).toEqual([[], [], ['hello'], []]);
    expect(JSON.parse((await lectern(['demo', 'list', '--json'], { cwd: own })).stdout).demos).toMatchObject([
      { name: 'hello', title: 'Hello', recorded: true, stale: false },
    ]);
  });

  it('can be presented at once: the demo runs, and its recording plays', async () => {
    await using folder = await tempFolder();
    await lectern(['new', 'mine'], { cwd: folder.path });
    await using talk = await present(join(folder.path, 'mine'), 'slides/mine');
    await using opened = await openPage();
    const { page } = opened;
    await open(page, talk.url);
    await page.evaluate(() => window.lectern.go(2, 0));
    const text = () => page.evaluate(() => window.lectern.demo.text('hello'));
    await page.evaluate(() => void window.lectern.demo.run('hello'));
    await until(async () => (await text()).includes('hello, slow'), 'the demo to end', text);
    expect(await text()).toBe(
      'one by one\nhello, first\nhello, second\nhello, third\n\ntogether\nhello, quick\nhello, middling\nhello, slow',
    );
    // It does not play for long: looked for in the page itself, from before it is asked for.
    const plays = page.waitForFunction(() => window.lectern.demo.state('hello') === 'replaying', { polling: 20 });
    await page.evaluate(() => void window.lectern.demo.replay('hello'));
    await plays;
  });

  it('takes any title, and an empty folder that is there', async () => {
    await using folder = await tempFolder();
    const title = '$& {{title}} *a* "b" <c>';
    const { code, stdout } = await lectern(['new', '.', '--title', title], { cwd: folder.path });
    expect([code, stdout.split('\n')[0]]).toEqual([0, expect.stringMatching(/^ {2}lectern present slides\/lectern-test-/)]);
    const [slides = ''] = await readdir(join(folder.path, 'slides'));
    const deck = JSON.parse((await lectern(['inspect', `slides/${slides}`, '--json'], { cwd: folder.path })).stdout);
    expect([deck.title, deck.slides[0].headings]).toEqual([title, [['h1', title]]]);
  });

  it('leaves alone what is there', async () => {
    await using folder = await tempFolder({ 'full/.hidden': '', file: 'x' });
    const make = async (name: string) => {
      const { code, stdout, stderr } = await lectern(['new', name], { cwd: folder.path });
      return [code, stdout, stderr];
    };
    expect(await make('full')).toEqual([1, '', 'lectern: full is not empty: name a new folder\n']);
    expect(await make('file')).toEqual([1, '', 'lectern: file is a file: name a folder\n']);
    expect(await make('...')).toEqual([2, '', expect.stringMatching(/^lectern: \.\.\. is no name for a talk: use letters and digits\n/)]);
    expect(await tree(folder.path)).toEqual(['file', 'full/.hidden']);
  });
});
