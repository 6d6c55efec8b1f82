// Test 78: whatever is wrong with a demo, the run fails at once, in words, and the
// runner is none the worse for it.
import { chmod } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../src/demo.ts';
import { demo, listen, pane, type Stage, stage } from './support.ts';

interface Case {
  readonly name: string;
  readonly spec: (stage: Stage) => DemoSpec | Promise<DemoSpec>;
  readonly reason: string;
  readonly code?: number;
  readonly signal?: string;
  readonly shows?: string;
}

const script = async (stage: Stage, text: string, mode = 0o755) => {
  const file = await stage.write('demos/tool', text);
  await chmod(file, mode);
  return demo(stage.root, ['./demos/tool']);
};

const cases: Case[] = [
  { name: 'exit 1', spec: ({ root }) => demo(root, ['sh', '-c', 'exit 1']), reason: 'exit code 1', code: 1 },
  { name: 'SIGSEGV', spec: ({ root }) => demo(root, ['sh', '-c', 'kill -SEGV $$']), reason: 'killed by SIGSEGV', signal: 'SIGSEGV' },
  { name: 'throw', spec: ({ root }) => demo(root, 'demos/throws.ts'), reason: 'exit code 1', code: 1, shows: 'no luck with this' },
  {
    name: 'TypeScript syntax error',
    spec: ({ root }) => demo(root, 'demos/syntax-error.ts'),
    reason: 'demos/syntax-error.ts:2:16: Unexpected "="',
    shows: 'const broken = = 2;',
  },
  { name: 'missing file', spec: ({ root }) => demo(root, 'demos/gone.ts'), reason: 'no such file: demos/gone.ts' },
  {
    name: 'missing import',
    spec: async (stage) => {
      await stage.write('demos/lost.ts', "import './nowhere.ts';\n");
      return demo(stage.root, 'demos/lost.ts');
    },
    reason: 'demos/lost.ts:1:8: Could not resolve "./nowhere.ts"',
    shows: 'Could not resolve "./nowhere.ts"',
  },
  { name: 'missing program', spec: ({ root }) => demo(root, ['no-such-program']), reason: 'no such program on the PATH: no-such-program' },
  {
    name: 'missing interpreter',
    spec: (stage) => script(stage, '#!/usr/bin/no-such-interpreter\n'),
    reason: './demos/tool needs /usr/bin/no-such-interpreter, which is not installed',
  },
  { name: 'EACCES', spec: (stage) => script(stage, '#!/bin/sh\n', 0o644), reason: './demos/tool is not executable (chmod +x)' },
  { name: 'bad cwd', spec: ({ root }) => demo(root, 'demos/hello.ts', { cwd: `${root}/nowhere` }), reason: 'no such folder: nowhere' },
  {
    name: 'cwd is a file',
    spec: ({ root }) => demo(root, 'demos/hello.ts', { cwd: `${root}/package.json` }),
    reason: 'cwd is not a folder: package.json',
  },
  {
    name: 'bad ready',
    spec: ({ root }) => demo(root, 'x', { panes: [pane({ program: { kind: 'command', argv: ['true'] }, ready: '(' })] }),
    reason: 'ready is no regular expression: (',
  },
];

describe('test 78: a demo that is wrong', () => {
  it.each(cases)('$name', async ({ spec, reason, code, signal, shows }) => {
    const on = await stage();
    await on.runner.warm();
    const untouched = on.runner.start(demo(on.root, 'demos/waits.ts', { name: 'other' }));
    await listen(untouched).sees('up');

    const start = performance.now();
    const session = on.runner.start(await spec(on));
    const heard = listen(session);
    const outcome = await session.ended;
    expect(outcome).toEqual({ state: 'failed', code: code ?? null, signal: signal ?? null, reason });
    expect(performance.now() - start).toBeLessThan(1_000);
    const started = code !== undefined || signal !== undefined;
    expect(stripVTControlCharacters(heard.text())).toContain(shows ?? (started ? '' : reason));
    expect(heard.events.at(-1)).toMatchObject({ type: 'exit', code: outcome.code, signal: outcome.signal });
    expect(untouched.processes()).toHaveLength(1);
  });

  it('a command of 129 arguments is not wrong', async () => {
    const { root, runner } = await stage();
    const session = runner.start(demo(root, ['echo', ...Array.from({ length: 129 }, (_, index) => String(index))]));
    const heard = listen(session);
    expect(await session.ended).toMatchObject({ state: 'exited' });
    expect(heard.text().trim().split(/\s+/)).toHaveLength(129);
  });
});
