// What is private is taken out of a run before it is recorded.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Masked, maskEvents, maskText, privateValues } from '../../src/cast/mask.ts';
import type { SessionEvent } from '../../src/session.ts';

const SECRET = 'CANARY-7f3a/x+y';
const masked = privateValues({
  env: { GITHUB_TOKEN: SECRET, LANG: 'en_US.UTF-8', SHORT_KEY: 'abc' },
  home: '/home/ada',
  user: 'ada',
  root: '/home/ada/talks/one',
});

/** Outputs of one pane, 1 s apart. */
const outputs = (...writes: string[]): SessionEvent[] => writes.map((data, index) => ({ type: 'output', time: index, pane: 'p', data }));
const shown = (...writes: string[]) =>
  maskEvents(outputs(...writes), masked).map((event) => (event.type === 'output' ? event.data : event.type));

describe('test 85: a secret in a recording', () => {
  it.each([
    ['whole', [`token ${SECRET}!`], ['token ***!']],
    ['twice', [`${SECRET}${SECRET}`], ['******']],
    ['in two writes', ['token CANARY', '-7f3a/x+y.\r\n'], ['token ***', '.\r\n']],
    ['character by character', [...SECRET], ['***']],
    ['coloured in the middle', ['CANARY\x1b[1;31m-7f3a\x1b[0m/x+y ok'], ['***\x1b[1;31m\x1b[0m ok']],
    ['with a link begun in the middle', ['CANARY\x1b]8;;http://x\x07-7f3a/x+y'], ['***\x1b]8;;http://x\x07']],
    ['broken over lines', ['CANARY-\r\n7f3a/x+y\r\n'], ['***\r\n\r\n']],
    ['wrapped as line editors do', ['CANARY- \r7f3a/x+y'], ['*** \r']],
    ['after a return', [`waiting\r${SECRET}`], ['waiting\r***']],
    ['half of it', ['CANARY-7f3a'], ['CANARY-7f3a']],
    ['in base64, which is not covered', [btoa(SECRET)], [btoa(SECRET)]],
  ])('%s', (_, writes, expected) => {
    expect(shown(...writes)).toEqual(expected);
  });

  it('is masked where it began, and all else stays in its place and time', () => {
    const events: SessionEvent[] = [
      { type: 'output', time: 0, pane: 'p', data: 'a CANARY' },
      { type: 'output', time: 1, pane: 'q', data: 'between' },
      { type: 'marker', time: 2, pane: 'p', label: 'half' },
      { type: 'input', time: 3, pane: 'p', data: SECRET },
      { type: 'output', time: 4, pane: 'p', data: '-7f3a/' },
      { type: 'output', time: 5, pane: 'p', data: 'x+y b' },
      { type: 'exit', time: 6, pane: 'p', code: 0, signal: null },
    ];
    expect(maskEvents(events, masked)).toEqual([
      { type: 'output', time: 0, pane: 'p', data: 'a ***' },
      { type: 'output', time: 1, pane: 'q', data: 'between' },
      { type: 'marker', time: 2, pane: 'p', label: 'half' },
      { type: 'input', time: 3, pane: 'p', data: '***' },
      { type: 'output', time: 5, pane: 'p', data: ' b' },
      { type: 'exit', time: 6, pane: 'p', code: 0, signal: null },
    ]);
  });

  it('is never there, however the text is cut into writes', () => {
    const cut = fc.array(fc.nat({ max: 60 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), cut, fc.string({ maxLength: 20 }), (before, places, after) => {
        const text = `${before}${SECRET}${after}/home/ada/x`;
        const at = [0, ...places.filter((place) => place < text.length).sort((a, b) => a - b), text.length];
        const joined = shown(...at.slice(1).map((end, index) => text.slice(at[index], end))).join('');
        expect(joined).toBe(maskText(text, masked));
        expect(joined).not.toContain(SECRET);
        expect(joined).not.toContain('/home/ada');
      }),
    );
  });
});

describe('what else is private', () => {
  it.each([
    ['/home/ada/notes.txt', '~/notes.txt'],
    ['\x1b[36m/home/ada\x1b[0m', '\x1b[36m~\x1b[0m'],
    ['/home/adam', '/home/adam'],
    ['file:///home/ada/talks/one/demos/x.ts:3:1', 'file://./demos/x.ts:3:1'],
    ['/home/ada/talks/one-more', '~/talks/one-more'],
    ['ada@machine', 'user@machine'],
    ['\x1b[1mada\x1b[0m', '\x1b[1muser\x1b[0m'],
    ['adamant and canada', 'adamant and canada'],
    ['en_US.UTF-8 abc', 'en_US.UTF-8 abc'],
  ])('%j is recorded as %j', (text, expected) => {
    expect(maskText(text, masked)).toBe(expected);
  });

  const values = (env: Record<string, string>, rest: Partial<Parameters<typeof privateValues>[0]> = {}) =>
    privateValues({ env, home: '', user: '', root: '', ...rest }).map(({ value, as }: Masked) => `${value} ${as}`);

  it('test 84: what looks like a secret by its name, or holds a password', () => {
    expect(
      values({
        ...{
          AWS_SECRET_ACCESS_KEY: 'aaaaaaaa1',
          NPM_TOKEN: 'aaaaaaaa2',
          db_password: 'aaaaaaaa3',
          SOME_KEY: 'aaaaaaaa4',
          WEATHER_API_KEY: 'aaaaaaaa5',
        },
        ...{ SSH_AUTH_SOCK: '/run/user/1000/ssh', KEYBOARD: 'aaaaaaaa', MONKEYS: 'aaaaaaaa', A_TOKEN: 'aaaaaaa', EMPTY_TOKEN: '' },
        ...{ DATABASE_URL: 'postgres://me:p4ssw0rd!@host/db', HOMEPAGE: 'https://host/a:b@c' },
        PRIVATE_KEY: '-----BEGIN X-----\nline one of it\nend\n',
      }).sort(),
    ).toEqual(
      [1, 2, 3, 4, 5]
        .map((n) => `aaaaaaaa${n} anywhere`)
        .concat(['p4ssw0rd! anywhere', 'line one of it anywhere', '-----BEGIN X----- anywhere'])
        .sort(),
    );
  });

  it('no user whose name is that of a machine, no folder that is nearly all', () => {
    expect(values({}, { user: 'root', home: '/', root: '/' })).toEqual([]);
    expect(values({}, { user: 'grace', home: '/root', root: '/srv/talk' })).toEqual(['/srv/talk path', '/root path', 'grace word']);
  });
});
