import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/cli/assets.ts';
import { shared } from '../support/shared.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist');

describe('the build', () => {
  it('has every file that its manifest names, under a name with a hash', async () => {
    await shared('build');
    const assets = readManifest();
    const themes = assets.themes.map((name) => assets.theme(name));
    const pages = [assets.deck, ...(assets.presenter === null ? [] : [assets.presenter])];
    const files = [
      ...pages.flatMap(({ script, styles, preload }) => [script, ...styles, ...preload]),
      ...themes.flatMap(({ css, fonts }) => [css, ...fonts]),
    ];
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect(file).toMatch(/^[\w./-]+-[A-Z0-9]{8}\.(js|css|woff2)$/);
      expect([file, statSync(join(assets.folder, file)).size > 0]).toEqual([file, true]);
    }
  });

  it('asks for nothing outside itself', async () => {
    await shared('build');
    const { folder } = readManifest();
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.css')) continue;
      const css = readFileSync(join(folder, name), 'utf8');
      for (const [, url = ''] of css.matchAll(/url\(["']?([^)"']*)/g))
        expect([name, url]).toEqual([name, expect.stringMatching(/^(data:|\.{1,2}\/|#)/)]);
      expect(css).not.toMatch(/@import/);
    }
  });

  it('is pointed to by one line, and leaves nothing half done', async () => {
    await shared('build');
    const { id } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { id: string };
    expect(readFileSync(join(dist, 'cli.js'), 'utf8')).toBe(`import './${id}/cli.js';\n`);
    expect(existsSync(join(dist, id, 'cli.js'))).toBe(true);
  });

  it('suggests the theme that was meant', async () => {
    await shared('build');
    expect(() => readManifest().theme('papr')).toThrow('unknown theme "papr" (did you mean "paper"?): there is');
  });
});
