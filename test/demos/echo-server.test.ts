// The echo server and its clients as real processes over real sockets: what
// each pane shows, in the three ways a conversation ends.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { groupLives, openWorkshop, type Program, type Workshop } from './program.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

interface Panes {
  readonly server: Program;
  readonly ada: Program;
  readonly grace: Program;
  readonly port: string;
}

async function openPanes(...serverArgs: string[]): Promise<Panes> {
  const server = await workshop.run('echo-server/server.ts', serverArgs);
  const port = (await server.until(/listening on 127\.0\.0\.1:(\d+)\n/))[1] ?? '';
  const ada = await workshop.run('echo-server/client.ts', ['ada', port]);
  await server.until(/ada {3}connected/);
  const grace = await workshop.run('echo-server/client.ts', ['grace', port]);
  await server.until(/grace connected/);
  return { server, ada, grace, port };
}

async function endOf({ server, ada, grace, port }: Panes): Promise<Record<'server' | 'ada' | 'grace', string>> {
  const results = await Promise.all([server.ended, ada.ended, grace.ended]);
  for (const { code, err } of results) expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const { pid } of [server, ada, grace]) expect(groupLives(pid)).toBe(false);
  const refused = await once(connect(Number(port), '127.0.0.1'), 'connect').catch((error: NodeJS.ErrnoException) => error.code);
  expect(refused).toBe('ECONNREFUSED');
  const [s, a, g] = results;
  return { server: s.out.replace(/:\d+/, ':PORT'), ada: a.out, grace: g.out };
}

it('lines come back to the one who typed them, and BYE hangs up', async () => {
  const panes = await openPanes();
  const { server, ada, grace } = panes;
  ada.type('hello\n');
  await server.until(/→ hello/);
  grace.type('grüße\n');
  await server.until(/→ grüße/);
  await grace.until(/grüße\n> $/);
  ada.type('still me\n');
  await ada.until(/still me\n> $/);
  ada.type('BYE\n');
  await server.until(/ada {3}left/);
  grace.type('BYE\n');
  expect(await endOf(panes)).toEqual({
    server: `listening on 127.0.0.1:PORT
+ ada   connected  1 open
+ grace connected  2 open
  ada   → hello
  grace → grüße
  ada   → still me
  ada   → BYE
- ada   left       1 open
  grace → BYE
- grace left       0 open
everybody has left
`,
    ada: 'connected as ada\n> hello\n> still me\n> \ndisconnected\n',
    grace: 'connected as grace\n> grüße\n> \ndisconnected\n',
  });
});

it('two slow answers are under way at the same time', async () => {
  const panes = await openPanes();
  const { server, ada, grace } = panes;
  // An answer takes 600 ms. A server that gave one after the other could not take in the second line
  // sooner than that in any round; a busy machine may be late in some.
  let overlapped = false;
  for (let round = 1; round <= 8 && !overlapped; round++) {
    ada.type(`a${round}\n`);
    grace.type(`g${round}\n`);
    await server.until(new RegExp(`→ [ag]${round}`));
    const first = performance.now();
    await server.until(new RegExp(`→ [ag]${round}\\n.*→ [ag]${round}`));
    overlapped = performance.now() - first < 300;
    await Promise.all([ada.until(new RegExp(`a${round}\n> $`)), grace.until(new RegExp(`g${round}\n> $`))]);
  }
  expect(overlapped).toBe(true);
  ada.eof();
  await server.until(/ada {3}left/);
  grace.eof();
  await endOf(panes);
});

it('silence hangs up, and nobody left ends the server', async () => {
  const panes = await openPanes('3000');
  panes.ada.type('BYE\n');
  expect(await endOf(panes)).toEqual({
    server: `listening on 127.0.0.1:PORT
+ ada   connected  1 open
+ grace connected  2 open
  ada   → BYE
- ada   left       1 open
- grace was silent 0 open
everybody has left
`,
    ada: 'connected as ada\n> \ndisconnected\n',
    grace: 'connected as grace\n> \ndisconnected\n',
  });
});
