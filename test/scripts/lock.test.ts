import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../scripts/setup/lock.mjs';
import { type TempFolder, tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const lockModule = pathToFileURL(join(import.meta.dirname, '../../scripts/setup/lock.mjs')).href;

/** A process that takes the lock, writes `begin` and `end` around a moment of work into a log, and lets go; `hang` keeps it. */
function worker(folder: TempFolder, name: string, hang = false) {
  const program = `
    import { appendFileSync } from 'node:fs';
    import { setTimeout as delay } from 'node:timers/promises';
    import { withLock } from ${JSON.stringify(lockModule)};
    const log = (word) => appendFileSync('log', word + ' ${name}\\n');
    await withLock('state/lock', (text) => log(text.replace(/\\d+/, 'N')), async () => {
      log('begin');
      await delay(${hang ? 100_000 : 60});
      log('end');
    });`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: folder.path, stdio: ['ignore', 'ignore', 'inherit'] });
}

const logOf = (folder: TempFolder) =>
  existsSync(join(folder.path, 'log')) ? readFileSync(join(folder.path, 'log'), 'utf8').trim().split('\n') : [];

describe('withLock', () => {
  it('lets processes in one after another', async () => {
    await using folder = await tempFolder();
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => once(worker(folder, name), 'exit')));
    const work = logOf(folder).filter((line) => /^(begin|end)/.test(line));
    expect(work).toHaveLength(8);
    for (let i = 0; i < 8; i += 2) expect(work[i + 1]).toBe(work[i]?.replace('begin', 'end'));
    expect(existsSync(join(folder.path, 'state/lock'))).toBe(false);
  });

  it('is taken over from an owner that was killed, by one of several', async () => {
    await using folder = await tempFolder();
    const owner = worker(folder, 'owner', true);
    await until(() => logOf(folder).includes('begin owner'), 'the owner to take the lock');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    await Promise.all(['a', 'b', 'c'].map((name) => once(worker(folder, name), 'exit')));
    const work = logOf(folder).filter((line) => /^(begin|end) [abc]/.test(line));
    expect(work).toHaveLength(6);
    for (let i = 0; i < 6; i += 2) expect(work[i + 1]).toBe(work[i]?.replace('begin', 'end'));
  });

  it('says once whom it waits for, and waits however long that one works', async () => {
    await using folder = await tempFolder();
    const owner = worker(folder, 'owner', true);
    await until(() => logOf(folder).includes('begin owner'), 'the owner to take the lock');
    const waiting = worker(folder, 'waiting');
    await until(() => logOf(folder).length > 1, 'the second one to say that it waits');
    expect(logOf(folder)).toEqual(['begin owner', 'another set-up is at work (process N), waiting for it waiting']);
    owner.kill('SIGKILL');
    await once(waiting, 'exit');
    expect(logOf(folder).slice(2)).toEqual(['begin waiting', 'end waiting']);
  });

  it.runIf(process.platform === 'linux')('is taken over when its number now belongs to a younger process', async () => {
    await using folder = await tempFolder();
    const lock = join(folder.path, 'lock');
    mkdirSync(lock);
    writeFileSync(join(lock, `${process.pid}-1`), '');
    expect(
      await withLock(
        lock,
        () => {},
        async () => 'done',
      ),
    ).toBe('done');
  });

  it('lets go when the work fails', async () => {
    await using folder = await tempFolder();
    const lock = join(folder.path, 'lock');
    const failing = withLock(
      lock,
      () => {},
      async () => {
        throw new Error('no');
      },
    );
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });
});
