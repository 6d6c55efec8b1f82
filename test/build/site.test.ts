// A talk as a folder, on a plain host, below a path that it was not told of.
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../support/browser.ts';
import { type TempFolder, tempFolder } from '../support/temp.ts';
import { holds } from './published.ts';
import { build, FILES, type Host, host, TALK, tree, watch } from './support.ts';

let folder: TempFolder;
let site: Host;
beforeAll(async () => {
  folder = await tempFolder(FILES);
  const { code, stdout } = await build(folder.path, 'talk.md', '-o', 'site', '--json');
  const files = Object.values(await tree(join(folder.path, 'site')));
  const bytes = files.reduce((sum, text) => sum + text.length, 0);
  expect([code, JSON.parse(stdout)]).toEqual([0, { out: 'site', files: files.length, bytes }]);
  site = await host(join(folder.path, 'site'));
});
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

describe('a folder', () => {
  holds(() => ({ url: site.url, presenter: `${site.url}presenter.html`, own: site.url, offline: false }));

  it('holds what the talk names and nothing else, by addresses that lead there', async () => {
    const files = await tree(join(folder.path, 'site'));
    const hashed = (path: string): string => path.replace(/-[A-Za-z0-9]{8,10}(?=\.\w+$)/, '-…');
    expect(
      Object.keys(files)
        .map(hashed)
        .filter((path) => !path.startsWith('assets/')),
    ).toEqual([
      'casts/two-….json',
      'data/deck-….json',
      'data/presenter-….json',
      'files/page.html',
      expect.stringMatching(/^files\/pictures\/the-sea-[0-9a-f]{6}\.svg$/),
      'index.html',
      'lectern-build.json',
      'presenter.html',
    ]);
    expect(site.missing).toEqual([]);
    const fonts = Object.keys(files).filter((path) => path.endsWith('.woff2'));
    expect(fonts.filter((path) => path.includes('latin-ext'))).toEqual([]);
    expect(fonts.length).toBe(6);
    for (const [path, text] of Object.entries(files)) expect([path, text.includes(folder.path)]).toEqual([path, false]);
  });

  it('test 44: a page of the talk does nothing when it is opened by itself', async () => {
    await using visit = await openPage();
    const seen = watch(visit.page);
    await visit.page.goto(`${site.url}files/page.html`);
    const told = await visit.page.evaluate(() => [document.body.innerText, '__evil' in window, document.compatMode]);
    expect([told, seen.errors]).toEqual([['page', false, 'CSS1Compat'], []]);
  });

  it('keeps the notes out of all but the presenter view', async () => {
    const files = await tree(join(folder.path, 'site'));
    const telling = Object.entries(files).flatMap(([path, text]) =>
      text.includes('secret of the speaker') ? [path.replace(/-.*/, '')] : [],
    );
    expect(telling).toEqual(['data/presenter']);
    await build(folder.path, 'talk.md', '-o', 'public', '--no-presenter');
    const open = await tree(join(folder.path, 'public'));
    expect(Object.values(open).some((text) => text.includes('secret of the speaker'))).toBe(false);
    expect(Object.keys(open).filter((path) => path.includes('presenter'))).toEqual([]);
  });

  it('says what it is to those who link to it', async () => {
    await build(folder.path, 'talk.md', '-o', 'based', '--base', 'https://example.org/talks/x');
    const html = (await tree(join(folder.path, 'based')))['index.html'] ?? '';
    expect(html.match(/<(meta (name|property)="(author|description|og:)|link rel="canonical").*>/g)).toEqual([
      '<meta name="author" content="The harbour">',
      '<meta name="description" content="Twice a day the water comes.">',
      '<meta property="og:description" content="Twice a day the water comes.">',
      '<meta property="og:type" content="article">',
      '<meta property="og:title" content="Tides &#38; times">',
      '<meta property="og:url" content="https://example.org/talks/x/">',
      '<link rel="canonical" href="https://example.org/talks/x/">',
    ]);
  });

  it('is the same when it is built again; what is no more of it goes, what is not of it stays', async () => {
    const out = join(folder.path, 'twice');
    await build(folder.path, 'talk.md', '-o', 'twice');
    const first = await tree(out);
    await build(folder.path, 'talk.md', '-o', 'twice');
    expect(await tree(out)).toEqual(first);
    await writeFile(join(out, 'CNAME'), 'example.org');
    await folder.write({ 'short.md': '# Short' });
    const { code } = await build(folder.path, 'short.md', '-o', 'twice');
    const after = Object.keys(await tree(out)).filter((path) => !/^(assets|data)\//.test(path));
    expect([code, after]).toEqual([0, ['CNAME', 'index.html', 'lectern-build.json', 'presenter.html']]);
  });

  it('goes into no folder of other things unless it is told to, and says so', async () => {
    await folder.write({ 'mine/thesis.txt': 'years of work', 'mine/index.html': 'my page' });
    const { code, stderr } = await build(folder.path, 'talk.md', '-o', 'mine');
    expect([code, stderr]).toEqual([
      1,
      'lectern: mine holds what no build of Lectern wrote (index.html, thesis.txt): name another folder, or --force puts the site among it\n',
    ]);
    expect(Object.keys(await tree(join(folder.path, 'mine')))).toEqual(['index.html', 'thesis.txt']);
    await build(folder.path, 'talk.md', '-o', 'mine', '--force');
    const files = await tree(join(folder.path, 'mine'));
    expect([files['thesis.txt'], files['index.html']?.includes('Tides')]).toEqual(['years of work', true]);
  });

  it('asks where to go', async () => {
    const { code, stderr } = await build(folder.path, 'talk.md');
    expect([code, stderr.split('\n')[0]]).toEqual([2, 'lectern: where is the site to go? -o DIR names a folder']);
  });
});

describe('a build of what has been built', () => {
  it('does nothing, and all of it again where anything is another', async () => {
    await using talk = await tempFolder({ ...FILES, 'part.md': '# Part one\n', 'long.md': `${TALK}\n---\n\ninclude: part.md\n` });
    const pages = async () =>
      Object.fromEntries(Object.entries(await tree(join(talk.path, 'site'))).filter(([path]) => /html$|deck-/.test(path)));
    const made = async () => (await stat(join(talk.path, 'site', 'index.html'))).ctimeMs;
    const again = async () => {
      const before = await made();
      const { code, stdout } = await build(talk.path, 'long.md', '-o', 'site');
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^site: \d+ files, /)]);
      return (await made()) !== before;
    };
    await build(talk.path, 'long.md', '-o', 'site');
    const first = await pages();
    // What was written in the very millisecond of the first build is not trusted, so the second may be whole.
    await again();
    expect([await again(), await pages()]).toEqual([false, first]);
    await talk.write({ 'part.md': '# Part two\n' });
    expect([await again(), JSON.stringify(await pages()).includes('Part two')]).toEqual([true, true]);
    await talk.write({ 'demos/more.ts': '' });
    expect(await again()).toBe(true);
    await writeFile(join(talk.path, 'site', 'index.html'), 'broken');
    expect([await again(), (await pages())['index.html']?.includes('Tides')]).toEqual([true, true]);
    await rm(join(talk.path, 'pictures'), { recursive: true });
    expect(await again()).toBe(true);
    expect(await again()).toBe(false);
  });
});
