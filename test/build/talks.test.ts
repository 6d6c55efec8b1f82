// A site of several talks, and the picture of a first slide.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserEnv } from '../export/support.ts';
import { openPage } from '../support/browser.ts';
import { lectern } from '../support/cli.ts';
import { open } from '../support/present.ts';
import { type TempFolder, tempFolder } from '../support/temp.ts';
import { at, build, type Host, host, tree, watch } from './support.ts';

const FILES = {
  'package.json': '{}',
  'slides/README.md': '# No talk\n',
  'slides/tides/talk.md':
    '---\ntitle: Tides\nauthor: The harbour\nevent: Low water\ndate: 2026-05-01\ndialect: remark\n---\n\n# Tides\n\nTwice a day.\n\n---\n\n# More\n',
  'slides/short.md': '---\nlang: he\ntitle: קצר\n---\n\n# קצר\n',
  'slides/short/talk.md': '# Another of that name\n',
  'slides/empty/notes.txt': '',
};

let folder: TempFolder;
let site: Host;
beforeAll(async () => {
  folder = await tempFolder(FILES);
  const { code } = await lectern(['build', 'slides', '-o', 'site', '--base', 'https://example.org/t'], {
    cwd: folder.path,
    env: await browserEnv(),
  });
  expect(code).toBe(0);
  site = await host(join(folder.path, 'site'));
});
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

describe('a folder of talks', () => {
  it('becomes a site with a page that lists them', async () => {
    await using visit = await openPage();
    const seen = watch(visit.page);
    await visit.page.goto(site.url);
    // They are loaded when they are near what is seen.
    await visit.page.evaluate(() => Promise.all(Array.from(document.images, (image) => image.decode())));
    const listed = await visit.page.evaluate(() =>
      [...document.querySelectorAll('li')].map((item) => ({
        leads: item.querySelector('a')?.getAttribute('href'),
        says: item.innerText.replace(/\s+/g, ' '),
        dir: item.querySelector('h2')?.dir,
        picture: item.querySelector('img')?.naturalWidth,
      })),
    );
    expect(listed).toEqual([
      { leads: 'short/', says: 'Another of that name 1 slide', dir: 'ltr', picture: 1200 },
      { leads: 'short-2/', says: 'קצר 1 slide', dir: 'rtl', picture: 1200 },
      { leads: 'tides/', says: 'Tides The harbour · Low water, 2026-05-01 · 2 slides', dir: 'ltr', picture: 1200 },
    ]);
    await open(visit.page, `${site.url}tides/`);
    await visit.page.keyboard.press('PageDown');
    expect(await at(visit.page)).toBe('1.0');
    expect([seen.errors, site.missing, seen.asked.filter((url) => !url.startsWith(site.url))]).toEqual([[], [], []]);
  });

  it('has our own files once, and on each card its own picture', async () => {
    const files = await tree(join(folder.path, 'site'));
    const paths = Object.keys(files).map((path) => path.replace(/-[A-Za-z0-9]{10}(?=\.\w+$)/, '-…'));
    expect(paths.filter((path) => !path.startsWith('assets/'))).toEqual([
      'index.html',
      'lectern-build.json',
      ...['short-2', 'short', 'tides'].flatMap((name) => [
        `${name}/cover-….png`,
        `${name}/data/deck-….json`,
        `${name}/data/presenter-….json`,
        `${name}/index.html`,
        `${name}/presenter.html`,
      ]),
    ]);
    const card = files['tides/index.html']?.match(/og:(url|image|image:width|image:height)" content="[^"]*/g);
    expect(card?.map((tag) => tag.replace(/cover-\w+/, 'cover-…'))).toEqual([
      'og:url" content="https://example.org/t/tides/',
      'og:image" content="https://example.org/t/tides/cover-….png',
      'og:image:width" content="1200',
      'og:image:height" content="675',
    ]);
  });

  it('is built again with the same bytes, without a browser', async () => {
    const env = { LECTERN_BROWSER: join(folder.path, 'no-browser') };
    const { code, stderr } = await lectern(['build', 'slides', '-o', 'again', '--base', 'https://example.org/t'], {
      cwd: folder.path,
      env,
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(await tree(join(folder.path, 'again'))).toEqual(await tree(join(folder.path, 'site')));
  });

  it('says that there is no picture where there is no browser', async () => {
    await folder.write({ 'other.md': '# Other\n' });
    const env = { LECTERN_BROWSER: join(folder.path, 'no-browser') };
    const { code, stderr } = await lectern(['build', 'other.md', '-o', 'other'], { cwd: folder.path, env });
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^lectern: without a picture of the first slide, for no browser was found here: .+\n$/),
    ]);
    expect(Object.keys(await tree(join(folder.path, 'other'))).filter((path) => path.endsWith('.png'))).toEqual([]);
  });

  it('says so where there is no talk, or one file is asked for', async () => {
    const none = await build(folder.path, 'slides/empty', '-o', 'x');
    expect([none.code, none.stderr]).toEqual([1, 'lectern: no talk in slides/empty: it holds neither talk.md nor folders with one\n']);
    const single = await build(folder.path, 'slides', '--single');
    expect([single.code, single.stderr.split('\n')[0]]).toEqual([2, 'lectern: --single makes a file of one talk: name the talk']);
  });
});
