// Every theme that is shipped: complete, and with nothing of the web in it.
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { revealThemes } from '../../scripts/build/reveal-themes.mjs';

const root = resolve(import.meta.dirname, '../..');
const names = readdirSync(join(root, 'themes')).filter((name) => existsSync(join(root, 'themes', name, 'theme.css')));
const built = new Map<string, string>();

beforeAll(async () => {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: names.map((name) => `themes/${name}/theme.css`),
    outbase: root,
    outdir: join(root, 'nowhere'),
    bundle: true,
    write: false,
    loader: { '.woff2': 'file', '.woff': 'file' },
    plugins: [revealThemes],
  });
  for (const { path, text } of outputFiles) if (path.endsWith('.css')) built.set(basename(dirname(path)), text);
});

it('are ours, remark.js’s look and the fourteen of reveal.js', () => {
  expect(names).toEqual(
    'beige black black-contrast blood dracula ink league moon night paper remark serif simple sky solarized white white-contrast'.split(
      ' ',
    ),
  );
});

describe.each(names)('theme %s', (name) => {
  it('asks for nothing outside the machine', () => {
    const css = built.get(name) ?? '';
    expect(
      [...css.matchAll(/url\(([^)]*)\)/g)].map(([, url = '']) => url).filter((url) => !/^"?(?:\.\.?\/)+[\w.-]+\.woff2?"?$/.test(url)),
    ).toEqual([]);
    expect(css).not.toMatch(/@import|https?:\/\//);
  });

  it('says what docs/themes.md asks of it', () => {
    const css = built.get(name) ?? '';
    const missing = [
      'color-scheme:',
      '--paper:',
      '--quiet:',
      '--accent:',
      '--sans:',
      '--mono:',
      '--fit',
      '--code-fit',
      'data-scrolls',
      'data-wraps',
    ].filter((word) => !css.includes(word));
    expect(missing).toEqual([]);
    expect(Number(/--slide-height:\s*(\d+)/.exec(css)?.[1] ?? 1080)).toBeGreaterThan(500);
  });
});
