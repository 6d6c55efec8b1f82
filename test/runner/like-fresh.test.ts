import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { both, prepared } from './standby-support.ts';
import { demo, listen, pane, stage } from './support.ts';

const PROGRAMS: Readonly<Record<string, { source: string; typed?: string; shows: string | RegExp }>> = {
  'all that it can ask': {
    source: `
      import { parentPort, threadId } from 'node:worker_threads';
      const { LECTERN_RUN, LECTERN_MARK, ...env } = process.env;
      const { argv, execArgv, execPath, argv0, title, exitCode } = process;
      const streams = [process.stdin, process.stdout, process.stderr].map((one) => [one.isTTY, 'isRaw' in one && one.isRaw]);
      const listeners = process.eventNames().map((name) => [String(name), process.listenerCount(name)]).sort();
      const me = [import.meta.url, import.meta.filename, import.meta.dirname, typeof require, process.mainModule];
      const handles = process.getActiveResourcesInfo();
      console.log(JSON.stringify({ argv, execArgv, execPath, argv0, title, exitCode, cwd: process.cwd(), env, streams, listeners, me,
        handles, size: [process.stdout.columns, process.stdout.rows], thread: [parentPort, threadId], paused: process.stdin.isPaused(),
        ids: [process.umask(), process.ppid], names: Object.keys(globalThis), mine: Object.keys(process).filter((name) => /^_|lectern/i.test(name)) }, null, 1));
      console.log(LECTERN_RUN.length, LECTERN_MARK.length > 20);`,
    shows: /"LC_|"PATH"/,
  },
  'throws at once': {
    source:
      "interface Job { name: string }\nfunction fail(job: Job): never {\n  throw new Error('no ' + job.name);\n}\nfail({ name: 'luck' });",
    shows: /Error: no luck\r\n {4}at fail .*program\.ts:3:9\)\r\n {4}at .*program\.ts:5:1/,
  },
  'throws after an await': {
    source: "await new Promise((go) => setTimeout(go, 20));\nthrow new TypeError('late');",
    shows: 'TypeError: late',
  },
  'rejects, and nobody awaits it': {
    source: "type Nothing = undefined;\nvoid Promise.reject<Nothing>(new Error('forgotten'));",
    shows: 'Error: forgotten',
  },
  'rejects with no error': { source: "void Promise.reject('just so');", shows: 'just so' },
  'throws in a timer': { source: "setTimeout(() => {\n  throw new RangeError('later');\n}, 10);", shows: 'RangeError: later' },
  'awaits for ever': { source: "console.log('hm');\nawait new Promise(() => {});", shows: 'hm' },
  'imports what is not there': { source: "const name = './nowhere.mjs';\nawait import(name);", shows: 'nowhere.mjs' },
  'ends with a code': { source: "process.on('exit', (code) => console.log('exit', code));\nprocess.exitCode = 3;", shows: 'exit 3' },
  'has turns': {
    source: `for (const [name, later] of Object.entries({ setImmediate, queueMicrotask, nextTick: process.nextTick })) later(() => console.log(name));
      void Promise.resolve().then(() => console.log('then'));
      console.log('now');`,
    shows: 'now',
  },
  'reads its lines': {
    source: `process.stdin.on('data', (data) => {
        console.log('<' + String(data).trim() + '>');
        if (String(data).includes('end')) process.exit(4);
      });
      console.log('up');`,
    typed: 'a line\rend\r',
    shows: '<end>',
  },
};

describe('as in a fresh Node', () => {
  it.each(Object.entries(PROGRAMS))('%s', async (_, { source, typed, shows }) => {
    const t = await stage();
    await t.write('program.ts', source);
    const spec = demo(t.root, 'program.ts', {
      panes: [pane({ program: { kind: 'node', file: join(t.root, 'program.ts') }, args: ['one', 'två "2"', ''] })],
      size: { columns: 61, rows: 17 },
      env: { OWN: 'yes' },
      cwd: join(t.root, 'demos'),
    });
    const { fresh, stood } = await both(t, spec, typed);
    expect(stood.text).toBe(fresh.text);
    expect(stood.outcome).toEqual(fresh.outcome);
    expect(stripVTControlCharacters(stood.text)).toMatch(shows);
    expect(stood.text).not.toContain('waiting');
  });

  it.each(['demos/marks.ts', 'demos/worker-parent.ts'])('%s', async (file) => {
    const t = await stage();
    const { fresh, stood } = await both(t, demo(t.root, file));
    expect([stood.text, stood.events, stood.outcome]).toEqual([fresh.text, fresh.events, fresh.outcome]);
    expect(stood.text).not.toBe('');
  });

  it.each(['script', 'pipes'] as const)('on %s', async (kind) => {
    const t = await stage(kind);
    await t.write('program.ts', PROGRAMS['all that it can ask']?.source ?? '');
    const { fresh, stood } = await both(t, demo(t.root, 'program.ts'));
    const own = fresh.text.replace(/^.*no pty here.*\r\n/, '');
    expect(stood.text.replace(/"ids": \[[^\]]*\]/, '')).toBe(own.replace(/"ids": \[[^\]]*\]/, ''));
  });

  it('the ladder that ends it', async () => {
    const { root, runner } = await stage();
    const spec = demo(root, 'demos/ignores-signals.ts');
    const [pid] = await prepared(runner, spec);
    const session = runner.start(spec);
    const heard = listen(session);
    await heard.sees('up\r\n');
    expect(session.processes()).toEqual([{ pid, command: expect.any(String), pane: 'main' }]);
    const stopped = session.stop();
    await heard.sees('ignored SIGINT\r\n');
    void session.stop();
    await heard.sees('ignored SIGTERM\r\n');
    void session.stop();
    expect(await stopped).toMatchObject({ state: 'stopped', signal: 'SIGKILL' });
    expect(heard.text()).toBe('up\r\n^Cignored SIGINT\r\nignored SIGTERM\r\n');
    expect(session.processes()).toEqual([]);
  });
});
