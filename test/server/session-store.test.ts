import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTalkSession, type SavedState, type TalkSession } from '../../src/server/session-store.ts';
import { tempFolder } from '../support/temp.ts';

const PLACE: SavedState = { position: { slide: 12, step: 3 }, revision: 45, begun: 1_790_000_000_000 };
const START: SavedState = { position: { slide: 0, step: 0 }, revision: 0, begun: null };

async function open(stateFolder: string, fresh = false, talk = '/talks/a.md'): Promise<{ session: TalkSession; notices: string[] }> {
  const notices: string[] = [];
  const session = await openTalkSession({ stateFolder, talk, fresh, notice: (text) => void notices.push(text) });
  return { session, notices };
}

async function fileIn(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  expect(names).toHaveLength(1);
  return join(folder, names[0] ?? '');
}

describe('the session of a talk', () => {
  it('is found again', async () => {
    await using folder = await tempFolder();
    const state = join(folder.path, '.lectern');
    const first = await open(state);
    expect(first.session.saved).toEqual(START);
    first.session.save(PLACE);
    await first.session.flush();
    const second = await open(state);
    expect(second.session.saved).toEqual(PLACE);
    expect(second.session.token('presenter')).toBe(first.session.token('presenter'));
    expect(second.session.token('presenter')).toMatch(/^[\w-]{43}$/);
    expect(new Set(['presenter', 'remote', 'follower'].map((role) => second.session.token(role as 'presenter'))).size).toBe(3);
    expect((await stat(await fileIn(state))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(state, '.gitignore'), 'utf8')).toBe('*\n');
    expect([...first.notices, ...second.notices]).toEqual([]);
  });

  it('starts afresh when told to, and another talk has its own', async () => {
    await using folder = await tempFolder();
    const first = await open(folder.path);
    first.session.save(PLACE);
    await first.session.flush();
    const other = await open(folder.path, false, '/talks/b.md');
    expect(other.session.saved).toEqual(START);
    expect(other.session.token('presenter')).not.toBe(first.session.token('presenter'));
    const fresh = await open(folder.path, true);
    expect(fresh.session.saved).toEqual(START);
    expect(fresh.session.token('presenter')).not.toBe(first.session.token('presenter'));
    expect((await open(folder.path)).session.token('presenter')).toBe(fresh.session.token('presenter'));
  });

  it('test 90: a file cut at any byte, or of another kind, costs a notice', async () => {
    await using folder = await tempFolder();
    const first = await open(folder.path);
    first.session.save(PLACE);
    await first.session.flush();
    const file = await fileIn(folder.path);
    const whole = await readFile(file, 'utf8');
    const { version: _, ...rest } = JSON.parse(whole) as { version: number };
    const broken = [
      ...Array.from({ length: whole.length - 1 }, (_, i) => whole.slice(0, i)),
      'garbage',
      '[]',
      'null',
      '\0\0\0',
      JSON.stringify({ version: 2, ...rest }),
      JSON.stringify({ ...rest, version: 1, slide: -1 }),
    ];
    for (const text of broken) {
      await writeFile(file, text);
      const { session, notices } = await open(folder.path);
      // Without its last line break the file is whole.
      if (text === whole.slice(0, -1)) continue;
      expect([session.saved, notices], JSON.stringify(text)).toEqual([
        START,
        [`${file} is not a session of this version: starting afresh, at the first slide`],
      ]);
    }
    await writeFile(file, 'x'.repeat(100_000));
    expect((await open(folder.path)).session.saved).toEqual(START);
  });

  it('test 90: who reads while it is written sees a whole file', async () => {
    await using folder = await tempFolder();
    const { session } = await open(folder.path);
    const file = await fileIn(folder.path);
    const revisions: number[] = [];
    for (let revision = 1; revision <= 300; revision++) {
      session.save({ ...PLACE, revision });
      if (revision % 3 === 0) revisions.push((JSON.parse(await readFile(file, 'utf8')) as { revision: number }).revision);
    }
    await session.flush();
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect((await open(folder.path)).session.saved.revision).toBe(300);
    expect((await readdir(folder.path)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('test 97: a folder that cannot be written costs a notice, not the talk', async () => {
    await using folder = await tempFolder();
    await chmod(folder.path, 0o500);
    const { session, notices } = await open(folder.path);
    session.save(PLACE);
    await session.flush();
    await chmod(folder.path, 0o700);
    expect(notices).toHaveLength(2);
    expect(notices[1]).toMatch(/^the talk's place is not being kept: .* cannot be written \(EACCES\)$/);
  });

  it('test 97: a folder that goes away in the middle', async () => {
    await using folder = await tempFolder({ 'in-the-way': '' });
    const state = join(folder.path, 'state');
    const { session, notices } = await open(state);
    await rm(state, { recursive: true });
    for (let revision = 1; revision < 4; revision++) {
      session.save({ ...PLACE, revision });
      await session.flush();
    }
    expect(notices).toEqual([`the talk's place is not being kept: ${await fileNameIn(state)} cannot be written (ENOENT)`]);
    const blocked = await open(join(folder.path, 'in-the-way'));
    expect(blocked.session.saved).toEqual(START);
    expect(blocked.notices[0]).toMatch(/cannot be written/);

    async function fileNameIn(gone: string): Promise<string> {
      await mkdir(gone);
      await open(gone);
      return fileIn(gone);
    }
  });
});
