// The demos as a talk runs them: on a pseudo-terminal, with colours, and with
// their marks at the right moments.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DemoSpec } from '../../src/demo.ts';
import { loadDemos } from '../../src/runner/catalogue.ts';
import { createRunner, type Runner } from '../../src/runner/runner.ts';
import type { SessionEvent } from '../../src/session.ts';
import { DEMOS } from './program.ts';

let folder: string;
let runner: Runner;
let demos: readonly DemoSpec[];
beforeAll(async () => {
  const read = await loadDemos(path.dirname(DEMOS));
  if (read.messages.length > 0) throw new Error(JSON.stringify(read.messages));
  demos = read.demos;
  folder = await mkdtemp(path.join(tmpdir(), 'lectern-demos-'));
  runner = createRunner({ root: path.dirname(DEMOS), cacheFolder: folder });
});
afterAll(async () => {
  await runner.close();
  await rm(folder, { recursive: true, force: true });
});

const SPEC = {
  summary: '',
  size: { columns: 52, rows: 26 },
  env: {},
  cwd: DEMOS,
  timeout: 60,
  keys: 'deck',
  onLeave: 'keep',
  fallback: 'never',
  volatile: [],
  unordered: [],
} as const;

it.concurrent.each([
  ['queue', { joined: 'done with 4', 'two places': 'AbortError' }],
  ['gather', { 'all at once': 'news ok' }],
  ['yield-juggling', { 'all asleep': 'under' }],
  ['iterator-protocol', { for: 'undefined, done', break: 'undefined, done', generator: 'return()' }],
  ['send-and-throw', { throw: 'yields 15', return: 'yields 20' }],
  ['delegation', { answer: 'returns' }],
  ['mainloop', { 'the loop runs': 'and wishes', 'nobody left': 'server: ada' }],
  ['callbacks', { promises: 'no cave', await: 'no cave' }],
  ['scheduling', { alarms: 'setTimeout' }],
  ['cancellation', { 'called off': 'an answer', 'out of time': 'AbortError' }],
  ['forgotten-await', { 'nobody caught it': 'all is saved', awaited: 'unhandled' }],
  ['async-iteration', { pairs: 'has left' }],
  ['web-clients', { together: ' s', 'three at a time': ' s' }],
  ['blocking', { 'in a worker': '♥ 4' }],
  ['workers', { 'green holds': 'blue', 'green lets go': 'blue' }],
  ['subprocess', { 'all have ended': 'is hot' }],
])('%s: marks come behind what was printed before them', async (name, marks) => {
  const spec = demos.find((demo) => demo.name === name);
  if (spec === undefined) throw new Error(`no demo ${name}`);
  const session = runner.start(spec);
  const events: SessionEvent[] = [];
  session.subscribe({ event: (event) => events.push(event), state: () => {} });
  const outcome = await session.ended;
  expect(outcome).toEqual({ state: 'exited', code: 0, signal: null, reason: 'exit code 0' });

  let printed = '';
  const lastWords: Record<string, string> = {};
  for (const event of events) {
    if (event.type === 'output') printed += event.data;
    if (event.type === 'marker') lastWords[event.label] = stripVTControlCharacters(printed).trim().split('\n').at(-1)?.trim() ?? '';
  }
  expect(Object.keys(lastWords)).toEqual(Object.keys(marks));
  for (const [label, words] of Object.entries(marks)) expect(lastWords[label]).toContain(words);
  expect(printed).toContain('\x1b[1m');
  expect(events.at(-1)?.type).toBe('exit');
});

it('echo-server: three panes, the port handed over, typed lines come back', async () => {
  const program = (file: string) => ({ kind: 'node', file: path.join(DEMOS, 'echo-server', file) }) as const;
  const client = (name: string) => ({
    name,
    program: program('client.ts'),
    args: [name, `\${server.1}`],
    ready: `connected as ${name}`,
    type: [],
    expect: [],
  });
  const server = {
    name: 'server',
    program: program('server.ts'),
    args: [],
    ready: String.raw`listening on 127\.0\.0\.1:(\d+)`,
    type: [],
    expect: [],
  };
  const session = runner.start({
    ...SPEC,
    name: 'echo-server',
    title: 'Echo server',
    panes: [server, client('ada'), client('grace')],
    files: [],
  });

  const text: Record<string, string> = { server: '', ada: '', grace: '' };
  // What to type once a pane shows this; each once, in order within its pane.
  const script = [
    { pane: 'ada', see: /as ada\n> $/, type: 'hello\r' },
    { pane: 'ada', see: /\nhello\n> $/, type: 'BYE\r' },
    { pane: 'grace', see: /as grace\n> $/, type: 'grüße\r' },
    { pane: 'grace', see: /\ngrüße\n> $/, type: 'BYE\r' },
  ];
  session.subscribe({
    event(event) {
      if (event.type !== 'output') return;
      text[event.pane] += stripVTControlCharacters(event.data).replaceAll('\r', '');
      const next = script.findIndex(({ pane }) => pane === event.pane);
      const line = script[next];
      if (line === undefined || !line.see.test(text[line.pane] ?? '')) return;
      script.splice(next, 1);
      session.write(line.pane, line.type);
    },
    state() {},
  });
  expect(await session.ended).toEqual({ state: 'exited', code: 0, signal: null, reason: 'exit code 0' });
  expect(text.ada).toBe('connected as ada\n> hello\nhello\n> BYE\n\ndisconnected\n');
  expect(text.grace).toBe('connected as grace\n> grüße\ngrüße\n> BYE\n\ndisconnected\n');
  expect(text.server).toMatch(/^listening on (?:.*\n)*everybody has left\n$/);
});
