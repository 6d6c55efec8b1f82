// Makes what `lectern build` writes: compiles the talks, puts site or page together,
// writes it. Owns the browser that takes pictures; Ctrl-C ends it all.
import { resolve } from 'node:path';
import { type Content, writeSite } from '../build/write-site.ts';
import { writeWhole } from '../export/write-file.ts';
import { formatMessage } from '../message.ts';
import type { Assets } from './assets.ts';
import { createCovers } from './covers.ts';
import type { Io } from './io.ts';
import { createProgress, type Progress } from './progress.ts';
import { prepareStatic, type StaticTalk } from './static-talk.ts';
import { onStopSignals } from './stop-signals.ts';
import { nameOf, type Talk, talkOptions } from './talk.ts';
import { talkPage } from './talk-site.ts';
import { manyTalksSite, oneTalkSite } from './whole-site.ts';

export interface BuildJob {
  /** At least one. */
  readonly talks: readonly Talk[];
  /** Of the page that lists them; null where there is one talk alone. */
  readonly title: string | null;
  /** Absolute. */
  readonly target: string;
  /** How people know the target. */
  readonly shown: string;
  /** The browser that takes pictures; null where there is none. */
  readonly executable: string | null;
  readonly assets: Assets;
  readonly state: string;
  readonly options: Parameters<typeof talkOptions>[0] & {
    readonly single: boolean;
    readonly base: string | undefined;
    readonly presenter: boolean;
    readonly picture: boolean;
    readonly force: boolean;
  };
}

/** What people and programs are told of a build. */
export interface Said {
  readonly lines: readonly string[];
  readonly written: { readonly out: string; readonly files: number; readonly bytes: number };
}

export interface Built extends Said {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** An exit code where it was told to stop. Throws a Failure, a SiteError or a TargetError. */
export async function buildTalks(job: BuildJob, io: Io): Promise<Built | number> {
  const { talks, title, target, shown, executable, assets, state, options } = job;
  const [first] = talks;
  const { presenter, force, single } = options;
  const progress = createProgress(process.stderr);
  const covers = options.picture && !single ? createCovers(executable, io.env) : null;
  let stopped: number | null = null;
  const off = onStopSignals((code) => {
    if (stopped !== null) process.exit(code);
    stopped = code;
    void covers?.close();
  });
  const lines: string[] = [];
  const inputs: string[] = [];
  const said = { lines, inputs };
  const prepare = async (talk: Talk): Promise<StaticTalk> => {
    const done = await prepareStatic({
      ...{ talk, options: talkOptions(options), cwd: io.cwd, env: io.env, assets, beside: !single },
      fileUrl: (name) => `files/${name.split('/').map(encodeURIComponent).join('/')}`,
    });
    lines.push(...done.messages.map(formatMessage), ...done.notes.map((note) => `lectern: ${note}`));
    inputs.push(...done.inputs);
    return done;
  };
  try {
    if (first === undefined) throw new Error('there is no talk to build');
    if (single) {
      progress.say('compiling …');
      const bytes = Buffer.from(talkPage(await prepare(first), { assets, presenter }));
      if (stopped !== null) return stopped;
      await writeWhole(target, bytes, shown);
      return { ...said, outputs: [target], written: { out: shown, files: 1, bytes: bytes.length } };
    }
    const base = options.base === undefined ? null : options.base.replace(/\/*$/, '/');
    const site = { assets, presenter, base, covers, cacheFolder: state };
    let files: Map<string, Content>;
    if (title !== null) files = await manyTalksSite(oneByOne(talks, prepare, progress), title, site);
    else {
      progress.say('compiling …');
      files = await oneTalkSite(await prepare(first), site);
    }
    if (stopped !== null) return stopped;
    progress.say(`writing ${files.size} files …`);
    const written = await writeSite(target, files, { shown, force });
    // It is there, whole; but who stopped it is not told that all went its way.
    if (stopped !== null) return stopped;
    lines.push(...(covers?.notes ?? []).map((note) => `lectern: ${note}`));
    return { ...said, outputs: [...files.keys()].map((path) => resolve(target, path)), written: { out: shown, ...written } };
  } catch (error) {
    if (stopped !== null) return stopped;
    throw error;
  } finally {
    progress.clear();
    await covers?.close();
    off();
  }
}

async function* oneByOne(
  talks: readonly Talk[],
  prepare: (talk: Talk) => Promise<StaticTalk>,
  progress: Progress,
): AsyncGenerator<StaticTalk> {
  for (const [i, talk] of talks.entries()) {
    progress.say(`${nameOf(talk)}, ${i + 1} of ${talks.length} …`);
    yield await prepare(talk);
  }
}
