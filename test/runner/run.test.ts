// A run from start to outcome: states, events, panes that wait for each other.
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { demo, listen, pane, stage } from './support.ts';

describe('a run', () => {
  it('goes from starting to exited, and hands on what the program wrote', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/hello.ts'));
    const heard = listen(session);

    expect(await session.ended).toEqual({ state: 'exited', code: 0, signal: null, reason: 'exit code 0' });
    expect(heard.states).toEqual(['starting', 'running', 'exited']);
    expect(heard.text()).toBe('hello\r\n');
    const { time: _, ...last } = heard.events.at(-1) ?? { time: 0 };
    expect(last).toEqual({ type: 'exit', pane: 'main', code: 0, signal: null });
    expect(new Set(heard.events.slice(0, -1).map(({ type }) => type))).toEqual(new Set(['output']));
    expect(runner.sessions()).toEqual([]);
  });

  it('names the line of the TypeScript in a stack trace, and no frame of ours', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/throws.ts', { size: { columns: 200, rows: 24 } }));
    const heard = listen(session);

    expect(await session.ended).toMatchObject({ state: 'failed', code: 1, reason: 'exit code 1' });
    const shown = stripVTControlCharacters(heard.text());
    expect(shown).toContain('Error: no luck with this');
    expect(shown).toContain(`at fail (${root}/demos/throws.ts:6:9)`);
    expect(shown).not.toContain('.lectern');
  });

  it('tells a mark where it stands in the output, and never one that is text', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/marks.ts'));
    const heard = listen(session);
    await session.ended;

    const story = heard.events
      .map((event) => (event.type === 'output' ? event.data : event.type === 'marker' ? `[${event.label}]` : ''))
      .join('');
    expect(story).toBe('[first]one\r\ntwo\r\n[after a word]three\r\n[after a word]// @mark not a mark\r\n[last]');
  });

  it('starts a pane when the one before is ready, with what it caught', async () => {
    const { root, runner } = await stage();
    const file = (name: string) => ({ kind: 'node', file: `${root}/demos/${name}` }) as const;
    const session = runner.start(
      demo(root, 'x', {
        panes: [
          pane({ name: 'server', program: file('server.ts'), ready: 'listening on port (?<port>\\d+)' }),
          pane({ name: 'client', program: file('client.ts'), args: ['$'.concat('{server.port}'), 'port $1 costs $$5'] }),
        ],
      }),
    );
    const heard = listen(session);

    expect(await session.ended).toMatchObject({ state: 'exited' });
    const port = /port (\d+)/.exec(heard.text('server'))?.[1];
    expect(heard.text('client')).toBe(`port ${port} costs $5: hello from the server\r\n`);
    const times = heard.events.map((event) => event.time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('fails when a pane ends before it is ready, and stops the others', async () => {
    const { root, runner } = await stage();
    const file = (name: string) => ({ kind: 'node', file: `${root}/demos/${name}` }) as const;
    const session = runner.start(
      demo(root, 'x', {
        panes: [
          pane({ name: 'first', program: file('waits.ts') }),
          pane({ name: 'second', program: file('hello.ts'), ready: 'never' }),
          pane({ name: 'third', program: file('hello.ts') }),
        ],
      }),
    );
    const heard = listen(session);

    expect(await session.ended).toEqual({ state: 'failed', code: null, signal: null, reason: 'second ended before it was ready' });
    expect(heard.text('third')).toBe('');
    expect(heard.events.filter((event) => event.type === 'exit').map((event) => [event.pane, event.code, event.signal])).toEqual([
      ['second', 0, null],
      ['first', null, 'SIGINT'],
      ['third', null, null],
    ]);
  });

  it('lowers what Node does not know yet, and builds a worker beside its parent', async () => {
    const { root, runner } = await stage();
    const texts = [];
    for (const name of ['disposes', 'worker-parent']) {
      const session = runner.start(demo(root, `demos/${name}.ts`, { name }));
      const heard = listen(session);
      await session.ended;
      texts.push(heard.text());
    }
    expect(texts).toEqual(['held\r\nreleased\r\n', 'from the worker\r\n']);
  });

  it('drops a listener that throws, and goes on', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, 'demos/hello.ts'));
    const warned = new Promise((resolve) => process.once('warning', resolve));
    session.subscribe({
      event: () => {
        throw new Error('broken view');
      },
      state: () => {},
    });
    const heard = listen(session);
    await session.ended;

    expect(heard.text()).toBe('hello\r\n');
    expect(await warned).toMatchObject({ message: 'broken view' });
  });
});

describe.each(['pty', 'script', 'pipes'] as const)('on %s', (kind) => {
  it('runs, reads what is typed, and reports the exit', async () => {
    const { root, runner } = await stage(kind);
    const session = runner.start(demo(root, 'demos/echo-lines.ts'));
    const heard = listen(session);
    await heard.sees('up\r\n');
    session.write('main', 'say hi\r');
    await heard.sees('<hi>\r\n');
    session.write('main', 'end\r');

    expect(await session.ended).toMatchObject({ state: 'exited', code: 0 });
    expect(heard.text()).toContain('read 1 lines, 6 characters\r\n');
    expect(heard.text().includes('no pty here')).toBe(kind !== 'pty');
  });

  it('tells marks', async () => {
    const { root, runner } = await stage(kind);
    const session = runner.start(demo(root, 'demos/marks.ts'));
    const heard = listen(session);
    await session.ended;
    expect(heard.events.flatMap((event) => (event.type === 'marker' ? [event.label] : []))).toEqual([
      'first',
      'after a word',
      'after a word',
      'last',
    ]);
    expect(heard.text()).not.toContain('7717');
  });

  it('stops', async () => {
    const { root, runner } = await stage(kind);
    const session = runner.start(demo(root, 'demos/waits.ts'));
    await listen(session).sees('up');
    const pids = session.processes().map((one) => one.pid);

    expect(pids).not.toEqual([]);
    expect(await session.stop()).toMatchObject({ state: 'stopped', reason: 'stopped with SIGINT' });
    expect(session.processes()).toEqual([]);
  });
});
