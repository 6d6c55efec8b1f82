// A page of the demo's own server beside the slides: a stranger to the deck, which
// keeps the keys only when somebody clicked into it; in every window, and recorded.
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import type {} from '../../src/client/api.ts';
import { openPage } from '../support/browser.ts';
import { lectern } from '../support/cli.ts';
import { open, present } from '../support/present.ts';
import { tempFolder } from '../support/temp.ts';
import { until } from '../support/wait.ts';

const TALK = '---\ndialect: remark\n---\ndemo: shop\n\n# One\n\n---\n\n# Two\n\n---\ndemo: other\n\n# Three\n';

/** Says what each page sent and could do. `quit` ends it. */
const SERVER = `import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const page = readFileSync(new URL('./page.html', import.meta.url));
const server = createServer((request, response) => {
  const { host, cookie = 'none', referer = 'none' } = request.headers;
  const [path, said] = request.url.split('?say=');
  if (said !== undefined) console.log(path.slice(1) + ': ' + decodeURIComponent(said));
  else console.log(path.slice(1) + ' asked ' + host.split(':')[0] + ', cookie ' + cookie + ', referrer ' + referer);
  response.setHeader('set-cookie', 'shop=open');
  response.setHeader('content-type', 'text/html');
  response.end(page);
});
server.listen(0, '127.0.0.1', () => console.log('at port ' + server.address().port));
process.stdin.on('data', (text) => String(text).includes('quit') && process.exit());
`;

const PAGE = `<!doctype html><title>Shop</title><body style="margin:0"><input id="field" autofocus style="position:fixed;inset:0;width:100%">
<script>
const say = (text) => fetch(location.pathname + '?say=' + encodeURIComponent(text));
const can = (act) => { try { return act() ? 'yes' : 'no'; } catch { return 'no'; } };
field.focus();
field.onkeydown = ({ key }) => say(key);
const told = ['parent ' + can(() => parent.document), 'top ' + can(() => { top.location = 'about:blank'; return true; }), 'window ' + can(() => window.open('about:blank'))];
say(told.join(', '));
</script>`;

const YAML = `title: Shop
size: 60x12
panes:
  - { name: server, run: server.mjs, ready: 'at port (?<port>\\d+)', type: [{ wait: 'door', in: till, text: "quit\\r" }] }
  - name: till
    url: 'http://127.0.0.1:\${server.port}/till'
    run: [node, -e, "console.log('the till behind the door')"]
  - { name: window, url: 'http://127.0.0.1:\${server.port}/window' }
`;

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="teal"/></svg>';

const shop = () =>
  tempFolder({
    'package.json': '{}',
    'talk.md': TALK,
    'demos/other.js': "console.log('other'); setInterval(() => {}, 1000);\n",
    'demos/shop/demo.yaml': YAML,
    'demos/shop/server.mjs': SERVER,
    'demos/shop/page.html': PAGE,
    'demos/shop/window.svg': PICTURE,
  });

const text = (page: Page, pane?: string) => page.evaluate((name) => window.lectern.demo.text('shop', name), pane);
const state = (page: Page) => page.evaluate(() => window.lectern.demo.state('shop'));
const sources = (page: Page) =>
  page.$$eval('iframe.web-frame', (frames) => frames.map((frame) => (frame as HTMLIFrameElement).src.replace(/:\d+/, ':#')));
const focused = (page: Page) =>
  page.evaluate(() => ({
    element: document.activeElement?.tagName,
    ring: [...document.querySelectorAll<HTMLElement>('.pane.has-focus')].map((pane) => pane.dataset.pane),
  }));
const DECK = { element: 'BODY', ring: [] };

async function sees(page: Page, wanted: string | RegExp): Promise<void> {
  const found = async () => (await text(page, 'server')).match(wanted) !== null;
  await until(found, String(wanted), () => text(page, 'server'));
}

/** As a hand does it: the pointer travels there first. */
async function clickInto(page: Page, pane: string): Promise<void> {
  await page.hover(`[data-pane="${pane}"] .pane-name`);
  const box = await (await page.$(`[data-pane="${pane}"] .web-box`))?.boundingBox();
  if (box == null) throw new Error(`no page in ${pane}`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y, { steps: 5 });
  await page.waitForSelector(`[data-pane="${pane}"] .web-shield[hidden]`);
  await until(
    async () => {
      await page.mouse.click(x, y);
      return (await focused(page)).ring.includes(pane);
    },
    `the keys in ${pane}`,
    async () => JSON.stringify(await focused(page)),
  );
}

it('a page is shown under another host name, without our cookie, and may not reach out of its frame', async () => {
  await using folder = await shop();
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1600, height: 900 });
  const { page } = opened;
  await open(page, talk.url);
  expect(new URL(talk.url).hostname).toBe('127.0.0.1');
  await page.keyboard.press('r');
  await sees(page, /till: parent/);
  await sees(page, /window: parent/);
  expect(await sources(page)).toEqual(['http://localhost:#/till', 'http://localhost:#/window']);
  expect((await text(page, 'server')).split('\n').slice(1).sort()).toEqual([
    'till asked localhost, cookie none, referrer none',
    'till: parent no, top no, window no',
    'window asked localhost, cookie none, referrer none',
    'window: parent no, top no, window no',
  ]);
  expect(await page.$$eval('iframe.web-frame', (frames) => frames.map((frame) => frame.getAttribute('sandbox')))).toEqual(
    Array(2).fill('allow-scripts allow-forms allow-same-origin'),
  );

  // It focused its field, and got no key for that.
  expect(await focused(page)).toEqual(DECK);
  await page.keyboard.press('ArrowRight');
  await until(() => page.evaluate(() => window.lectern.slide === 1), 'the next slide');

  // By way of another demo's slide, and back: the page is the same.
  await page.evaluate(() => window.lectern.go(2));
  await page.waitForSelector('.panel[data-demo="other"]');
  await page.evaluate(() => window.lectern.go(0));
  await page.waitForSelector('.panel[data-demo="shop"]');
  expect((await text(page, 'server')).match(/till asked/g)).toHaveLength(1);

  // Another reload is one of that page alone.
  await page.click('[data-pane="till"] .pane-again');
  await until(async () => (await text(page, 'server')).match(/till asked/g)?.length === 2, 'the page again');
  expect((await text(page, 'server')).match(/window asked/g)).toHaveLength(1);
});

it('keys go to a page from a click until they are taken back: by the button, by the slides, by the end', async () => {
  await using folder = await shop();
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1600, height: 900 });
  const { page } = opened;
  await open(page, talk.url);
  await page.keyboard.press('r');
  await sees(page, /till: parent/);
  await sees(page, /window: parent/);

  await clickInto(page, 'till');
  await page.keyboard.press('x');
  await sees(page, /till: x/);
  expect(await focused(page)).toEqual({ element: 'IFRAME', ring: ['till'] });
  await clickInto(page, 'window');
  await page.keyboard.press('y');
  await sees(page, /window: y/);
  expect(await state(page)).toBe('running');

  await page.click('[data-pane="window"] .pane-back');
  expect(await focused(page)).toEqual(DECK);
  await page.keyboard.press('ArrowRight');
  await until(() => page.evaluate(() => window.lectern.slide === 1), 'the next slide');
  await page.keyboard.press('ArrowLeft');

  await clickInto(page, 'till');
  await page.mouse.click(200, 600);
  await until(async () => JSON.stringify(await focused(page)) === JSON.stringify(DECK), 'the keys with the slides');

  await clickInto(page, 'till');
  await page.evaluate(() => window.lectern.demo.stop('shop'));
  await until(async () => (await state(page)) === 'stopped', 'the end');
  await page.waitForSelector('.panel[data-state="stopped"]');
  expect(await focused(page)).toEqual(DECK);
  expect(await page.$$eval('iframe.web-frame', (frames) => frames.map((frame) => (frame as HTMLElement).inert))).toEqual([true, true]);
});

it('a reload and a second window show the pages, the presenter view says where they are', async () => {
  await using folder = await shop();
  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1600, height: 900 });
  const { page } = opened;
  await open(page, talk.url);
  await page.keyboard.press('r');
  await sees(page, /window: parent/);
  await page.reload();
  await page.waitForSelector('html[data-lectern="ready"]');
  await until(async () => (await sources(page)).length === 2, 'the pages after a reload');
  const second = await opened.another();
  await open(second, talk.url);
  await until(async () => (await sources(second)).length === 2, 'the pages in a second window');
  const presenter = await opened.another();
  await open(presenter, talk.presenterUrl);
  const said = (pane: string) => presenter.$eval(`[data-pane="${pane}"] .web-box`, (box) => box.textContent?.replace(/:\d+/, ':#'));
  await until(
    async () => (await said('till'))?.startsWith('the page'),
    'the note',
    () => said('till'),
  );
  expect(await said('till')).toBe('the page is shown beside the slides: http://127.0.0.1:#/till');
  expect(await sources(presenter)).toEqual([]);
});

it('recorded, a stand-in plays in the place of its page, and a picture stands where there is none', async () => {
  await using folder = await shop();
  const recorded = await lectern(['demo', 'record', 'shop'], { cwd: folder.path });
  expect(recorded.stderr).toBe('');
  expect((await lectern(['demo', 'verify', 'shop'], { cwd: folder.path })).code).toBe(0);
  expect(JSON.parse((await lectern(['demo', 'list', '--json'], { cwd: folder.path })).stdout).demos[1]).toMatchObject({
    name: 'shop',
    panes: ['server', 'till', 'window'],
    recorded: true,
    stale: false,
  });
  const replayed = await lectern(['demo', 'replay', 'shop', '--no-wait', '--pane', 'till'], { cwd: folder.path });
  expect(replayed.stdout).toBe('the till behind the door\n');

  await using talk = await present(folder.path, 'talk.md');
  await using opened = await openPage({ width: 1600, height: 900 });
  const { page } = opened;
  await open(page, talk.url);
  await page.keyboard.press('r');
  await sees(page, /window: parent/);
  await page.keyboard.press('e');
  await until(
    async () => (await text(page, 'till')) === 'the till behind the door',
    'the stand-in',
    () => text(page, 'till'),
  );
  expect(await sources(page)).toEqual([]);
  const picture = '[data-pane="window"] img.page-picture';
  await page.waitForSelector(picture);
  await until(() => page.$eval(picture, (image) => (image as HTMLImageElement).naturalWidth === 400), 'the picture');
  expect(await page.$$eval('[data-pane="till"] .xterm', (found) => found.length)).toBe(1);

  await page.keyboard.press('e');
  await until(async () => (await sources(page)).length === 2, 'the pages, live again');
});
