// Live runs that fail on stage, each in its own way: with `auto` the recording plays in
// their place by itself, with `offer` it is one key away.
import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import { readManifest } from '../../src/cli/assets.ts';
import { readCasts } from '../../src/cli/cast-files.ts';
import { findTalk } from '../../src/cli/talk.ts';
import { watchTalk } from '../../src/cli/watched-talk.ts';
import type {} from '../../src/client/api.ts';
import { SOCKET_NAME } from '../../src/runner/waiting-program.ts';
import { startServer } from '../../src/server/server.ts';
import { openTalkSession } from '../../src/server/session-store.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { shared } from '../support/shared.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const yaml = (run: string, more = '', expected = ''): string =>
  `title: A demo\nsize: 52x12\n${more}panes:\n  - name: main\n    run: ${run}\n${expected}`;
const RUNS_ON = `console.log('pid ' + process.pid);\nsetInterval(() => {}, 1000);\n`;

interface Case {
  readonly files: Readonly<Record<string, string>>;
  /** What the panel says about it. */
  readonly says: RegExp;
  /** What happens to it before it is run, and while it runs. */
  before?(server: number): Promise<void>;
  after?(page: Page, name: string): Promise<void>;
}

const CASES: Readonly<Record<string, Case>> = {
  hang: { files: { 'demo.yaml': yaml('main.ts'), 'main.ts': 'setInterval(() => {}, 1000);\n' }, says: /^did not start in 3 s$/ },
  crash: {
    files: { 'demo.yaml': yaml('main.ts'), 'main.ts': `console.log('so far');\nthrow new Error('no');\n` },
    says: /^exit code 1$/,
  },
  garbage: {
    files: {
      'demo.yaml': yaml('main.ts', '', `    expect: [{ match: 'total: 3', within: 2 }]\n`),
      'main.ts': `process.stdout.write('\\x1b[2J%&$#');\nsetInterval(() => {}, 1000);\n`,
    },
    says: /^did not show \/total: 3\/ within 2 s$/,
  },
  'missing command': { files: { 'demo.yaml': yaml('[no-such-program]') }, says: /no-such-program/ },
  'missing file': { files: { 'demo.yaml': yaml('no-such-file.ts') }, says: /no-such-file\.ts/ },
  broken: { files: { 'demo.yaml': yaml('main.ts'), 'main.ts': 'const = 1;\n' }, says: /main\.ts/ },
  'killed program': {
    files: { 'demo.yaml': yaml('main.ts'), 'main.ts': RUNS_ON },
    says: /^killed by SIGKILL$/,
    async after(page, name) {
      const shown = async () => `${await state(page, name)} ${await text(page, name)}`;
      const running = await until(async () => /^running pid (\d+)/.exec(await shown()), 'the program', shown);
      process.kill(Number(running[1]), 'SIGKILL');
    },
  },
  'frozen standby': {
    files: { 'demo.yaml': yaml('main.ts'), 'main.ts': RUNS_ON },
    says: /^did not start in 3 s$/,
    before: async (server) => {
      for (const pid of await standby(server, 'frozen-standby')) process.kill(pid, 'SIGSTOP');
    },
  },
};
const NAMES = Object.keys(CASES);
const demoOf = (name: string) => name.replace(' ', '-');

/** The Node processes of a server that wait to become this demo's program, at least one; each has dialled. */
function standby(server: number, demo: string): Promise<number[]> {
  return until(async () => {
    const all = await Promise.all(
      (await readdir('/proc'))
        .filter((name) => /^\d+$/.test(name))
        .map(async (name) => {
          const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
          if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) !== server) return [];
          const birth = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
          if (!birth.includes(`${SOCKET_NAME}=`)) return [];
          const cwd = await readlink(`/proc/${name}/cwd`).catch(() => '');
          if (!cwd.endsWith(`/${demo}`)) return [];
          const open = await readdir(`/proc/${name}/fd`).catch(() => []);
          const links = await Promise.all(open.map((fd) => readlink(`/proc/${name}/fd/${fd}`).catch(() => '')));
          return [{ pid: Number(name), dialled: links.some((link) => link.startsWith('socket:')) }];
        }),
    );
    const nodes = all.flat();
    // One that has become a program has let go of its socket.
    const waiting = nodes.flatMap(({ pid, dialled }) => (dialled ? [pid] : []));
    return waiting.length > 0 ? waiting : null;
  }, 'a Node that waits');
}

const CAST = encodeCast(castHeader({ columns: 52, rows: 12 }, { timestamp: 1_763_647_320 }), [
  { type: 'output', time: 0, pane: 'main', data: 'total: 3\r\n' },
  { type: 'output', time: 600, pane: 'main', data: 'the end\r\n' },
]);

function files(front: string, casts = true): Record<string, string> {
  const all: Record<string, string> = {
    'talk.md': `---\ndialect: remark\n${front}---\n${NAMES.map((name) => `demo: ${demoOf(name)}\n\n# ${name}\n`).join('\n---\n')}`,
    'package.json': '{}',
  };
  for (const name of NAMES) {
    for (const [file, text] of Object.entries(CASES[name]?.files ?? {})) all[`demos/${demoOf(name)}/${file}`] = text;
    if (casts) all[`demos/${demoOf(name)}/main.cast`] = CAST;
  }
  return all;
}

const inner = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).innerText.replace(/\s+/g, ' '));
const state = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.state(name), demo);
const text = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.text(name), demo);
const offered = (page: Page) => page.$eval('.foot-offer', (button) => (button as HTMLElement).offsetWidth > 0);

async function goTo(page: Page, name: string): Promise<void> {
  await page.evaluate((to) => window.lectern.go(to), NAMES.indexOf(name));
  await page.waitForSelector(`.panel[data-demo="${demoOf(name)}"]`);
}

async function goAndRun(page: Page, name: string): Promise<void> {
  await goTo(page, name);
  await page.keyboard.press('r');
}

async function plays(page: Page, name: string): Promise<void> {
  await until(
    async () => (await state(page, demoOf(name))) === 'replaying' && /total: 3/.test(await text(page, demoOf(name))),
    `the recording of ${name}`,
    () => text(page, demoOf(name)),
  );
}

/** Has the page open for all cases of one mode. */
async function onStage(front: string) {
  const folder = await tempFolder(files(front));
  const talk = await present(folder.path, 'talk.md');
  const opened = await openPage({ width: 1920, height: 1080 });
  await open(opened.page, talk.url);
  const presenter = await opened.another();
  await open(presenter, talk.presenterUrl);
  await opened.page.bringToFront();
  const dispose = async () => {
    await opened[Symbol.asyncDispose]();
    await talk[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  };
  return { page: opened.page, presenter, server: talk.process.pid ?? 0, dispose };
}

describe.each([
  { mode: 'auto', front: 'fallback: auto\n', what: 'the recording plays by itself, marked as recorded' },
  { mode: 'offer', front: '', what: 'the recording is offered, which is what a talk does that says nothing' },
])('$mode: $what', ({ mode, front }) => {
  let stage: Awaited<ReturnType<typeof onStage>>;
  beforeAll(async () => {
    stage = await onStage(front);
  });
  afterAll(() => stage?.dispose());

  it.each(NAMES)('%s', async (name) => {
    const { page, presenter, server } = stage;
    const { says, before, after } = CASES[name] ?? { says: /$/ };
    await goTo(page, name);
    await before?.(server);
    await page.keyboard.press('r');
    await after?.(page, demoOf(name));
    if (mode === 'offer') {
      await until(() => offered(page), `the offer for ${name}`);
      expect(await inner(page, '.foot-left')).toMatch(says);
      expect(await inner(page, '.foot-offer')).toBe('Play the recordinge');
      if (name === 'crash') await page.click('.foot-offer');
      else if (name === 'hang') await page.evaluate((demo) => window.lectern.demo.fallback(demo), demoOf(name));
      else await page.keyboard.press('e');
    }
    await plays(page, name);
    const foot = await inner(page, '.foot-left');
    expect(foot).toMatch(/^live run: /);
    expect(foot.replace('live run: ', '')).toMatch(says);
    expect(await inner(page, '.pill')).toMatch(/^recorded/);
    expect(await text(page, demoOf(name))).toBe('total: 3');
    expect(await offered(page)).toBe(false);
    await until(async () => (await inner(presenter, '.foot-left')) === foot, 'the presenter view to say the same');
  });

  it('a standby Node that is killed when it is needed; most often the run is live all the same', async () => {
    const { page, server } = stage;
    const demo = 'killed-program';
    await goTo(page, 'killed program');
    for (const pid of await standby(server, demo)) process.kill(pid, 'SIGKILL');
    await page.keyboard.press('r');
    await until(async () => {
      const is = await state(page, demo);
      if (is === 'running') return /pid \d+/.test(await text(page, demo));
      return mode === 'auto' ? is === 'replaying' : is === 'failed' && (await offered(page));
    }, 'a live run, or its recording');
  });
});

describe('a dead runner', () => {
  it.each(['auto', 'offer'] as const)('%s', async (mode) => {
    await shared('build');
    await using folder = await tempFolder(files(''));
    const talk = findTalk('talk.md', folder.path);
    const watched = await watchTalk({
      ...{ talk, options: {}, cwd: folder.path, cacheFolder: folder.path, assets: readManifest(), slide: 0, note: () => {} },
    });
    const session = await openTalkSession({ stateFolder: folder.path, talk: talk.file, fresh: true, notice: () => {} });
    const runner = {
      start: () => {
        throw new Error('the runner is closed');
      },
    };
    const server = await startServer({
      ...{ site: watched.site, session, runner, demos: watched.demos, host: '127.0.0.1', port: 0, strictPort: false },
      casts: (spec) => readCasts(spec, talk.root),
      fallback: () => mode,
      assets: readManifest().folder,
    });
    try {
      await using opened = await openPage();
      const { page } = opened;
      await open(page, server.url);
      await goTo(page, 'crash');
      await page.keyboard.press('r');
      if (mode === 'offer') await until(() => offered(page), 'the offer');
      else await plays(page, 'crash');
      expect(await inner(page, '.foot-left')).toBe(`${mode === 'offer' ? '' : 'live run: '}the runner is closed`);
      if (mode === 'offer') await page.keyboard.press('e');
      await plays(page, 'crash');
    } finally {
      await server.close();
      await watched.close();
    }
  });
});

describe('no recording, no failure, no fallback', () => {
  it('without a recording, it says so and offers nothing; a run that the speaker stops is none that failed', async () => {
    await using folder = await tempFolder(files('', false));
    await using talk = await present(folder.path, 'talk.md');
    await using opened = await openPage();
    const { page } = opened;
    await open(page, talk.url);
    await goAndRun(page, 'crash');
    await until(async () => (await state(page, 'crash')) === 'failed', 'it to fail');
    await page.waitForSelector('.panel[data-state="failed"]');
    expect(await inner(page, '.foot-left')).toBe('exit code 1 · no recording yet');
    expect(await offered(page)).toBe(false);
    await goAndRun(page, 'garbage');
    await until(async () => /%&/.test(await text(page, 'garbage')), 'the garbage');
    await page.keyboard.press('x');
    await until(async () => (await state(page, 'garbage')) === 'stopped', 'it to stop');
    await page.waitForSelector('.panel[data-state="stopped"]');
    expect(await inner(page, '.foot-left')).toMatch(/^stopped/);
  });
});

it('never: demo.yaml wins over the talk, and nothing happens', async () => {
  const all = files('fallback: auto\n');
  all['demos/crash/demo.yaml'] = yaml('main.ts', 'fallback: never\n');
  await using folder = await tempFolder(all);
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage();
  const { page } = opened;
  await open(page, talk.url);
  await goAndRun(page, 'crash');
  await until(async () => (await state(page, 'crash')) === 'failed', 'it to fail');
  await page.waitForSelector('.panel[data-state="failed"]');
  expect([await inner(page, '.foot-left'), await offered(page)]).toEqual(['exit code 1', false]);
});
