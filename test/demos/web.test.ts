// The demos that speak HTTP and WebSocket over loopback: whole outputs.
import { once } from 'node:events';
import { afterAll, beforeAll, it } from 'vitest';
import { WebSocket } from 'ws';
import { openWorkshop, type Workshop } from './program.ts';
import { runTwice } from './twice.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

it('web-clients: how many are under way decides how long it takes', async ({ expect }) => {
  for (const out of await runTwice(workshop, 'web-clients/main.ts')) {
    const times = [...out.matchAll(/^(\d+\.\d) s$/gm)].map(([, s]) => Number(s));
    expect(out.replace(/\d+\.\d s/g, '# s')).toBe(`one by one
·▌·▌·▌·▌·▌·▌·▌·▌·▌·▌
answer 1 … answer 10, at most 1 under way
# s

together
··········▌▌▌▌▌▌▌▌▌▌
answer 1 … answer 10, at most 10 under way
# s

three at a time
···▌·▌·▌·▌·▌·▌·▌·▌▌▌
answer 1 … answer 10, at most 3 under way
# s

ten answers each time, in order
`);
    const [turn = 0, together = 0, few = 0] = times;
    expect(turn).toBeGreaterThanOrEqual(2);
    expect(turn).toBeGreaterThan(few);
    expect(few).toBeGreaterThan(together);
  }
});

it('websocket-chat: each hears the others, a browser too, and the last one out ends it', async ({ expect }) => {
  const server = await workshop.run('websocket-chat/server.ts');
  const origin = (await server.until(/listening on (http:.*)\/\n/))[1] ?? '';
  const page = await fetch(origin);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await page.text()).toContain('new WebSocket(');

  const address = `${origin.replace('http', 'ws')}/`;
  const ada = await workshop.run('websocket-chat/client.ts', ['ada', address]);
  await ada.until(/connected as ada/);
  const grace = await workshop.run('websocket-chat/client.ts', ['grace', address]);
  await ada.until(/grace is here/);
  grace.type('grüße\n');
  await ada.until(/grace: grüße/);
  const browser = new WebSocket(`${address}browser`);
  await grace.until(/browser is here/);
  browser.send('hello both');
  await Promise.all([ada.until(/hello both/), grace.until(/hello both/)]);
  browser.close();
  await Promise.all([ada.until(/browser has left/), grace.until(/browser has left/), once(browser, 'close')]);
  ada.type('good-bye\nBYE\n');
  await grace.until(/ada has left/);
  grace.eof();

  const results = await Promise.all([server.ended, ada.ended, grace.ended]);
  for (const { code, err } of results) expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(results.map(({ out }) => out.replace(/:\d+\//, ':PORT/'))).toEqual([
    `listening on http://127.0.0.1:PORT/
+ ada
+ grace
  grace: grüße
+ browser
  browser: hello both
- browser
  ada: good-bye
- ada
- grace
everybody has left
`,
    'connected as ada\ngrace is here\ngrace: grüße\nbrowser is here\nbrowser: hello both\nbrowser has left\ndisconnected\n',
    'connected as grace\nbrowser is here\nbrowser: hello both\nbrowser has left\nada: good-bye\nada has left\ndisconnected\n',
  ]);
});
