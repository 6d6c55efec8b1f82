// What a demo sees of the environment of the one who presents.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { demo, listen, stage } from './support.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('environment', () => {
  it('test 84: holds no secret of the server, only what is allowed and declared', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'CANARY-7f3a');
    vi.stubEnv('GITHUB_TOKEN', 'CANARY-7f3a');
    vi.stubEnv('NODE_OPTIONS', '--no-warnings');
    vi.stubEnv('LECTERN_BROWSER', '/usr/bin/browser');
    vi.stubEnv('LANG', 'pl_PL.UTF-8');
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/environment.ts', { env: { GREETING: 'hello', LECTERN_RUN: 'mine' } }));
    const heard = listen(session);
    await session.ended;

    expect(heard.text()).not.toContain('CANARY');
    const seen: Record<string, string> = JSON.parse(heard.text());
    const allowed = /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TERM|COLORTERM|PWD|GREETING|LECTERN_RUN|LECTERN_MARK)$/;
    expect(Object.keys(seen).filter((name) => !allowed.test(name))).toEqual([]);
    expect(seen).toMatchObject({
      GREETING: 'hello',
      LANG: 'pl_PL.UTF-8',
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      LECTERN_RUN: session.id,
    });
  });
});
