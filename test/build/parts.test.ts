// Names of files, files that could act, faces that are used, and folders written into.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { published } from '../../src/build/active-files.ts';
import { plainName, siteNames } from '../../src/build/file-names.ts';
import { withFormulaFaces, withUsedFaces } from '../../src/build/used-fonts.ts';
import { type Content, writeSite } from '../../src/build/write-site.ts';
import { lectern } from '../support/cli.ts';
import { tempFolder } from '../support/temp.ts';
import { EVIL_SVG, tree } from './support.ts';

describe('siteNames', () => {
  it('keeps names, takes strange characters out of them, and lets no two be one', () => {
    const files = [
      '/r/talks/a.png',
      '/r/talks/A.png',
      '/r/talks/x y#1%?.png',
      '/r/talks/x-y-1-.png',
      '/r/shared/_b.svg',
      '/r/talks/.env.png',
      '/r/talks/größe.jpg',
    ];
    const names = [...siteNames(files, '/r', '/r/talks')].map(([file, name]) => [file, name.replace(/-[0-9a-f]{6}(?=\.)/, '-…')]);
    expect(Object.fromEntries(names)).toEqual({
      '/r/shared/_b.svg': 'shared/b-….svg',
      '/r/talks/.env.png': 'env-….png',
      '/r/talks/A.png': 'A.png',
      '/r/talks/a.png': 'a-….png',
      '/r/talks/größe.jpg': 'gro-e-….jpg',
      '/r/talks/x y#1%?.png': 'x-y-1-….png',
      '/r/talks/x-y-1-.png': 'x-y-1-.png',
    });
    expect([plainName('queue'), plainName('../x').replace(/-[0-9a-f]{6}$/, '-…')]).toEqual(['queue', 'x-…']);
  });
});

describe('test 44: published', () => {
  const kind = (path: string, text: string): string => published(path, Buffer.from(text)).kind;
  it.each([
    ['<svg><path d="M0 0"/></svg>', 'copied'],
    ['<svg><style>path { fill: red }</style><animate attributeName="d"/></svg>', 'copied'],
    [EVIL_SVG, 'inlined'],
    ['<svg><s:script xmlns:s="http://www.w3.org/2000/svg">x()</s:script></svg>', 'inlined'],
    ['<svg\nonload\n=x()></svg>', 'inlined'],
    ['<svg/onload=x()>', 'inlined'],
    ['<svg><a xlink:href="&#106;avascript:x()"/></svg>', 'inlined'],
    ['<!DOCTYPE svg [<!ENTITY x "<script>">]><svg>&x;</svg>', 'inlined'],
    ['<svg><set attributeName="href" to="x"/></svg>', 'inlined'],
    ['\xff\xfe<\0s\0v\0g\0', 'inlined'],
  ])('%s is %s', (text, wanted) => expect(kind('a.SVG', text)).toBe(wanted));

  it('gives a page its policy before anything else in it', () => {
    const page = published('a.html', Buffer.from('\ufeff<!doctype html><script>x()</script>ü'));
    const text = page.kind === 'copied' ? Buffer.from(page.bytes).toString() : '';
    expect(text).toMatch(
      /^<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; .*">\n<!doctype html><script>x\(\)<\/script>ü$/,
    );
    expect([kind('a.js', 'x()'), kind('a.xhtml', ''), kind('a.png', '<script>')]).toEqual(['left out', 'left out', 'copied']);
  });
});

describe('faces', () => {
  const face = (family: string, range: string) => `@font-face{font-family:${family};src:url("${family}.woff2")${range}}`;
  it('stay where a letter of theirs is used', () => {
    const css = ['A;unicode-range:U+0-7F', 'B;unicode-range:U+400-4FF,U+2116', 'C;unicode-range:U+4??', 'D']
      .map((entry) => face(entry.split(';')[0] ?? '', entry.includes(';') ? `;${entry.split(';')[1]}` : ''))
      .join('');
    const left = (text: string) =>
      [...withUsedFaces(css, new Set([...text].map((c) => c.codePointAt(0) ?? 0))).matchAll(/family:(\w)/g)]
        .map(([, name]) => name)
        .join('');
    expect([left('abc'), left('№'), left('ж'), left('')]).toEqual(['AD', 'BD', 'BCD', 'D']);
  });
  it('stay where a formula asks for them', () => {
    const css = face('KaTeX_Main', '') + face('KaTeX_Fraktur', '') + face('KaTeX_Size1', '');
    expect(withFormulaFaces(css, '<span class="mord mathfrak">g</span>')).toBe(face('KaTeX_Main', '') + face('KaTeX_Fraktur', ''));
  });
});

describe('writeSite', () => {
  it('leaves all as it was when it cannot finish', async () => {
    await using folder = await tempFolder();
    const out = join(folder.path, 'out');
    const options = { shown: 'out', force: false };
    await writeSite(
      out,
      new Map([
        ['index.html', 'one'],
        ['a/b.txt', 'b'],
      ]),
      options,
    );
    const before = await tree(out);
    const broken = new Map<string, Content>([
      ['index.html', 'two'],
      ['c.png', { copy: join(folder.path, 'is-not-there') }],
    ]);
    await expect(writeSite(out, broken, options)).rejects.toThrow('out cannot be written');
    expect(await tree(out)).toEqual(before);
    await expect(writeSite(join(folder.path, 'new'), broken, options)).rejects.toThrow('new');
    expect(Object.keys(await tree(folder.path))).toEqual(Object.keys(before).map((path) => `out/${path}`));
  });

  it('takes nothing away on the word of a mark that leads out of the folder', async () => {
    await using folder = await tempFolder({
      'precious.txt': 'x',
      'out/lectern-build.json': '{"generator":"lectern","files":["../precious.txt","/etc/x",7]}',
    });
    await writeSite(join(folder.path, 'out'), new Map([['index.html', 'one']]), { shown: 'out', force: false });
    expect((await tree(folder.path))['precious.txt']).toBe('x');
  });
});

it('publishes no file from outside the root, nor a secret, whatever links there are', async () => {
  await using folder = await tempFolder({
    'outside/secret.png': 'SECRET',
    'root/package.json': '{}',
    'root/.env': 'SECRET',
    'root/talk.md': '# One\n\n![a](link.png) ![b](../outside/secret.png) ![c](.env) ![d](env.png)\n',
  });
  await mkdir(join(folder.path, 'root/x'));
  await symlink(join(folder.path, 'outside/secret.png'), join(folder.path, 'root/link.png'));
  await symlink(join(folder.path, 'root/.env'), join(folder.path, 'root/env.png'));
  await writeFile(join(folder.path, 'root/x/own.png'), 'own');
  for (const [out, args] of [
    ['site', []],
    ['one.html', ['--single']],
  ] as const) {
    const { code } = await lectern(['build', 'root/talk.md', '-o', out, '--no-picture', ...args], { cwd: folder.path });
    expect(code).toBe(0);
  }
  const files = Object.entries(await tree(folder.path)).filter(([path]) => /^(site|one)/.test(path));
  expect(files.filter(([, text]) => text.includes('SECRET') || text.includes(Buffer.from('SECRET').toString('base64')))).toEqual([]);
});
