// Live runs that fail on stage, each in its own way: with `auto` the recording plays in
// their place by itself, with `offer` it is one key away.
import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { castHeader } from '../../src/cast/cast.ts';
import { encodeCast } from '../../src/cast/encode.ts';
import { readManifest } from '../../src/cli/assets.ts';
import { readCasts } from '../../src/cli/cast-files.ts';
import { findTalk } from '../../src/cli/talk.ts';
import { watchTalk } from '../../src/cli/watched-talk.ts';
import type {} from '../../src/client/api.ts';
import { startServer } from '../../src/server/server.ts';
import { openTalkSession } from '../../src/server/session-store.ts';
import { openPage } from '../support/browser.ts';
import { open, present } from '../support/present.ts';
import { shared } from '../support/shared.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const yaml = (run: string, more = '', expected = ''): string =>
  `title: A demo\nsize: 52x12\n${more}panes:\n  - name: main\n    run: ${run}\n${expected}`;

/** Each with what the panel says about it. */
const DEMOS: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly says: RegExp }>> = {
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
  missing: { files: { 'demo.yaml': yaml('[no-such-program]') }, says: /no-such-program/ },
  broken: { files: { 'demo.yaml': yaml('main.ts'), 'main.ts': 'const = 1;\n' }, says: /main\.ts/ },
};
const NAMES = Object.keys(DEMOS);

const CAST = encodeCast(castHeader({ columns: 52, rows: 12 }, { timestamp: 1_763_647_320 }), [
  { type: 'output', time: 0, pane: 'main', data: 'total: 3\r\n' },
  { type: 'output', time: 600, pane: 'main', data: 'the end\r\n' },
]);

function files(front: string, casts = true): Record<string, string> {
  const all: Record<string, string> = {
    'talk.md': `---\ndialect: remark\n${front}---\n${NAMES.map((name) => `demo: ${name}\n\n# ${name}\n`).join('\n---\n')}`,
    'package.json': '{}',
  };
  for (const [name, demo] of Object.entries(DEMOS)) {
    for (const [file, text] of Object.entries(demo.files)) all[`demos/${name}/${file}`] = text;
    if (casts) all[`demos/${name}/main.cast`] = CAST;
  }
  return all;
}

const inner = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).innerText.replace(/\s+/g, ' '));
const state = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.state(name), demo);
const text = (page: Page, demo: string) => page.evaluate((name) => window.lectern.demo.text(name), demo);
const offered = (page: Page) => page.$eval('.foot-offer', (button) => (button as HTMLElement).offsetWidth > 0);

async function goAndRun(page: Page, name: string): Promise<void> {
  await page.evaluate((to) => window.lectern.go(to), NAMES.indexOf(name));
  await page.waitForSelector(`.panel[data-demo="${name}"]`);
  await page.keyboard.press('r');
}

async function plays(page: Page, name: string): Promise<void> {
  await until(
    async () => (await state(page, name)) === 'replaying' && /total: 3/.test(await text(page, name)),
    `the recording of ${name}`,
    () => page.url(),
  );
}

describe('auto', () => {
  it('a demo that hangs, crashes, prints garbage, lacks its program, cannot be built: its recording plays, marked as recorded', async () => {
    await using folder = await tempFolder(files('fallback: auto\n'));
    await using talk = await present(folder.path, 'talk.md');
    await using opened = await openPage({ width: 1920, height: 1080 });
    const { page } = opened;
    await open(page, talk.url);
    const presenter = await opened.another();
    await open(presenter, talk.presenterUrl);
    await page.bringToFront();
    for (const name of NAMES) {
      await goAndRun(page, name);
      await plays(page, name);
      const foot = await inner(page, '.foot-left');
      expect(foot).toMatch(/^live run: /);
      expect(foot.replace('live run: ', '')).toMatch(DEMOS[name]?.says ?? /$/);
      expect(await inner(page, '.pill')).toMatch(/^recorded/);
      expect(await text(page, name)).toBe('total: 3');
      expect(await offered(page)).toBe(false);
      await until(async () => (await inner(presenter, '.foot-left')) === foot, 'the presenter view to say the same');
    }
  });

  it('a dead runner as well', async () => {
    await shared('build');
    await using folder = await tempFolder(files(''));
    const talk = findTalk('talk.md', folder.path);
    const watched = await watchTalk({
      ...{ talk, options: {}, cwd: folder.path, cacheFolder: folder.path, assets: readManifest(), note: () => {} },
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
      fallback: () => 'auto',
      assets: readManifest().folder,
    });
    try {
      await using opened = await openPage();
      await open(opened.page, server.url);
      await goAndRun(opened.page, 'crash');
      await plays(opened.page, 'crash');
      expect(await inner(opened.page, '.foot-left')).toBe('live run: the runner is closed');
    } finally {
      await server.close();
      await watched.close();
    }
  });
});

describe('offer', () => {
  it('is what a talk does that says nothing: each failure shows the offer, and e takes it', async () => {
    await using folder = await tempFolder(files(''));
    await using talk = await present(folder.path, 'talk.md');
    await using opened = await openPage({ width: 1920, height: 1080 });
    const { page } = opened;
    await open(page, talk.url);
    for (const name of NAMES) {
      await goAndRun(page, name);
      await until(
        () => offered(page),
        `the offer for ${name}`,
        () => page.url(),
      );
      expect(await inner(page, '.foot-left')).toMatch(DEMOS[name]?.says ?? /$/);
      expect(await inner(page, '.foot-offer')).toBe('Play the recordinge');
      if (name === 'crash') await page.click('.foot-offer');
      else if (name === 'hang') await page.evaluate((demo) => window.lectern.demo.fallback(demo), name);
      else await page.keyboard.press('e');
      await plays(page, name);
      expect(await inner(page, '.foot-left')).toMatch(/^live run: /);
    }
  });

  it('without a recording, it says so and offers nothing; a run that the speaker stops is none that failed', async () => {
    await using folder = await tempFolder(files('', false));
    await using talk = await present(folder.path, 'talk.md');
    await using opened = await openPage();
    const { page } = opened;
    await open(page, talk.url);
    await goAndRun(page, 'crash');
    await until(async () => (await state(page, 'crash')) === 'failed', 'it to fail');
    expect(await inner(page, '.foot-left')).toBe('exit code 1 · no recording yet');
    expect(await offered(page)).toBe(false);
    await goAndRun(page, 'garbage');
    await until(async () => /%&/.test(await text(page, 'garbage')), 'the garbage');
    await page.keyboard.press('x');
    await until(async () => (await state(page, 'garbage')) === 'stopped', 'it to stop');
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
  expect([await inner(page, '.foot-left'), await offered(page)]).toEqual(['exit code 1', false]);
});
