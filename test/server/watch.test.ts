import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { appendFile, mkdir, rename, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSettler, lostTail } from '../../src/server/settle.ts';
import { watchFiles } from '../../src/server/watch.ts';
import { manualClock } from '../cast/manual-clock.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

interface Watched {
  readonly path: string;
  /** One entry a call: the names that changed. */
  readonly calls: string[][];
  update(names: readonly string[]): Promise<void>;
  /** In one turn, while nothing is being looked at: emptied and filled again it has changed once. */
  write(name: string, text: string): Promise<void>;
  /** All that was seen of it has been told. */
  settled(): Promise<void>;
  next(): Promise<string[]>;
}

async function watched(...names: string[]): Promise<Watched> {
  const folder = await tempFolder({ 'talk.md': '# One', 'part.md': '# Two', 'other.md': '', 'demos/a.ts': '1' });
  const at = (name: string) => join(folder.path, name);
  const calls: string[][] = [];
  const watcher = watchFiles(names.map(at), (paths) => void calls.push(paths.map((path) => path.slice(folder.path.length + 1)).sort()));
  onTestFinished(async () => {
    await watcher.close();
    await folder[Symbol.asyncDispose]();
  });
  await watcher.ready;
  await watcher.settled();
  return {
    path: folder.path,
    calls,
    update: (next) => {
      watcher.update(next.map(at));
      return watcher.settled();
    },
    write: async (name, text) => {
      await watcher.settled();
      writeFileSync(at(name), text);
    },
    settled: watcher.settled,
    next: async () => {
      await until(() => calls.length > 0, 'a change');
      return calls.shift() ?? [];
    },
  };
}

describe('watching', () => {
  it('sees a write, and only of what is watched', async () => {
    const w = await watched('talk.md', 'demos/a.ts');
    writeFileSync(join(w.path, 'other.md'), 'x');
    await w.write('talk.md', '# Uno');
    expect(await w.next()).toEqual(['talk.md']);
    await w.write('demos/a.ts', '2');
    expect(await w.next()).toEqual(['demos/a.ts']);
    await w.settled();
    expect(w.calls).toEqual([]);
  });

  it('test 91: a file replaced by another, again and again', async () => {
    const w = await watched('talk.md');
    for (let i = 0; i < 5; i++) {
      await writeFile(join(w.path, '.talk.md.swp'), `# ${i}`);
      await rename(join(w.path, '.talk.md.swp'), join(w.path, 'talk.md'));
      expect(await w.next()).toEqual(['talk.md']);
      // At once, and when nothing is being looked at.
      if (i % 2 === 1) await w.settled();
    }
  });

  it('test 91: moved aside and written anew, as some editors do', async () => {
    const w = await watched('talk.md');
    for (let i = 0; i < 3; i++) {
      await rename(join(w.path, 'talk.md'), join(w.path, 'talk.md~'));
      await writeFile(join(w.path, 'talk.md'), `# ${i}`);
      expect(await w.next()).toEqual(['talk.md']);
      await w.settled();
      w.calls.length = 0;
    }
  });

  it('test 91: a second write within 50 ms is not lost', async () => {
    const w = await watched('talk.md');
    const file = join(w.path, 'talk.md');
    for (let i = 0; i < 10; i++) {
      await writeFile(file, `# ${i} first`);
      await w.next();
      await writeFile(file, `# ${i} second`);
      await w.next();
      await w.settled();
      w.calls.length = 0;
    }
  });

  it('test 91: a burst of writes is one change', async () => {
    const w = await watched('talk.md', 'part.md');
    // In one turn, so that however slow the machine is, nobody looks in between.
    const file = openSync(join(w.path, 'talk.md'), 'w');
    for (let i = 0; i < 50; i++) writeSync(file, `# ${i}\n`);
    closeSync(file);
    writeFileSync(join(w.path, 'part.md'), 'x');
    expect(await w.next()).toEqual(['part.md', 'talk.md']);
    await w.settled();
    expect(w.calls).toEqual([]);
  });

  it('a file that goes and comes back, one that is not there yet, and one no longer wanted', async () => {
    const w = await watched('talk.md', 'later.md');
    await unlink(join(w.path, 'talk.md'));
    expect(await w.next()).toEqual(['talk.md']);
    await w.write('talk.md', '# Back');
    expect(await w.next()).toEqual(['talk.md']);
    await w.write('later.md', '# Now');
    expect(await w.next()).toEqual(['later.md']);
    await w.update(['demos/a.ts']);
    await mkdir(join(w.path, 'empty'));
    await writeFile(join(w.path, 'talk.md'), '# Nobody looks');
    // A folder that is new to it is watched a moment later, and what changes before is not seen.
    await until(async () => {
      await appendFile(join(w.path, 'demos/a.ts'), '3');
      return w.calls.length > 0;
    }, 'the new folder to be watched');
    await w.settled();
    expect(new Set(w.calls.splice(0).flat())).toEqual(new Set(['demos/a.ts']));
    await truncate(join(w.path, 'demos/a.ts'), 0);
    expect(await w.next()).toEqual(['demos/a.ts']);
    await rm(join(w.path, 'demos'), { recursive: true });
    expect(await w.next()).toEqual(['demos/a.ts']);
  });
});

describe('test 91: when a text counts', () => {
  const talk = `# One\n\n${'text '.repeat(40)}\n\n---\n\n# The end, with some words to know it by\n`;

  it.each([
    ['an edit in the middle', talk, talk.replace('One', 'Uno'), false],
    ['a longer end', talk, `${talk}\n---\n\n# More\n`, false],
    ['an empty file', talk, '', true],
    ['the first piece', talk, talk.slice(0, 100), true],
    ['all but the last words', talk, talk.slice(0, -12), true],
    ['a changed end', talk, talk.replace('know it by', 'end it'), true],
    ['from nothing', '', 'x', false],
    ['much shorter, same end', talk, talk.slice(-80), true],
    ['other line ends', talk, talk.replaceAll('\n', '\r\n'), true],
  ])('%s', (_, before, after, lost) => {
    expect(lostTail(before, after)).toBe(lost);
  });

  it('pieces are never shown, the whole is at once, a short text when the file has been quiet', () => {
    const shown: string[] = [];
    const clock = manualClock();
    const settler = createSettler(talk, (text) => void shown.push(text), clock);
    const next = talk.replace('One', 'Zwei');
    for (const length of [0, 60, 150, 200]) {
      settler.changed(next.slice(0, length));
      clock.advance(149);
    }
    settler.changed(null);
    clock.advance(1000);
    expect(shown).toEqual([]);
    settler.changed(next);
    expect(shown).toEqual([next]);
    settler.changed(next);
    settler.changed('# Short');
    clock.advance(149);
    expect(shown).toEqual([next]);
    clock.advance(1);
    expect(shown).toEqual([next, '# Short']);
    settler.changed('');
    settler.close();
    expect(clock.waiting).toBe(0);
  });
});
