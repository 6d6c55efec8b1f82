// Panes that show a page: how demo.yaml states them, when a run shows them, and what
// runs in their place where there is no browser.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { asTerminals, type DemoSpec } from '../../src/demo.ts';
import { formatMessage } from '../../src/message.ts';
import { loadDemos } from '../../src/runner/catalogue.ts';
import { pageAddress, whenServed } from '../../src/runner/page.ts';
import { createRunner } from '../../src/runner/runner.ts';
import type { DemoState } from '../../src/session.ts';
import { demo, folder, pane, stage } from './support.ts';

const CHAT = `panes:
  - { name: server, run: server.ts, ready: 'on (\\d+)' }
  - name: ada
    url: http://localhost:\${server.1}/#ada
    run: [node, client.js]
    args: [$1]
    ready: connected
    type: [{ wait: connected, text: hello }]
    expect: [{ match: hello }]
  - { name: look, url: 'http://127.0.0.1:$1/' }
`;

it('reads web panes, with and without a stand-in', async () => {
  const root = await folder({
    'demos/chat/demo.yaml': CHAT,
    'demos/chat/server.ts': '',
    'demos/chat/client.js': '',
    'demos/chat/look.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  });
  const { demos, messages } = await loadDemos(root);
  expect(messages).toEqual([]);
  const [chat] = demos as readonly [DemoSpec];
  const home = join(root, 'demos/chat');
  const empty = { args: [], ready: null, type: [], expect: [] };
  const server = { ...empty, name: 'server', program: { kind: 'node', file: join(home, 'server.ts') }, ready: 'on (\\d+)' };
  const standIn = {
    name: 'ada',
    program: { kind: 'command', argv: ['node', 'client.js'] },
    args: ['$1'],
    ready: 'connected',
    type: [{ wait: 'connected', in: null, text: 'hello' }],
    expect: [{ match: 'hello', within: 10 }],
  };
  expect(chat.panes).toEqual([
    server,
    { ...empty, name: 'ada', program: { kind: 'web', url: 'http://localhost:${server.1}/#ada', standIn, picture: null } },
    { ...empty, name: 'look', program: { kind: 'web', url: 'http://127.0.0.1:$1/', standIn: null, picture: join(home, 'look.svg') } },
  ]);
  expect(asTerminals(chat).panes).toEqual([server, standIn]);
  expect(chat.files).toEqual(['client.js', 'demo.yaml', 'server.ts'].map((name) => join(home, name)));
});

const PAGE = 'panes:\n  - { name: server, run: s.ts }\n  - { name: ada, ';
it.each([
  [
    `${PAGE}url: 'https://example.com/' }\n`,
    '3:23: error: panes[2].url is not on this machine (localhost, 127.0.0.1, [::1]): https://example.com/',
  ],
  [
    `${PAGE}url: 'http://localhost.example.com:$1/' }\n`,
    '3:23: error: panes[2].url is not on this machine (localhost, 127.0.0.1, [::1]): http://localhost.example.com:$1/',
  ],
  [`${PAGE}url: 'file:///etc/passwd' }\n`, '3:23: error: panes[2].url is not http or https: file:///etc/passwd'],
  [`${PAGE}url: 'javascript:alert(1)' }\n`, '3:23: error: panes[2].url is not http or https: javascript:alert(1)'],
  [`${PAGE}url: 'http://me:secret@localhost/' }\n`, '3:23: error: panes[2].url has a name or password in it: http://me:secret@localhost/'],
  [`${PAGE}url: 'localhost:80' }\n`, '3:23: error: panes[2].url is not http or https: localhost:80'],
  [`${PAGE}url: '/chat' }\n`, '3:23: error: panes[2].url is no address: /chat'],
  [
    `${PAGE}url: 'http://localhost/', type: [{ text: hi }] }\n`,
    "3:50: error: panes[2].type needs a run: the program in the page's place in recordings",
  ],
  ["panes: [{ name: ada, url: 'http://localhost/' }]\n", '1:8: error: panes show only pages; one must run their server'],
  [
    "panes:\n  - { name: server, run: s.ts, type: [{ wait: x, in: ada, text: y }] }\n  - { name: ada, url: 'http://localhost/' }\n",
    '2:54: error: pane "ada" shows a page and prints nothing',
  ],
])('says what is wrong: %s', async (yaml, said) => {
  const { demos, messages } = await loadDemos(await folder({ 'demos/one/demo.yaml': yaml }));
  expect(messages.map(({ frame: _, ...message }) => formatMessage(message))).toEqual([`demos/one/demo.yaml:${said}`]);
  expect(demos).toEqual([]);
});

it('allows pages of this machine only, and never the talk itself', () => {
  const of = (text: string) => {
    const address = pageAddress(text, 4040);
    return address.ok ? address.url : address.reason;
  };
  expect(
    ['http://localhost:3000', 'https://127.0.0.1/a?b#c', 'http://[::1]:3000/', 'http://LOCALHOST:1/', 'http://0x7f.1:4041/'].map(of),
  ).toEqual(['http://localhost:3000/', 'https://127.0.0.1/a?b#c', 'http://[::1]:3000/', 'http://localhost:1/', 'http://127.0.0.1:4041/']);
  expect(['http://localhost:4040/presenter', 'http://0.0.0.0/', 'http://127.0.0.2/', 'http://localhost.:1/'].map(of)).toEqual([
    'is the address of the talk itself: http://localhost:4040/presenter',
    'is not on this machine (localhost, 127.0.0.1, [::1]): http://0.0.0.0/',
    'is not on this machine (localhost, 127.0.0.1, [::1]): http://127.0.0.2/',
    'is not on this machine (localhost, 127.0.0.1, [::1]): http://localhost.:1/',
  ]);
});

/** A run with all that it tells, pages among its states. */
async function watched(spec: DemoSpec, root: string, ownPort: number | null = null) {
  const runner = createRunner({ root, cacheFolder: join(root, '.lectern'), ownPort: () => ownPort });
  onTestFinished(() => runner.close());
  const told: (string | DemoState)[] = [];
  const session = runner.start(spec);
  session.subscribe({
    event: (event) => void (event.type === 'exit' && told.push(`${event.pane} ${event.code}`)),
    state: (state) => told.push(state),
    page(name, url) {
      told.push(`${name} shows ${url.replace(/:\d+/, ':#')}`);
      session.write('server', 'end\n');
    },
  });
  return { session, told };
}

const web = (url: string) => pane({ name: 'page', program: { kind: 'web', url, standIn: null, picture: null } });

it('shows a page when the panes before it are ready and its server takes calls', async () => {
  const { root, write } = await stage();
  await write(
    'late.mjs',
    `import { createServer } from 'node:http';
const server = createServer((_, response) => response.end('hello'));
const other = createServer().listen(0, '127.0.0.1', () => {
  const { port } = other.address();
  other.close();
  console.log('port ' + port);
  setTimeout(() => server.listen(port, '127.0.0.1'), 400);
});
process.stdin.once('data', () => process.exit());
`,
  );
  const server = pane({ name: 'server', program: { kind: 'command', argv: [process.execPath, 'late.mjs'] }, ready: 'port (\\d+)' });
  const { session, told } = await watched(demo(root, 'x.ts', { panes: [server, web('http://localhost:${server.1}/?ada')] }), root);
  expect(await session.ended).toMatchObject({ state: 'exited', reason: 'exit code 0' });
  expect(told).toEqual(['starting', 'running', 'page shows http://localhost:#/?ada', 'server 0', 'exited']);
});

it('ends a run whose page turns out to be elsewhere, or the talk itself', async () => {
  const { root } = await stage();
  const server = pane({
    name: 'server',
    program: { kind: 'command', argv: ['sh', '-c', 'echo at http://example.com/; cat'] },
    ready: 'at (.*)',
  });
  const elsewhere = await watched(demo(root, 'x.ts', { panes: [server, web('$1')] }), root);
  expect((await elsewhere.session.ended).reason).toBe(
    'page: the page is not on this machine (localhost, 127.0.0.1, [::1]): http://example.com/',
  );
  const own = await watched(demo(root, 'x.ts', { panes: [server, web('http://localhost:4040/')] }), root, 4040);
  expect((await own.session.ended).reason).toBe('page: the page is the address of the talk itself: http://localhost:4040/');
});

it('waits for a server only as long as it is wanted', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  expect(await whenServed(`http://127.0.0.1:${port}/`, new AbortController().signal)).toBe(true);
  taken.close();
  const over = new AbortController();
  const waiting = whenServed(`http://127.0.0.1:${port}/`, over.signal);
  over.abort();
  expect(await waiting).toBe(false);
});
