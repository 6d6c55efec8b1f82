// The shipped talk as a PDF: every slide with its title, and what its demos show.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordedScreens } from '../../src/cli/recorded-screens.ts';
import { loadDemos } from '../../src/runner/catalogue.ts';
import { lectern } from '../support/cli.ts';
import { tempFolder } from '../support/temp.ts';
import { exportTalk, readPdf } from './support.ts';

const root = join(import.meta.dirname, '..', '..');
it('the flagship talk: a page a slide, its titles, its outline, its recordings', async () => {
  await using folder = await tempFolder();
  const target = join(folder.path, 'talk.pdf');
  const [{ code }, { stdout }] = await Promise.all([
    exportTalk(['slides/async-typescript', '-o', target], { cwd: root }),
    lectern(['inspect', 'slides/async-typescript', '--json'], { cwd: root }),
  ]);
  expect(code).toBe(0);
  const { slides } = JSON.parse(stdout) as {
    slides: { headings: [string, string][]; demos: string[]; name: string | null; number: number }[];
  };
  const { pages, outline, fonts } = await readPdf(target);
  const shown = new Map<string, readonly string[]>();
  for (const spec of (await loadDemos(root)).demos) {
    const screens = (await recordedScreens(root).of(spec)) ?? [];
    const lines = screens.flatMap((screen) => screen.lines.map((line) => line.map((run) => run.text).join('')));
    shown.set(spec.name, lines);
  }
  expect(slides.some(({ demos }) => demos.some((demo) => (shown.get(demo)?.length ?? 0) > 0))).toBe(true);
  const folded = (text: string): string => text.replace(/\s/g, '');
  const titles = slides.map(({ headings, name, number }) => headings[0]?.[1] ?? name ?? `Slide ${number}`);
  expect(outline.map(({ title, page, items }) => [title, page, items])).toEqual(titles.map((title, i) => [title, i, []]));
  expect(pages.length).toBe(slides.length);
  for (const [i, { headings, demos }] of slides.entries()) {
    const text = folded(pages[i]?.lines.join('') ?? '');
    expect(text).toContain(folded(headings[0]?.[1] ?? ''));
    for (const demo of demos) for (const line of shown.get(demo) ?? []) expect(text).toContain(folded(line));
  }
  expect(Object.entries(fonts).filter(([, times]) => times !== 1)).toEqual([]);
});
