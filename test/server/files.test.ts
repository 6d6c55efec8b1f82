// Above 200 lines: the tests of one path function, by their numbers in a row.
import { execFileSync } from 'node:child_process';
import { link, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeName, isDenied, openBelow } from '../../src/server/paths.ts';
import { ask, openWindow, type RawAnswer, raw } from './clients.ts';
import { CANARY, talk } from './support.ts';

function expectRefused(answer: RawAnswer, what: string): void {
  expect([400, 401, 403, 404], `${what}: ${answer.text.slice(0, 200)}`).toContain(answer.status);
  expect(answer.text, what).not.toMatch(/CANARY|root:|PATH=/);
}

describe('files', () => {
  it('gives out what the deck names, and our own parts', async () => {
    const t = await talk();
    const picture = await ask(t, '/files/pictures/a.png');
    expect([picture.status, picture.body]).toEqual([200, 'picture']);
    expect(picture.headers).toMatchObject({ 'content-type': 'image/png', 'content-length': '7', 'cache-control': 'private, no-cache' });
    const script = await ask(t, '/assets/deck-ABCDEFGH.js');
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
    });
    expect((await ask(t, '/assets/plain.css')).headers['cache-control']).toBe('private, no-cache');
    const again = await ask(t, '/files/pictures/a.png', { headers: [`If-None-Match: ${picture.headers.etag}`] });
    expect([again.status, again.body]).toEqual([304, '']);
    const head = await ask(t, '/files/pictures/a.png', { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body]).toEqual([200, '7', '']);
    expectRefused(await ask(t, '/files/pictures/unnamed.png'), 'a file that the deck does not name');
  });

  it('test 14: nothing outside the root by any spelling', async () => {
    const t = await talk();
    // Even if the deck named them, what lies outside stays outside.
    for (const path of ['../outside/CANARY', '../../outside/CANARY']) t.site.named.add(join(t.root, path));
    const spellings = [
      '/../../outside/CANARY',
      '/../outside/CANARY',
      '/..%2foutside%2fCANARY',
      '/..%2f..%2foutside%2fCANARY',
      '/%2e%2e/outside/CANARY',
      '/%2e%2e/%2e%2e/outside/CANARY',
      '/%252e%252e%252foutside',
      '/..\\..\\outside\\CANARY',
      '/..%5c..%5coutside%5cCANARY',
      '/..%5c',
      '//outside/CANARY',
      '/..;/..;/outside/CANARY',
      '/a/./../../outside/CANARY',
      '/pictures/../../outside/CANARY',
      '/pictures/%2e%2e/%2e%2e/outside/CANARY',
      '/C:/outside/CANARY',
      '/.',
      '/',
      '',
    ];
    for (const spelling of spellings) {
      for (const prefix of ['', '/files', '/assets']) {
        const target = `${prefix}${spelling}`;
        if (target === '/' || target === '') continue;
        expectRefused(await ask(t, target), target);
        expectRefused(await ask(t, target, { method: 'HEAD' }), target);
      }
    }
  });

  it('test 15: absolute paths, with any suffix', async () => {
    const t = await talk();
    const absolute = join(t.folder, 'outside/CANARY');
    const paths = [
      `/@fs${absolute}`,
      absolute,
      '/etc/passwd',
      '/proc/self/environ',
      '/files/etc/passwd',
      `/files/${absolute}`,
      `/files/${encodeURIComponent(absolute)}`,
    ];
    const suffixes = [
      '',
      '?raw',
      '?raw??',
      '?import&raw',
      '?import&raw?&',
      '?url',
      '?inline',
      '?import&inline',
      '?.svg?import',
      '?.svg?.wasm?init',
      '?import&?inline=1.wasm?init',
    ];
    const answers = await Promise.all(
      paths.flatMap((path) => suffixes.map(async (suffix) => ({ path, suffix, answer: await ask(t, `${path}${suffix}`) }))),
    );
    const plain = new Map(answers.filter(({ suffix }) => suffix === '').map(({ path, answer }) => [path, answer.status]));
    for (const { path, suffix, answer } of answers) {
      expectRefused(answer, path + suffix);
      expect(answer.status, path + suffix).toBe(plain.get(path));
    }
    expect((await ask(t, '/files/pictures/a.png?raw')).body).toBe('picture');
  });

  it('test 16: a fragment in the target is refused before all else', async () => {
    const t = await talk();
    for (const target of ['/files/pictures/a.png#/../../outside/CANARY', '/#/../../x', '/files/pictures/a.png#']) {
      expect((await ask(t, target)).status, target).toBe(400);
    }
  });

  it('test 17: secrets by name, even when the deck names them', async () => {
    const t = await talk();
    const names = [
      '.env',
      '.env.local',
      '.git/config',
      '.npmrc',
      'key.pem',
      'id_rsa',
      'a/server.KEY',
      'node_modules/.x',
      '.lectern/session.json',
      '.ENV',
    ];
    for (const name of names) {
      const path = join(t.root, name);
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, CANARY);
      t.site.named.add(path);
      for (const suffix of ['', '?raw', '/', '/.', '%20', '\\', '::$DATA', '%00.png', '.'])
        expectRefused(await ask(t, `/files/${name}${suffix}`), name + suffix);
    }
    expectRefused(await ask(t, '/files/ENV~1'), 'short name');
    const denied = ['.env', 'a/.git/x', 'x.pem', 'x.PEM', 'id_ed25519', 'a\\.ssh\\b', 'PROGRA~1/x'];
    expect(denied.filter((name) => !isDenied(name))).toEqual([]);
    expect(['a.png', 'pictures/key.png', 'environment.ts', 'a~b.png', 'monkey'].filter(isDenied)).toEqual([]);
  });

  it('test 18: a sibling whose name begins like the root', async () => {
    const t = await talk();
    t.site.named.add(join(t.folder, 'deck-secret/s.txt'));
    for (const target of ['/../deck-secret/s.txt', '/files/../deck-secret/s.txt', '/files/..%2fdeck-secret/s.txt'])
      expectRefused(await ask(t, target), target);
    await symlink(join(t.folder, 'deck-secret'), join(t.root, 'sibling'));
    t.site.named.add(join(t.root, 'sibling/s.txt'));
    expectRefused(await ask(t, '/files/sibling/s.txt'), 'by a link');
    const window = await openWindow(t);
    window.say('{"type":"open","path":"../deck-secret/s.txt"}');
    expect((await window.sees('refused')).reason).toMatch(/^type is not as it should be/);
  });

  it('test 19: links, pipes, devices and folders', async () => {
    const t = await talk();
    const at = (name: string) => join(t.root, name);
    await symlink('/etc/passwd', at('passwd.png'));
    await symlink(join(t.folder, 'outside'), at('folder'));
    await symlink(at('loop.png'), at('loop.png'));
    await symlink('/dev/zero', at('zero.png'));
    await symlink(at('pictures/a.png'), at('inside.png'));
    await link(at('pictures/a.png'), at('hard.png'));
    execFileSync('mkfifo', [at('pipe.png')]);
    await mkdir(at('folder.png'));
    const names = ['passwd.png', 'folder/CANARY', 'loop.png', 'zero.png', 'pipe.png', 'folder.png', 'missing.png'];
    for (const name of [...names, 'inside.png', 'hard.png']) t.site.named.add(at(name));
    const begin = performance.now();
    for (const name of names) expect((await ask(t, `/files/${name}`)).status, name).toBe(404);
    expect(performance.now() - begin).toBeLessThan(names.length * 1000);
    expect((await ask(t, '/files/inside.png')).body).toBe('picture');
    expect((await ask(t, '/files/hard.png')).body).toBe('picture');
  });

  it('test 19: a folder swapped for a link between the look and the read', async () => {
    const t = await talk();
    const [place, good, evil] = ['swap', 'good', 'evil'].map((name) => join(t.root, name)) as [string, string, string];
    await mkdir(good);
    await writeFile(join(good, 'CANARY'), 'harmless');
    await symlink(join(t.folder, 'outside'), evil);
    let going = true;
    const swapping = (async () => {
      while (going) {
        await rename(good, place);
        await rename(place, good);
        await rename(evil, place);
        await rename(place, evil);
      }
    })();
    const seen = new Map<string, number>();
    for (let i = 0; i < 3000; i++) {
      const file = await openBelow(t.root, 'swap/CANARY');
      let text = 'refused';
      if (file !== null) for await (const part of file.stream(0, file.size - 1)) text = String(part);
      seen.set(text, (seen.get(text) ?? 0) + 1);
    }
    going = false;
    await swapping;
    expect(seen.has(CANARY)).toBe(false);
    expect(seen.get('refused')).toBeGreaterThan(0);
  });

  it('test 20: paths in messages go nowhere', async () => {
    const t = await talk();
    const window = await openWindow(t);
    const paths = [
      '"file:///etc/passwd?raw"',
      '"../x"',
      '"\\\\\\\\evil\\\\share\\\\x"',
      '"C:\\\\x"',
      '["a"]',
      '{}',
      `"${'x'.repeat(1_000_000)}"`,
    ];
    for (const path of paths) window.say(`{"type":"run","demo":${path}}`);
    window.say({ type: 'go', slide: 1, step: 0, base: 0 });
    await window.sees('position');
    const reasons = window.got.flatMap((m) => (m.type === 'refused' ? [m.reason] : []));
    expect(reasons).toHaveLength(paths.length);
    for (const reason of reasons) expect(reason).toMatch(/^(unknown demo|demo is not as it should be)/);
  });

  it('test 20: one function opens files for the whole server', async () => {
    const folder = join(import.meta.dirname, '../../src/server');
    const readers: string[] = [];
    for (const name of await readdir(folder)) {
      if (/\b(readFile|createReadStream|openSync|readFileSync|sirv)\b/.test(await readFile(join(folder, name), 'utf8'))) readers.push(name);
    }
    expect(readers).toEqual(['paths.ts']);
  });

  it('test 22: what is no proper target', async () => {
    const t = await talk();
    const cases: [string, number][] = [
      ['/a%00b', 404],
      ['/files/a%00b', 404],
      ['/%zz', 404],
      ['/files/%zz', 404],
      ['/files/%c0%ae%c0%ae/', 404],
      ['//', 400],
      [`/${'a'.repeat(2048)}`, 414],
      [`/a?${'a'.repeat(2048)}`, 414],
      [`/${'a'.repeat(100_000)}`, 431],
      [`/a?${'a'.repeat(100_000)}`, 431],
      ['foo', 400],
      ['/a b', 400],
      ['/ä', 400],
    ];
    for (const [target, status] of cases) expect((await ask(t, target)).status, target.slice(0, 40)).toBe(status);
    expect((await ask(t, '/', { headers: [`X: ${'x'.repeat(17_000)}`] })).status).toBe(431);
    expect((await raw(t.port, 'GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n')).status).toBe(400);
    expect((await ask(t, '/deck.json')).status).toBe(200);
    expect(t.notices).toEqual([]);
  });

  it('test 24: a picture or page of the deck can do nothing by itself', async () => {
    const t = await talk();
    await writeFile(join(t.root, 'x.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    t.site.named.add(join(t.root, 'x.svg'));
    const { headers } = await ask(t, '/files/x.svg');
    expect(headers['content-type']).toBe('image/svg+xml');
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none';/);
  });

  it('test 24: ranges', async () => {
    const t = await talk();
    const range = async (value: string) => {
      const { status, headers, body } = await ask(t, '/files/pictures/a.png', { headers: [`Range: ${value}`] });
      return [status, headers['content-range'], body];
    };
    expect(await range('bytes=0-2')).toEqual([206, 'bytes 0-2/7', 'pic']);
    expect(await range('bytes=4-')).toEqual([206, 'bytes 4-6/7', 'ure']);
    expect(await range('bytes=-2')).toEqual([206, 'bytes 5-6/7', 're']);
    expect(await range('bytes=0-99')).toEqual([206, 'bytes 0-6/7', 'picture']);
    expect(await range('bytes=5-2')).toEqual([416, 'bytes */7', '']);
    expect(await range('bytes=7-')).toEqual([416, 'bytes */7', '']);
    for (const odd of ['bytes=-', 'bytes=a-b', 'lines=1-2', `bytes=${'0-,'.repeat(1000)}`])
      expect(await range(odd)).toEqual([200, undefined, 'picture']);
  });

  it('decodes a name once', () => {
    expect(decodeName('a%20b/%C3%A4.png')).toBe('a b/ä.png');
    expect(decodeName('%252e')).toBe('%2e');
    for (const bad of ['%', '%zz', 'a//b', '/a', 'a/', '..', 'a/../b', '.', 'a%00', 'a%23', 'a%5cb', 'c%3a', 'a.', 'a%20'])
      expect(decodeName(bad), bad).toBeNull();
  });

  it('a file that goes away costs its own answer only', async () => {
    const t = await talk();
    await rm(join(t.root, 'pictures'), { recursive: true });
    expect((await ask(t, '/files/pictures/a.png')).status).toBe(404);
    expect((await ask(t, '/deck.json')).status).toBe(200);
  });
});
