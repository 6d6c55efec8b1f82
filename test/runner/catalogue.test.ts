// What is found under demos/, and what is said about what is wrong there.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatMessage } from '../../src/message.ts';
import { loadDemos } from '../../src/runner/catalogue.ts';
import { folder } from './support.ts';

it('reads a one-file demo, its tags and its imports', async () => {
  const root = await folder({
    'demos/yield-juggling.ts':
      '// What it shows.\n// @title Juggling\n// @summary three generators\n// @size 52x26\n// @timeout 30\n// @volatile \\d+ ms\n// @volatile ^at (.*)\nimport { a } from "./lib/a.ts";\nnew Worker(new URL("./worker.ts", import.meta.url));\n',
    'demos/lib/a.ts': 'export * from "../b";\n',
    'demos/b.ts': 'export const a = 1;\n',
    'demos/worker.ts': '',
    'demos/plain_one.js': 'console.log(1) // @title not in the leading comment\n',
    'demos/_shared.ts': '',
    'demos/types.d.ts': '',
    'demos/queue.cast': '',
    'demos/notes.md': '',
  });
  const { demos, messages } = await loadDemos(root);
  expect(messages).toEqual([]);
  expect(demos.map((demo) => demo.name)).toEqual(['b', 'plain_one', 'worker', 'yield-juggling']);
  expect(demos.find((demo) => demo.name === 'plain_one')?.title).toBe('Plain one');
  expect(demos.at(-1)).toEqual({
    name: 'yield-juggling',
    title: 'Juggling',
    summary: 'three generators',
    size: { columns: 52, rows: 26 },
    panes: [
      {
        name: 'yield-juggling',
        program: { kind: 'node', file: join(root, 'demos/yield-juggling.ts') },
        args: [],
        ready: null,
        type: [],
        expect: [],
      },
    ],
    env: {},
    cwd: join(root, 'demos'),
    timeout: 30,
    keys: 'deck',
    onLeave: 'keep',
    fallback: null,
    volatile: ['\\d+ ms', '^at (.*)'],
    unordered: [],
    files: ['b.ts', 'lib/a.ts', 'worker.ts', 'yield-juggling.ts'].map((name) => join(root, 'demos', name)),
  });
});

it('reads demo.yaml', async () => {
  const root = await folder({
    'demos/echo-server/demo.yaml': `title: Echo
size: 60x20
timeout: 20
keys: all
onLeave: stop
fallback: auto
env: { PORT: 0, VERBOSE: true }
volatile: ['port \\d+']
unordered: true
panes:
  - name: server
    run: server.ts
    ready: listening on (?<port>\\d+)
  - name: client
    run: [nc, localhost]
    args: [$1, 7]
    type: [{ wait: '>', text: "hello\\r" }, { wait: hello, in: server, text: x }, { text: BYE }]
    expect: [{ match: hello, within: 3 }]
`,
    'demos/echo-server/server.ts': '',
  });
  const { demos, messages } = await loadDemos(root);
  const home = join(root, 'demos/echo-server');
  expect(messages).toEqual([]);
  expect(demos).toEqual([
    {
      name: 'echo-server',
      title: 'Echo',
      summary: '',
      size: { columns: 60, rows: 20 },
      panes: [
        {
          name: 'server',
          program: { kind: 'node', file: join(home, 'server.ts') },
          args: [],
          ready: 'listening on (?<port>\\d+)',
          type: [],
          expect: [],
        },
        {
          name: 'client',
          program: { kind: 'command', argv: ['nc', 'localhost'] },
          args: ['$1', '7'],
          ready: null,
          type: [
            { wait: '>', in: null, text: 'hello\r' },
            { wait: 'hello', in: 'server', text: 'x' },
            { wait: null, in: null, text: 'BYE' },
          ],
          expect: [{ match: 'hello', within: 3 }],
        },
      ],
      env: { PORT: '0', VERBOSE: 'true' },
      cwd: home,
      timeout: 20,
      keys: 'all',
      onLeave: 'stop',
      fallback: 'auto',
      volatile: ['port \\d+'],
      unordered: ['server', 'client'],
      files: [join(home, 'demo.yaml'), join(home, 'server.ts')],
    },
  ]);
});

it.each([
  { yaml: 'panes: [', said: ['demo.yaml:1:9: error: flow sequence in block collection must be sufficiently indented and end with a ]'] },
  { yaml: '', said: ['demo.yaml:1:1: error: panes is missing'] },
  { yaml: 'title: x\npanes: []\n', said: ['demo.yaml:2:8: error: panes lists no pane'] },
  { yaml: 'panes:\n  - {}\n', said: ['demo.yaml:2:5: error: panes[1].run is missing, or url for a web page'] },
  {
    yaml: 'tilte: x\npanes:\n  - run: a.ts\n    redy: x\n',
    said: [
      'demo.yaml:1:1: warning: unknown key "tilte" (did you mean "title"?)',
      'demo.yaml:4:5: warning: unknown key "redy" (did you mean "ready"?)',
    ],
  },
  { yaml: 'size: 72\npanes:\n  - run: a.ts\n', said: ['demo.yaml:1:7: error: size "72" is not a size such as 72x24'] },
  {
    yaml: 'timeout: soon\nkeys: none\npanes:\n  - run: a.ts\n',
    said: ['demo.yaml:1:10: error: timeout "soon" is not a number of seconds', 'demo.yaml:2:7: error: keys "none" is none of deck, all'],
  },
  {
    yaml: 'panes:\n  - run: python3 x.py\n',
    said: ['demo.yaml:2:10: error: panes[1].run "python3 x.py" is neither a .ts or .js file nor a list such as [python3, -q]'],
  },
  { yaml: 'panes:\n  - run: a.ts\n    ready: "("\n', said: ['demo.yaml:3:12: error: panes[1].ready "(" is no regular expression'] },
  {
    yaml: 'panes:\n  - {name: a, run: a.ts}\n  - {name: a, run: a.ts}\n',
    said: ['demo.yaml:3:12: error: pane "a" is there twice; rename one'],
  },
  {
    yaml: 'panes:\n  - {name: server, run: a.ts}\n  - name: b\n    run: b.ts\n    type: [{wait: x, in: sever, text: y}]\n',
    said: ['demo.yaml:5:26: error: unknown pane "sever" (did you mean "server"?)'],
  },
  {
    yaml: 'panes:\n  - {name: kitchen, run: a.ts}\nunordered: [kitchen, kitchn]\n',
    said: ['demo.yaml:3:22: warning: unknown pane "kitchn" (did you mean "kitchen"?)'],
  },
  { yaml: 'panes:\n  - run: ../../../etc/x.ts\n', said: ['demo.yaml:2:10: error: ../../../etc/x.ts lies outside the root of the talk'] },
  { yaml: 'just text\n', said: ['demo.yaml:1:1: error: "just text" is not a demo: it needs panes'] },
])('says what is wrong: $said', async ({ yaml, said }) => {
  const root = await folder({ 'demos/other.ts': '', 'demos/one/demo.yaml': yaml });
  const { demos, messages } = await loadDemos(root);
  expect(messages.map(({ frame: _, ...message }) => formatMessage(message))).toEqual(said.map((text) => `demos/one/${text}`));
  const usable = !said.some((text) => text.includes(' error: '));
  expect(demos.map((demo) => demo.name)).toEqual(usable ? ['one', 'other'] : ['other']);
});

it('says what is wrong in the tags of a file, and keeps the demo', async () => {
  const root = await folder({
    'demos/one.ts': '/*\n * @sumary x\n * @size huge\n * @author someone\n */\n',
    'demos/one/demo.yaml': 'panes: [{run: x.ts}]',
  });
  const { demos, messages } = await loadDemos(root);
  expect(messages.map(formatMessage)).toEqual([
    'demos/one.ts:2:4: warning: unknown tag "@sumary" (did you mean "summary"?)\n2 |  * @sumary x\n       ^',
    'demos/one.ts:3:4: warning: @size "huge" is not a size such as 72x24\n3 |  * @size huge\n       ^',
    'demos/one.ts:1:1: warning: demo "one" is there twice; rename this one',
  ]);
  expect(demos.map((demo) => demo.name)).toEqual(['one']);
});

it('finds nothing where there is nothing', async () => {
  expect(await loadDemos(await folder({}))).toEqual({ demos: [], messages: [] });
});
