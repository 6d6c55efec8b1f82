// The parts of the export that need no browser: which slides, what a PDF is made
// into, what counts as a leftover.
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Slide } from '../../src/deck.ts';
import { findBrowser } from '../../src/export/find-browser.ts';
import { finishPdf } from '../../src/export/finish-pdf.ts';
import { pickSlides } from '../../src/export/pick-slides.ts';
import { startOf } from '../../src/export/processes.ts';
import { createProfile, sweepProfiles } from '../../src/export/profile.ts';
import { writeWhole } from '../../src/export/write-file.ts';
import { tempFolder } from '../support/temp.ts';
import { readPdf } from './support.ts';

/** Slides by their steps' numbers and their name. */
function slides(...list: readonly (readonly [numbers: readonly number[], name?: string])[]): Slide[] {
  return list.map(
    ([numbers, name], index) =>
      ({ index, number: numbers[0] ?? 0, name: name ?? null, steps: numbers.map((number) => ({ number })) }) as unknown as Slide,
  );
}

it.each([
  ['2', [1]],
  ['2-4', [1, 2]],
  ['4', [2]],
  ['5-', [3, 4]],
  ['-2', [0, 1]],
  ['intro, 6', [0, 4]],
  ['6,1', [0, 4]],
  ['3-5', [2, 3]],
  ['2-3', [1, 2]],
])('--slides %s', (list, expected) => {
  const deck = slides([[1], 'intro'], [[2]], [[3, 4]], [[5], '5-up'], [[6]]);
  const picked = pickSlides(deck, list);
  expect(picked.ok && picked.slides.map(({ index }) => index)).toEqual(expected);
});

it('--slides: a name wins over a number, and what is not there is said', () => {
  const deck = slides([[1]], [[2], '1'], [[3], 'end']);
  expect(pickSlides(deck, '1')).toMatchObject({ ok: true, slides: [{ index: 1 }] });
  expect(pickSlides(deck, 'ende')).toEqual({ ok: false, error: 'no slide is named "ende" (did you mean "end"?)' });
  expect(pickSlides(deck, '7-9')).toEqual({ ok: false, error: 'no slide has a number in 7-9: they go up to 3' });
  expect(pickSlides(deck, '1,,2')).toEqual({ ok: false, error: 'there is nothing between two commas: write for example 3-7,intro' });
});

/** Two empty pages, as Chromium's writer puts them. */
function twoPages(): Buffer {
  const objects = [
    '<</Creator (Chromium)>>',
    '<</Type /Pages\n/Count 2\n/Kids [3 0 R 4 0 R]>>',
    '<</Type /Page\n/MediaBox [0 0 720 405]\n/Parent 2 0 R\n/Contents 6 0 R>>',
    '<</Type /Page\n/MediaBox [0 0 720 405]\n/Parent 2 0 R>>',
    '<</Type /Catalog\n/Pages 2 0 R\n/Lang (en)>>',
    '<</Length 7>> stream\n%endobj\nendstream',
  ];
  let text = '%PDF-1.4\n';
  const rows = objects.map((content, i) => {
    const row = `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${i + 1} 0 obj\n${content}\nendobj\n`;
    return row;
  });
  const table = `xref\n0 7\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size 7\n/Root 5 0 R\n/Info 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table, 'latin1');
}

it('a PDF gets its outline, title and author, with brackets and letters of any kind', async () => {
  const outline = [
    { title: 'One (of two) \\ back', page: 0, level: 0 },
    { title: 'Größe 日本 🙂', page: 1, level: 1 },
    { title: 'Again', page: 0, level: 0 },
  ] as const;
  const finished = await finishPdf(twoPages(), { title: 'Ein „Titel“', author: 'A (B)', creator: 'Lectern', outline });
  await using folder = await tempFolder({ 'out.pdf': finished?.bytes ?? '' });
  const pdf = await readPdf(join(folder.path, 'out.pdf'));
  expect({ ...pdf, pages: pdf.pages.length, count: finished?.pages }).toEqual({
    title: 'Ein „Titel“',
    author: 'A (B)',
    lang: 'en',
    tagged: false,
    pages: 2,
    count: 2,
    outline: [
      { title: 'One (of two) \\ back', page: 0, items: [{ title: 'Größe 日本 🙂', page: 1, items: [] }] },
      { title: 'Again', page: 0, items: [] },
    ],
    fonts: {},
  });
});

it('a PDF of an unknown form is left alone', async () => {
  const facts = { title: 'x', author: null, creator: 'y', outline: [] };
  const good = twoPages();
  const changed = (from: string | RegExp, to: string): Buffer => Buffer.from(good.toString('latin1').replace(from, to), 'latin1');
  expect(await finishPdf(Buffer.from('no PDF at all'), facts)).toBe(null);
  expect(await finishPdf(good.subarray(0, -30), facts)).toBe(null);
  expect(await finishPdf(changed('/Info 1 0 R', '/Info 1 0 R /Encrypt 9 0 R'), facts)).toBe(null);
  expect(await finishPdf(changed('/Kids [3', '/Kids [9'), facts)).toBe(null);
  expect(await finishPdf(good, { ...facts, outline: [{ title: 'beyond', page: 2, level: 0 }] })).toBe(null);
});

it('test 61: what cannot take its place leaves nothing behind, and the old one as it was', async () => {
  await using folder = await tempFolder({ 'out.pdf/inside': 'old', 'there.pdf': 'old' });
  const failing = writeWhole(join(folder.path, 'out.pdf'), Buffer.from('new'), 'out.pdf');
  await expect(failing).rejects.toThrow(/^out\.pdf cannot be /);
  await writeWhole(join(folder.path, 'there.pdf'), Buffer.from('new'), 'there.pdf');
  expect((await readdir(folder.path)).sort()).toEqual(['out.pdf', 'there.pdf']);
  expect(await readFile(join(folder.path, 'out.pdf/inside'), 'utf8')).toBe('old');
  expect(await readFile(join(folder.path, 'there.pdf'), 'utf8')).toBe('new');
});

it('a sweep takes what a dead tool left, and nothing of a live one or of others', async () => {
  await using folder = await tempFolder({ 'other/x': '', 'lectern-browser-file': '' });
  const mine = await createProfile(folder.path);
  const dead = join(folder.path, 'lectern-browser-dead');
  const recycled = join(folder.path, 'lectern-browser-recycled');
  const young = join(folder.path, 'lectern-browser-young');
  const old = join(folder.path, 'lectern-browser-old');
  for (const path of [dead, recycled, young, old]) await mkdir(path);
  const note = (pid: number, started: string) => JSON.stringify({ owner: { pid, started }, browser: { pid, started } });
  await writeFile(join(dead, 'owner.json'), note(2 ** 22 + 1, '1'));
  // Our own pid with another start time: the browser of that name is not ours to end.
  await writeFile(join(recycled, 'owner.json'), note(process.pid, 'long ago'));
  await utimes(old, 0, 0);
  await sweepProfiles(folder.path);
  expect((await readdir(folder.path)).sort()).toEqual(
    ['lectern-browser-file', mine.folder.split('/').at(-1), 'lectern-browser-young', 'other'].sort(),
  );
  expect(startOf(process.pid)).not.toBe(null);
  await mine.remove();
  expect(await readdir(folder.path)).not.toContain(mine.folder.split('/').at(-1));
});

it.skipIf(process.platform === 'win32')(
  'a browser is found on the PATH in the order of preference, and only if it can be started',
  async () => {
    await using folder = await tempFolder({ 'a/google-chrome': '', 'a/chromium': '', 'b/chromium': '', 'b/google-chrome': '' });
    const { chmod } = await import('node:fs/promises');
    for (const name of ['a/google-chrome', 'b/chromium']) await chmod(join(folder.path, name), 0o755);
    const [a, b] = [join(folder.path, 'a'), join(folder.path, 'b')];
    expect(findBrowser({ PATH: `${a}:${b}` })).toBe(join(b, 'chromium'));
    expect(findBrowser({ PATH: a })).toBe(join(a, 'google-chrome'));
    expect(findBrowser({ PATH: `${a}:${b}`, LECTERN_BROWSER: 'google-chrome' })).toBe(join(a, 'google-chrome'));
    expect(findBrowser({ PATH: `${a}:${b}`, LECTERN_BROWSER: join(a, 'google-chrome') }, join(b, 'chromium'))).toBe(join(b, 'chromium'));
    expect(findBrowser({ PATH: `${a}:${b}` }, join(a, 'chromium'))).toBe(null);
  },
);
