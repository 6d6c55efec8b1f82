import { describe, expect, it } from 'vitest';
import { ask, raw, upgrade } from './clients.ts';
import { talk } from './support.ts';

describe('headers, cookies and redirects', () => {
  it('test 10: pages may be framed by nobody else and share no window', async () => {
    const t = await talk();
    const { headers } = await ask(t, '/presenter');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy.replace(/nonce-[\w+/=]+/, 'nonce-N').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'nonce-N'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob: http: https:",
      "media-src 'self' data: blob: http: https:",
      "frame-src 'self' http: https:",
      "font-src 'self' data:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'self'",
    ]);
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });

  it('test 10: the nonce is new with each answer and is the one of the page', async () => {
    const t = await talk();
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const { headers, body } = await ask(t, '/');
        const nonce = /'nonce-([\w+/=]{20,})'/.exec(headers['content-security-policy'] ?? '')?.[1];
        expect(body).toContain(`nonce="${nonce}"`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it('every answer carries the security headers, a refusal included', async () => {
    const t = await talk();
    const answers = [
      await ask(t, '/nothing'),
      await ask(t, '/', { headers: ['Host: evil.test'] }),
      await ask(t, `/?token=${t.token}`),
      await ask(t, '/assets/plain.css'),
      await ask(t, '/x', { method: 'CONNECT' }),
      await raw(t.port, 'nonsense\r\n\r\n'),
      await upgrade(t, ['Origin: http://evil.test']),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([404, 403, 303, 200, 405, 400, 403]);
    for (const { status, headers } of answers) {
      expect(Object.keys(headers), `${status}`).toEqual(
        expect.arrayContaining([
          'content-security-policy',
          'cross-origin-opener-policy',
          'cross-origin-resource-policy',
          'referrer-policy',
          'x-content-type-options',
        ]),
      );
    }
  });

  it('test 11: the token becomes a cookie and leaves the address', async () => {
    const t = await talk();
    const answer = await ask(t, `/?token=${t.token}`, { headers: ['Cookie: other=1'] });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']).toBe(`lectern-${t.port}=${t.token}; HttpOnly; SameSite=Strict; Path=/`);
    expect(answer.body).toBe('');
    const kept = await ask(t, `/presenter?slide=3&token=${t.token}&x=a%20b`);
    expect(kept.headers.location).toBe('/presenter?slide=3&x=a+b');
    const cookies = `theme=dark; lectern-1=zzz; lectern-${t.port}=wrong; lectern-${t.port}=${t.token}`;
    expect((await ask(t, '/', { headers: [`Cookie: ${cookies}`] })).status).toBe(200);
  });

  it('test 11: the cookie of another session is worth nothing, and a fault tells no token', async () => {
    const [one, other] = await Promise.all([talk(), talk()]);
    expect((await ask(one, '/', { headers: [`Cookie: lectern-${one.port}=${other.token}`] })).status).toBe(401);
    const broken = await talk();
    broken.site.page = () => {
      throw new Error('the page cannot be made');
    };
    const answer = await ask(broken, '/');
    expect([answer.status, answer.body]).toEqual([500, '500 internal server error\n']);
    expect(broken.notices).toEqual(['a request failed: the page cannot be made']);
    expect((await ask(broken, '/deck.json')).status).toBe(200);
  });

  it('test 12: no redirect leads away', async () => {
    const t = await talk();
    const places = ['//evil.test', '/\\evil.test', '///evil.test', '%2f%2fevil.test', 'javascript:alert(1)'];
    for (const place of places) {
      const { status, headers } = await ask(t, `/?next=${place}&token=${t.token}`);
      expect([303, 400], place).toContain(status);
      if (status === 303) expect(headers.location, place).toMatch(/^\/\?next=/);
      const path = await ask(t, `${place.startsWith('/') ? '' : '/'}${place}?token=${t.token}`);
      expect([400, 401, 404], place).toContain(path.status);
      expect(path.headers.location, place).toBeUndefined();
    }
  });
});
