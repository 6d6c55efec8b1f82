// Above 200 lines: the tests of one gate, by their numbers in a row.
import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { gate } from '../../src/server/guard.ts';
import { ROUTES } from '../../src/server/routes.ts';
import { ROLES } from '../../src/server/tokens.ts';
import { ask, dial, openWindow, type RawAnswer, raw, upgrade } from './clients.ts';
import { talk } from './support.ts';

/** Every route, and one that is none. */
const NAMES: Readonly<Record<string, string>> = { file: 'pictures/a.png', asset: 'plain.css', cast: 'queue' };
const targets = [...ROUTES.map(({ path, kind }) => path.replace('*', NAMES[kind] ?? '')), '/nothing'];

function expectRefused(answer: RawAnswer, status: number | number[], what: string): void {
  expect([status].flat(), what).toContain(answer.status);
  expect(answer.text, what).not.toMatch(/CANARY|<h1>|Small talk|picture/);
  expect(answer.text.toLowerCase(), what).not.toContain('access-control');
}

describe('the gate', () => {
  it('lets the speaker in', async () => {
    const t = await talk();
    const statuses = await Promise.all(targets.map(async (target) => [target, (await ask(t, target)).status]));
    expect(Object.fromEntries(statuses)).toEqual({
      '/': 200,
      '/presenter': 200,
      '/deck.json': 200,
      '/socket': 400,
      '/assets/plain.css': 200,
      '/files/pictures/a.png': 200,
      '/casts/queue': 200,
      '/nothing': 404,
    });
    expect((await upgrade(t)).status).toBe(101);
  });

  it('test 1: a foreign Host is refused on every route and upgrade', async () => {
    const t = await talk();
    for (const target of targets) {
      const headers = [`Host: evil.test:${t.port}`];
      expectRefused(await ask(t, target, { headers }), 403, target);
      expectRefused(await upgrade(t, headers, target), 403, `upgrade ${target}`);
    }
  });

  it('test 2: only exact Host values pass', async () => {
    const t = await talk();
    const p = t.port;
    const status = async (headers: string[]) => (await ask(t, '/', { headers: [...headers, `Cookie: ${t.cookie}`], bare: true })).status;
    for (const good of [`localhost:${p}`, `127.0.0.1:${p}`, `[::1]:${p}`]) expect(await status([`Host: ${good}`]), good).toBe(200);
    const bad = ['localhost', `localhost.evil.test:${p}`, `127.0.0.1.nip.io:${p}`, '[::1', `localhost.:${p}`, `LOCALHOST:${p}`];
    const more = [
      `0.0.0.0:${p}`,
      `[::ffff:127.0.0.1]:${p}`,
      '',
      `localhost:${p}@evil.test`,
      `localhost:${p} `.padEnd(400, 'x'),
      `127.1:${p}`,
    ];
    for (const host of [...bad, ...more]) expect(await status([`Host: ${host}`]), host).toBe(403);
    expect(await status([`Host: localhost:${p}`, `Host: evil.test`])).toBe(400);
    expect((await raw(p, `GET / HTTP/1.0\r\nCookie: ${t.cookie}\r\n\r\n`)).status).toBe(400);
    expect((await raw(p, `GET / HTTP/1.1\r\nCookie: ${t.cookie}\r\n\r\n`)).status).toBe(400);
  });

  it('test 2: a thousand random hosts never pass and never throw', () => {
    const settings = { loopbackHosts: ['localhost:1'], lanHosts: [], cookieName: 'c', token: () => 'x' };
    let seed = 7;
    const letter = () => {
      seed = (seed * 48271) % 2147483647;
      return String.fromCharCode(seed % 256);
    };
    for (let i = 0; i < 1000; i++) {
      const host = Array.from({ length: i % 40 }, letter).join('');
      const facts = {
        method: 'GET',
        target: '/',
        rawHeaders: ['Host', host, 'Authorization', 'Bearer x'],
        upgrade: false,
        localAddress: '127.0.0.1',
      };
      expect(gate(facts, settings)).toEqual({ refuse: 403 });
    }
  });

  it('test 3: absolute targets and odd methods', async () => {
    const t = await talk();
    const cases: [string, string, number[]][] = [
      ['GET', 'http://evil.test/deck.json', [400]],
      ['OPTIONS', '*', [400]],
      ['CONNECT', 'x:1', [405]],
      ['TRACE', '/', [405]],
      ['PUT', '/deck.json', [405]],
      ['GET', 'foo', [400]],
    ];
    for (const [method, target, statuses] of cases) {
      const answer = await ask(t, target, { method });
      expectRefused(answer, statuses, `${method} ${target}`);
      expect(answer.headers.location).toBeUndefined();
    }
  });

  it('test 4: no answer ever allows another origin', async () => {
    const t = await talk();
    for (const origin of ['http://evil.test', 'null']) {
      for (const target of targets) {
        expectRefused(await ask(t, target, { headers: [`Origin: ${origin}`] }), 403, `${origin} ${target}`);
        const preflight = [`Origin: ${origin}`, 'Access-Control-Request-Method: POST', 'Access-Control-Request-Private-Network: true'];
        expectRefused(await ask(t, target, { method: 'OPTIONS', headers: preflight }), 403, `preflight ${origin} ${target}`);
      }
    }
    for (const target of targets) expect((await ask(t, target)).text.toLowerCase()).not.toContain('access-control');
  });

  it('test 5: an evil page opens no socket', async () => {
    const t = await talk();
    const good = await openWindow(t);
    const attempts: [string, string[], boolean, number][] = [
      ['evil origin, no token', ['Origin: http://evil.test'], false, 403],
      ['evil origin, token', ['Origin: http://evil.test'], true, 403],
      ['good origin, evil host, token', [`Origin: http://127.0.0.1:${t.port}`, `Host: evil.test:${t.port}`], true, 403],
      ['good origin, no token', [`Origin: http://127.0.0.1:${t.port}`], false, 401],
    ];
    for (const [what, headers, withCookie, status] of attempts) {
      expectRefused(await upgrade(t, headers, '/socket', withCookie), status, what);
    }
    expect((await upgrade(t, [`Origin: http://127.0.0.1:${t.port}`])).status).toBe(101);
    // Nobody else came in: the one window is told nothing new.
    good.say({ type: 'go', slide: 1, step: 0, base: 0 });
    expect(await good.sees('position')).toEqual({ type: 'position', revision: 1, position: { slide: 1, step: 0 } });
    expect(good.got.map((m) => m.type)).toEqual(['welcome', 'messages', 'timer', 'position']);
  });

  it('test 6: near misses of the origin', async () => {
    const t = await talk();
    const p = t.port;
    const near = [
      'http://10.0.0.9',
      `http://localhost:${p + 1}`,
      `http://localhost:${p}`,
      'null',
      'file://',
      'chrome-extension://x',
      'http://localhost.evil.test',
    ];
    const more = [
      `http://localhost:${p}.evil.test`,
      `https://127.0.0.1:${p}`,
      'test.org',
      '[',
      `http://127.0.0.1:${p}/`,
      `http://127.0.0.1:${p}, http://evil.test`,
    ];
    for (const origin of [...near, ...more]) expectRefused(await upgrade(t, [`Origin: ${origin}`]), 403, origin);
    expectRefused(await upgrade(t, [`Origin: http://127.0.0.1:${p}`, `Origin: http://127.0.0.1:${p}`]), 400, 'twice');
    expect((await ask(t, '/deck.json')).status).toBe(200);
  });

  it('test 7: without the right token nothing is answered', async () => {
    const t = await talk();
    const wrong = `${t.token.slice(0, -1)}${t.token.endsWith('A') ? 'B' : 'A'}`;
    const queries = [
      '/',
      '/?token=',
      `/?token=${wrong}`,
      `/?token=${t.token}x`,
      `/?token=${t.token}&token=${wrong}`,
      `/?token=${t.token}&token=${t.token}`,
    ];
    for (const target of queries) expectRefused(await ask(t, target, { headers: ['Cookie: x=y'] }), 401, target);
    expect((await ask(t, `/?token=${'a'.repeat(1 << 20)}`)).status).toBeOneOf([414, 431]);
    const cookies = [
      '',
      `lectern-${t.port}=`,
      `lectern-${t.port}=${wrong}`,
      `lectern-${t.port + 1}=${t.token}`,
      `lectern-${t.port}=${t.token}x`,
    ];
    for (const cookie of cookies) {
      for (const target of targets) expectRefused(await ask(t, target, { headers: [`Cookie: ${cookie}`] }), 401, `${cookie} ${target}`);
      expectRefused(await upgrade(t, [`Cookie: ${cookie}`], '/socket', false), 401, `socket ${cookie}`);
    }
    const bearer = (token: string) => ask(t, '/deck.json', { headers: ['Cookie: x=y', `Authorization: Bearer ${token}`] });
    expect((await bearer(t.token)).status).toBe(200);
    expectRefused(await bearer(wrong), 401, 'bearer');
    expectRefused(await ask(t, '/deck.json', { headers: ['Authorization: Basic eA=='] }), 401, 'basic');
  });

  it('test 8: other sites cannot load our parts', async () => {
    const t = await talk();
    for (const target of targets) {
      for (const site of ['cross-site', 'same-site']) {
        const headers = [`Sec-Fetch-Site: ${site}`, 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: script'];
        expectRefused(await ask(t, target, { headers }), 403, `${site} ${target}`);
      }
      const { headers } = await ask(t, target);
      expect(headers, target).toMatchObject({ 'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff' });
    }
    const link = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate'];
    expect((await ask(t, '/', { headers: [...link, 'Sec-Fetch-Dest: document'] })).status).toBe(200);
    expectRefused(await ask(t, '/', { headers: [...link, 'Sec-Fetch-Dest: iframe'] }), 403, 'framed');
    expectRefused(await ask(t, '/deck.json', { headers: [...link, 'Sec-Fetch-Dest: document'] }), 403, 'data as a page');
  });

  it('test 9: nothing is done by a request', async () => {
    const t = await talk();
    const watching = await openWindow(t);
    for (const target of ['/api/run?id=1', '/api/next', '/?run=queue', '/socket?go=1']) {
      for (const method of ['GET', 'HEAD']) expect((await ask(t, target, { method })).status, target).toBeOneOf([200, 400, 404]);
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
        const headers = [`Content-Type: ${type}`, 'Content-Length: 2'];
        const post = (more: string[]) => ask(t, target, { method: 'POST', headers: [...headers, ...more] });
        expectRefused(await post(['Origin: http://evil.test']), 403, target);
        expectRefused(await post(['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document']), 403, target);
        expectRefused(await post([]), [404, 405], target);
      }
    }
    watching.say({ type: 'go', slide: 1, step: 0, base: 0 });
    expect((await watching.sees('position')).revision).toBe(1);
  });

  it.skipIf(process.platform !== 'linux')('test 13: a default start listens on loopback only', async () => {
    const t = await talk();
    const lines = execFileSync('ss', ['-ltnH', `sport = :${t.port}`], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(lines.map((line) => line.split(/\s+/)[3])).toEqual([`127.0.0.1:${t.port}`]);
  });

  it('test 13: a loopback Host does not open the door of another address', async () => {
    const t = await talk();
    const lan = { loopbackHosts: ['localhost:4040'], lanHosts: ['10.0.0.5:4040'], cookieName: `lectern-${t.port}`, token: t.session.token };
    const facts = (host: string, localAddress: string) => ({
      method: 'GET',
      target: '/',
      rawHeaders: ['Host', host, 'Cookie', t.cookie],
      upgrade: false,
      localAddress,
    });
    const verdict = (host: string, address: string) => {
      const given = gate(facts(host, address), lan);
      return 'refuse' in given ? given.refuse : 'allowed';
    };
    expect(verdict('localhost:4040', '10.0.0.5')).toBe(403);
    expect(verdict('10.0.0.5:4040', '127.0.0.1')).toBe(403);
    expect(verdict('10.0.0.5:4040', '10.0.0.5')).toBe('allowed');
    expect(verdict('localhost:4040', '::ffff:127.0.0.1')).toBe('allowed');
    const [address] = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter((one) => one.family === 'IPv4' && !one.internal);
    if (address !== undefined) await expect(fetch(`http://${address.address}:${t.port}/`)).rejects.toThrow();
  });

  it('test 26: routes × roles', async () => {
    const t = await talk();
    for (const route of ROUTES) {
      for (const role of ROLES) {
        const target = route.path.replace('*', NAMES[route.kind] ?? '');
        const cookie = `lectern-${t.port}=${t.session.token(role)}`;
        const answer =
          route.kind === 'socket' ? await upgrade({ port: t.port, cookie }, [], target) : await ask({ port: t.port, cookie }, target);
        const granted = route.kind === 'socket' ? 101 : 200;
        expect(answer.status, `${role} ${target}`).toBe(route.roles.includes(role) ? granted : 403);
      }
    }
    expect(Object.fromEntries(ROUTES.map((route) => [route.path, route.roles.join(' ')]))).toEqual({
      '/': 'presenter',
      '/presenter': 'presenter',
      '/deck.json': 'presenter',
      '/socket': 'presenter',
      '/assets/*': 'presenter remote follower',
      '/files/*': 'presenter',
      '/casts/*': 'presenter',
    });
  });

  it('a window that says nothing is told nothing', async () => {
    const t = await talk();
    const silent = await dial(t);
    const other = await openWindow(t);
    other.say({ type: 'go', slide: 1, step: 0, base: 0 });
    await other.sees('position');
    silent.say({ type: 'go', slide: 2, step: 0, base: 1 });
    expect(await silent.sees('refused')).toEqual({ type: 'refused', reason: 'say hello first' });
    expect(silent.got).toHaveLength(1);
  });
});
