// A talk in one file, opened from a disk with no network.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../support/browser.ts';
import { open } from '../support/present.ts';
import { type TempFolder, tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';
import { holds } from './published.ts';
import { at, build, FILES } from './support.ts';

let folder: TempFolder;
let url = '';
beforeAll(async () => {
  folder = await tempFolder(FILES);
  const { code, stdout, stderr } = await build(folder.path, 'talk.md', '-o', 'talk.html', '--single', '--json');
  expect([code, JSON.parse(stdout).out, stderr.includes('lectern:')]).toEqual([0, 'talk.html', false]);
  url = pathToFileURL(join(folder.path, 'talk.html')).href;
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
});

describe('one file', () => {
  holds(() => ({ url, presenter: `${url}?presenter`, own: url, offline: true }));

  it('keeps the presenter view in step also where the browser has no channel between files', async () => {
    await using visit = await openPage();
    await visit.page.evaluateOnNewDocument(() => void Reflect.deleteProperty(window, 'BroadcastChannel'));
    await open(visit.page, `${url}#steps`);
    const popup = new Promise<Page | null>((resolve) => visit.page.once('popup', resolve));
    await visit.page.keyboard.press('p');
    const presenter = await popup;
    if (presenter === null) throw new Error('no presenter view');
    await presenter.waitForSelector('html[data-lectern="ready"]');
    await until(async () => (await at(presenter)) === '1.0', 'the slide of the deck');
    await presenter.keyboard.press('PageDown');
    await until(async () => (await at(visit.page)) === '1.1', 'the step of the presenter view');
    await visit.page.keyboard.press('Home');
    await until(async () => (await at(presenter)) === '0.0', 'the first slide');
  });

  it('names no other file, no place of this machine, and only faces that are used', async () => {
    const html = await readFile(join(folder.path, 'talk.html'), 'utf8');
    expect(html.includes(folder.path)).toBe(false);
    expect(html.match(/<(script|link)[^>]*\b(src|href)="(?!data:)[^"]*"/g)).toBe(null);
    expect(html.match(/@font-face/g)?.length).toBe(12);
    const styles = [...html.matchAll(/<style data-of[^>]*>(.*?)<\/style>/gs)].map(([, css = '']) => css);
    expect(styles.flatMap((css) => css.match(/url\((?!"data:).{0,40}/g) ?? [])).toEqual([]);
    expect(html.match(/script-src .*?(?=; style-src)/)?.[0]).toMatch(/^script-src &#39;sha256-[\w+/=]+&#39;$/);
  });

  it('is the same when it is built again, and holds no notes without the presenter view', async () => {
    const first = await readFile(join(folder.path, 'talk.html'), 'utf8');
    await build(folder.path, 'talk.md', '-o', 'again.html', '--single');
    expect((await readFile(join(folder.path, 'again.html'), 'utf8')) === first).toBe(true);
    const { code } = await build(folder.path, 'talk.md', '-o', 'public.html', '--single', '--no-presenter');
    const html = await readFile(join(folder.path, 'public.html'), 'utf8');
    expect([code, html.includes('secret of the speaker'), first.includes('secret of the speaker')]).toEqual([0, false, true]);
  });
});
