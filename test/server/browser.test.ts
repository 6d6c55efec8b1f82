// What only a real browser can tell: whether the content policy lets our own parts
// work, and whether it keeps everybody else's out.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPage } from '../support/browser.ts';
import { until } from '../support/wait.ts';
import { talk } from './support.ts';

/** A page of somebody else's on another port of this machine. */
async function evilPage(html: string): Promise<string> {
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(html));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('in a real browser', () => {
  it('test 11, 45: the address loses its token; scripts, their imports and the socket work; nothing else runs', async () => {
    const t = await talk();
    const plain = t.site.page;
    t.site.page = (view, request) =>
      `${plain(view, request)}<script>window.inline = 1</script><img src=x onerror="window.handler = 1"><base href="http://evil.test/"><iframe srcdoc="<script>parent.framed = 1</script>"></iframe>`;
    await using opened = await openPage();
    const { page } = opened;
    await page.goto(t.server.url);
    expect(page.url()).toBe(`http://127.0.0.1:${t.port}/`);
    await until(() => page.evaluate(() => document.documentElement.dataset.more === 'here'), 'the imported script');
    const got = await page.evaluate(
      () =>
        new Promise<string>((done) => {
          const socket = new WebSocket(`ws://${location.host}/socket`);
          socket.onopen = () => socket.send('{"type":"hello","view":"deck"}');
          socket.onmessage = (event) => done(JSON.parse(String(event.data)).type);
          socket.onerror = () => done('error');
        }),
    );
    expect(got).toBe('welcome');
    expect(await page.evaluate(() => ['inline', 'handler', 'framed'].filter((name) => name in window))).toEqual([]);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(
      await page.evaluate(() =>
        fetch('http://127.0.0.1:9/').then(
          () => 'sent',
          (error) => String(error),
        ),
      ),
    ).toContain('Failed to fetch');
    expect(await page.evaluate(() => document.baseURI)).toBe(`http://127.0.0.1:${t.port}/`);
  });

  it('test 4, 5, 8, 10: another page on this machine can read, frame, drive and load nothing', async () => {
    const t = await talk();
    const base = `http://127.0.0.1:${t.port}`;
    await using opened = await openPage();
    const { page } = opened;
    await page.goto(t.server.url);
    const visitor = await opened.another();
    await visitor.goto(
      await evilPage(
        `<!doctype html><title>evil</title><iframe src="${base}/presenter"></iframe><script src="${base}/assets/deck-ABCDEFGH.js"></script>`,
      ),
    );
    const tried = await visitor.evaluate(async (origin) => {
      const socket = await new Promise((done) => {
        const ws = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
        ws.onopen = () => done('open');
        ws.onerror = () => done('refused');
      });
      const read = await fetch(`${origin}/deck.json`, { credentials: 'include' }).then(
        () => 'read',
        () => 'refused',
      );
      const blind = await fetch(`${origin}/deck.json`, { mode: 'no-cors', credentials: 'include' }).then(
        () => 'loaded',
        () => 'refused',
      );
      const win = window.open(`${origin}/presenter`);
      win?.postMessage({ method: 'next' }, '*');
      // The opened page parts with its opener as soon as it is there.
      while (win?.closed === false) await new Promise((done) => setTimeout(done, 20));
      return { socket, read, blind, opener: win?.closed, ran: document.documentElement.dataset.more ?? 'nothing' };
    }, base);
    expect(tried).toEqual({ socket: 'refused', read: 'refused', blind: 'refused', opener: true, ran: 'nothing' });
    const frame = visitor.frames().find((one) => one !== visitor.mainFrame());
    expect(frame?.url()).toBe('chrome-error://chromewebdata/');
  });
});
